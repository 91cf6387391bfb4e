import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedTemplates } from '../../../../templates/shippedTemplates.ts';
import { aQuestion, aTemplate } from '../aTemplate.fixture.ts';
import { compareTemplates } from './compareTemplates.ts';
import {
	addQuestion,
	changeQuestion,
	changeTemplate,
	moveQuestion,
	removeQuestion,
	removeSection
} from './editDraft.ts';
import { markWords } from './markWords.ts';

const before = aTemplate({
	sections: [
		{ id: 'S1', questions: ['A1', 'A2', 'A3', 'A4'].map((id) => ({ id, number: id })) },
		{ id: 'S2', questions: [{ id: 'B1' }] }
	]
});
const hows = (after: typeof before) =>
	compareTemplates(before, after).sections.flatMap(({ questions }) => questions.map(({ id, how }) => `${id} ${how}`));

test('a version beside itself is the same throughout', () => {
	for (const shipped of shippedTemplates()) {
		const { counts, parts, sections } = compareTemplates(shipped, shipped);
		expect([counts.added, counts.removed, counts.changed, counts.moved, parts]).toEqual([0, 0, 0, 0, []]);
		expect(sections.every(({ how }) => how === 'same')).toBe(true);
	}
});

test('what was added, removed, changed and moved, each where it stands; what went stands where it was', () => {
	const after = changeQuestion(
		moveQuestion(addQuestion(removeQuestion(before, 'A2'), 'S1', aQuestion({ id: 'A9' })), 'A4', 0),
		'A3',
		{ text: 'Is it well?' }
	);
	expect(hows(after)).toEqual(['A4 moved', 'A1 same', 'A2 removed', 'A3 changed', 'A9 added', 'B1 same']);
	expect(compareTemplates(before, after).counts).toEqual({ added: 1, removed: 1, changed: 1, moved: 1, same: 2 });
});

test('a question that went to another section is moved, and says from where', () => {
	const change = compareTemplates(before, moveQuestion(before, 'A1', 0, 'S2')).sections.flatMap(
		({ questions }) => questions
	);
	expect(change.find(({ id }) => id === 'A1')).toMatchObject({ how: 'moved', movedFrom: 'S1' });
	expect(change.filter(({ id }) => id === 'A1')).toHaveLength(1);
});

test('one that moved past others moved alone; the others stay', () => {
	expect(hows(moveQuestion(before, 'A1', 3)).filter((one) => one.endsWith('moved'))).toEqual(['A1 moved']);
});

test('a section that went, and what of the template itself changed', () => {
	const after = changeTemplate(removeSection(before, 'S2'), { title: 'Another title', version: 2 });
	const changes = compareTemplates(before, after);
	expect(changes.sections.map(({ id, how }) => `${id} ${how}`)).toEqual(['S1 same', 'S2 removed']);
	expect(changes.parts).toEqual(['title']);
	expect(changes.sections[1]?.questions).toMatchObject([{ id: 'B1', how: 'removed', after: null }]);
});

test('a change says which parts differ', () => {
	const after = changeQuestion(before, 'A1', { guidance: 'Better.', alerts: [{ level: 'priority', on: ['no'] }] });
	expect(compareTemplates(before, after).sections[0]?.questions[0]?.parts).toEqual(['guidance', 'alerts']);
});

test('every question of both versions is told of exactly once, whatever was done between them', () => {
	const anyStep = fc.record({
		from: fc.nat(),
		to: fc.nat({ max: 20 }),
		what: fc.constantFrom('move', 'remove', 'add', 'section')
	});
	fc.assert(
		fc.property(fc.constantFrom(...shippedTemplates()), fc.array(anyStep, { maxLength: 5 }), (shipped, steps) => {
			let after = shipped;
			for (const [index, { from, to, what }] of steps.entries()) {
				const ids = after.sections.flatMap(({ questions }) => questions.map(({ id }) => id));
				const id = ids[from % Math.max(1, ids.length)] ?? '';
				const section = after.sections[from % Math.max(1, after.sections.length)]?.id ?? '';
				if (what === 'move') after = moveQuestion(after, id, to, after.sections[to % after.sections.length]?.id);
				if (what === 'remove') after = removeQuestion(after, id);
				if (what === 'add') after = addQuestion(after, section, aQuestion({ id: `NEW${index}` }));
				if (what === 'section' && after.sections.length > 1) after = removeSection(after, section);
			}
			const all = [shipped, after].flatMap(({ sections }) =>
				sections.flatMap(({ questions }) => questions.map(({ id }) => id))
			);
			const told = compareTemplates(shipped, after).sections.flatMap(({ questions }) => questions.map(({ id }) => id));
			expect([...told].sort()).toEqual([...new Set(all)].sort());
		}),
		{ numRuns: 60 }
	);
});

test('words are marked where they differ, and stay what they are', () => {
	expect(markWords('Was the child seen alone?', 'Was the child seen, and alone?')).toEqual([
		{ text: 'Was the child ', how: 'same' },
		{ text: 'seen ', how: 'out' },
		{ text: 'seen, and ', how: 'in' },
		{ text: 'alone?', how: 'same' }
	]);
	expect(markWords('', 'New')).toEqual([{ text: 'New', how: 'in' }]);
	expect(markWords('Same', 'Same')).toEqual([{ text: 'Same', how: 'same' }]);
});

test('put together, what is marked gives both texts again', () => {
	const anyText = fc.oneof(
		fc.array(fc.constantFrom('plan', 'child', 'seen', 'the', '\n'), { maxLength: 12 }).map((words) => words.join(' ')),
		fc.string()
	);
	fc.assert(
		fc.property(anyText, anyText, (one, other) => {
			const marked = markWords(one, other);
			const put = (...hows: string[]) =>
				marked
					.filter(({ how }) => hows.includes(how))
					.map(({ text }) => text)
					.join('');
			expect([put('same', 'out'), put('same', 'in')]).toEqual([one, other]);
		})
	);
});
