import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedTemplates } from '../../../../templates/shippedTemplates.ts';
import { aQuestion, aSection, aTemplate } from '../aTemplate.fixture.ts';
import { blankSection } from './blankTemplate.ts';
import {
	addQuestion,
	addSection,
	changeQuestion,
	changeSection,
	changeStageClock,
	changeTemplate,
	moveQuestion,
	moveSection,
	questionIn,
	removeQuestion,
	removeSection,
	sectionOf
} from './editDraft.ts';
import { idsIn } from './names.ts';
import type { TemplateDraft } from './TemplateDraft.ts';

const q = (id: string, number: string) => ({ id, number });
const draft = aTemplate({
	sections: [
		{ id: 'S1', number: '1', questions: [q('S1.1', '1.1'), q('S1.2', '1.2'), q('S1.3', '1.3')] },
		{ id: 'S2', number: '2', questions: [q('S2.1', '2.1')] }
	]
});
const numbers = (one: TemplateDraft) =>
	one.sections.map(
		({ id, number, questions }) => `${id} ${number}: ${questions.map((o) => `${o.id}=${o.number}`).join(' ')}`
	);

test('a stage has a clock of its own until it is taken away; with the last the list goes', () => {
	const one = changeStageClock(undefined, 'adoption', { clock: 'a' });
	expect(one).toEqual({ adoption: { clock: 'a' } });
	const two = changeStageClock(one, 'child-in-need', { from: 'cinSeenOn' });
	expect(changeStageClock(two, 'adoption', { clock: undefined, to: 'today' })).toEqual({
		adoption: { to: 'today' },
		'child-in-need': { from: 'cinSeenOn' }
	});
	expect(changeStageClock(two, 'adoption', null)).toEqual({ 'child-in-need': { from: 'cinSeenOn' } });
	expect(changeStageClock(one, 'adoption', null)).toBeUndefined();
});

test('a change takes the place of what was there; undefined takes it away', () => {
	const timed = changeTemplate(draft, { minutes: 20 });
	expect(timed.minutes).toBe(20);
	expect(changeTemplate(timed, { minutes: undefined })).toEqual(draft);
	expect(changeSection(draft, 'S2', { title: 'Second' }).sections[1]?.title).toBe('Second');
	expect(questionIn(changeQuestion(draft, 'S1.2', { dip: true }), 'S1.2')?.dip).toBe(true);
	expect(changeQuestion(draft, 'none', { dip: true })).toEqual(draft);
});

describe('numbers', () => {
	test('are counted through when a question comes, goes or moves; ids stay', () => {
		expect(numbers(addQuestion(draft, 'S1', aQuestion({ id: 'S1.4' }), 1))).toEqual([
			'S1 1: S1.1=1.1 S1.4=1.2 S1.2=1.3 S1.3=1.4',
			'S2 2: S2.1=2.1'
		]);
		expect(numbers(removeQuestion(draft, 'S1.1'))[0]).toBe('S1 1: S1.2=1.1 S1.3=1.2');
		expect(numbers(moveQuestion(draft, 'S1.3', 0))[0]).toBe('S1 1: S1.3=1.1 S1.1=1.2 S1.2=1.3');
		expect(numbers(moveQuestion(draft, 'S1.1', 0, 'S2'))).toEqual([
			'S1 1: S1.2=1.1 S1.3=1.2',
			'S2 2: S1.1=2.1 S2.1=2.2'
		]);
	});

	test('of a section’s own are left alone, and dealt out again when the order changes', () => {
		const own = aTemplate({
			sections: [{ id: 'S1', number: '1', questions: [q('A', '1.1'), q('B', 'CP4'), q('C', '1.2')] }]
		});
		expect(numbers(removeQuestion(own, 'A'))[0]).toBe('S1 1: B=CP4 C=1.2');
		expect(numbers(moveQuestion(own, 'C', 0))[0]).toBe('S1 1: C=1.1 A=1.2 B=CP4');
		expect(numbers(addQuestion(own, 'S1', aQuestion({ id: 'D' })))[0]).toBe('S1 1: A=1.1 B=CP4 C=1.2 D=1.4');
	});

	test('follow their section', () => {
		expect(numbers(moveSection(draft, 'S2', 0))).toEqual(['S2 1: S2.1=1.1', 'S1 2: S1.1=2.1 S1.2=2.2 S1.3=2.3']);
		expect(numbers(removeSection(draft, 'S1'))).toEqual(['S2 1: S2.1=1.1']);
	});

	test('a new section stands before the one that closes the set', () => {
		const closed = addSection(draft, aSection({ id: 'X', number: 'X', questions: [] }));
		expect(numbers(addSection(closed, blankSection('S3', '', 'Third', false)))).toEqual([
			...numbers(draft),
			'S3 3: ',
			'X X: '
		]);
	});
});

test('what is not there cannot be moved, and nothing is moved past an end', () => {
	expect(moveQuestion(draft, 'none', 0)).toEqual(draft);
	expect(moveQuestion(draft, 'S1.1', 0, 'none')).toEqual(draft);
	expect(moveSection(draft, 'none', 0)).toEqual(draft);
	expect(moveQuestion(draft, 'S1.1', 99).sections[0]?.questions.map(({ id }) => id)).toEqual(['S1.2', 'S1.3', 'S1.1']);
	expect(sectionOf(draft, 'none')).toBeUndefined();
});

test('however much is moved about, in any set that ships, no question is lost, none is there twice', () => {
	const anyMove = fc.record({
		from: fc.nat(),
		to: fc.nat({ max: 40 }),
		section: fc.option(fc.nat()),
		whole: fc.boolean()
	});
	fc.assert(
		fc.property(fc.constantFrom(...shippedTemplates()), fc.array(anyMove, { maxLength: 6 }), (shipped, moves) => {
			let now: TemplateDraft = shipped;
			for (const { from, to, section, whole } of moves) {
				const questions = now.sections.flatMap((one) => one.questions);
				const into = section === null ? undefined : now.sections[section % now.sections.length]?.id;
				now = whole
					? moveSection(now, now.sections[from % now.sections.length]?.id ?? '', to)
					: moveQuestion(now, questions[from % questions.length]?.id ?? '', to, into);
			}
			expect([...idsIn(now)].sort()).toEqual([...idsIn(shipped)].sort());
			for (const { questions } of now.sections)
				expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
		}),
		{ numRuns: 60 }
	);
});
