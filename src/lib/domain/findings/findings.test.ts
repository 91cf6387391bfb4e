import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aSmallTemplate, anAudit, id } from '../../../../tests/fixtures/records.ts';
import { anyAnswers, recordAfter } from '../../../../tests/fixtures/answered.ts';
import { anAuditor } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { readAudit } from '../audits/readAudit.ts';
import { actionStates, type Field, type Json } from '../changes/RecordState.ts';
import { findingState, findingStates, type FindingState } from './Finding.ts';
import { findingsOf } from './findingsOf.ts';

const today = '2026-03-12';
const dana = anAuditor({ id: id(10) });
const field = (value: Json): Field => ({ ver: 2, value, by: dana.id, at: '2026-03-12T14:00:00.000Z' });
const small = aSmallTemplate();
const tagged = {
	...small,
	sections: small.sections.map((section) => ({
		...section,
		questions: section.questions.map((one) => ({ ...one, themes: section.id === 'CJ2' ? ['plans', 'drift'] : [] }))
	}))
};
const found = (fields: Record<string, Json>, template = tagged) =>
	findingsOf(
		readAudit(
			anAudit({}, Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, field(value)]))),
			template
		),
		today
	);

describe('what an audit shows', () => {
	test('a No is a concern under the first theme of its question', () => {
		expect(found({ 'answer/CJ2.1': 'no' })).toEqual([
			{
				key: 'answer/CJ2.1',
				kind: 'concern',
				source: 'answer',
				theme: 'plans',
				value: 'no',
				priority: true,
				actions: []
			}
		]);
	});

	test('a Partly is a concern that can wait', () => {
		expect(found({ 'answer/CJ2.1': 'partly' })).toMatchObject([{ kind: 'concern', priority: false }]);
	});

	test('a Yes is a strength only with a note of where it was seen', () => {
		expect(found({ 'answer/CJ2.1': 'yes' })).toEqual([]);
		expect(found({ 'answer/CJ2.1': 'yes', 'note/CJ2.1': 'Plan of 3 March, page two.' })).toMatchObject([
			{ kind: 'strength', value: 'yes' }
		]);
	});

	test('what is not applicable, not judged or not asked shows nothing', () => {
		expect(found({ 'answer/CJ2.1': 'na', 'note/CJ2.1': 'There is no plan yet.', 'answer/CJ2.5': 'drifts' })).toEqual(
			[]
		);
	});

	test('a section’s grade is a finding, and its closing box then none of its own', () => {
		const graded = { [`grade/CJ2/${dana.id}`]: { grade: 'inadequate', reason: '' }, 'note/CJ2.needs': 'Dates.' };
		expect(found(graded)).toMatchObject([{ key: 'grade/CJ2', kind: 'concern', theme: 'plans', value: 'inadequate' }]);
		expect(found({ 'note/CJ2.needs': 'Dates.', 'note/CJ2.worked': 'She was heard.' })).toMatchObject([
			{ key: 'note/CJ2.needs', kind: 'concern' },
			{ key: 'note/CJ2.worked', kind: 'strength' }
		]);
	});

	test('somebody else’s grade is no finding of the auditor’s', () => {
		expect(found({ [`grade/CJ2/${id(99)}`]: { grade: 'inadequate', reason: '' } })).toEqual([]);
	});

	const action = (more: object) => ({
		level: 'child',
		finding: 'Late',
		what: 'Do',
		difference: 'So',
		owner: id(20),
		dueOn: today,
		...more
	});

	test('an action answers the answer it was raised beside', () => {
		expect(found({ 'answer/CJ2.1': 'no', [`action/${id(5)}`]: action({ question: 'CJ2.1' }) })).toMatchObject([
			{ key: 'answer/CJ2.1', actions: [id(5)] }
		]);
	});

	test('an action beside no concern is a finding by itself, so that none is left without one', () => {
		expect(
			found({ [`action/${id(5)}`]: action({}), [`action/${id(6)}`]: action({ question: 'CJ2.1' }) })
		).toMatchObject([
			{ key: `action/${id(5)}`, source: 'action', theme: 'plans', actions: [id(5)] },
			{ key: `action/${id(6)}`, source: 'action', theme: 'plans', actions: [id(6)] }
		]);
	});

	test('an action that was there before answers the answer of concern it is relied on for, and nothing else', () => {
		const relied = {
			[`relies/CJ2.1/${id(7)}`]: true,
			[`relies/CJ2.2/${id(7)}`]: true,
			[`relies/CJ2.1/${id(8)}`]: false
		};
		const shown = found({ 'answer/CJ2.1': 'no', ...relied });
		expect(shown.map(({ key, actions }) => [key, actions])).toEqual([['answer/CJ2.1', [id(7)]]]);
	});

	test('where nothing is tagged it says so', () => {
		expect(found({ 'answer/CJ2.1': 'no' }, small)).toMatchObject([{ theme: 'untagged' }]);
	});

	test('whatever is answered in whatever shipped set: one finding for each place, every action answers one', () => {
		const anyShipped = fc
			.constantFrom(...shippedTemplates())
			.chain((one) => fc.tuple(fc.constant(one), anyAnswers(one)));
		fc.assert(
			fc.property(anyShipped, ([template, acts]) => {
				const audit = readAudit(recordAfter(acts, dana, template), template);
				const findings = findingsOf(audit, today);
				expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
				expect(findings.every(({ theme }) => theme !== '')).toBe(true);
				const answered = findings.flatMap(({ actions }) => actions);
				expect([...answered].sort()).toEqual(audit.actions.map((one) => one.id).sort());
			}),
			{ numRuns: 40 }
		);
	});
});

describe('where a finding stands', () => {
	const standing = { kind: 'concern', stands: true, isSetAside: false, actions: [] } as const;
	test.each<[object, FindingState]>([
		[{}, 'waiting'],
		[{ isSetAside: true }, 'set-aside'],
		[{ stands: false, actions: ['issued'] }, 'withdrawn'],
		[{ kind: 'strength' }, 'strength'],
		[{ actions: ['verified', 'issued'], isSetAside: true }, 'in-hand'],
		[{ actions: ['closed', 'verified', 'not-needed'] }, 'verified'],
		[{ actions: ['closed', 'not-needed'] }, 'closed'],
		[{ actions: ['not-needed'] }, 'not-needed'],
		[{ actions: ['not-needed'], isSetAside: true }, 'set-aside']
	])('%o: %s', (more, state) => {
		expect(findingState({ ...standing, ...more })).toBe(state);
	});

	test('is in exactly one state, whatever was done, and waits only where nothing was', () => {
		fc.assert(
			fc.property(
				fc.record({
					kind: fc.constantFrom('concern' as const, 'strength' as const),
					stands: fc.boolean(),
					isSetAside: fc.boolean(),
					actions: fc.array(fc.constantFrom(...actionStates), { maxLength: 4 })
				}),
				(any) => {
					const state = findingState(any);
					expect(findingStates.filter((one) => one === state)).toHaveLength(1);
					expect(state === 'waiting').toBe(
						any.kind === 'concern' && any.stands && !any.isSetAside && any.actions.length === 0
					);
				}
			)
		);
	});
});
