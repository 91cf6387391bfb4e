import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anAudit, id } from '../../../../tests/fixtures/records.ts';
import { actionStates, type ActionState, type Field, type Json } from '../changes/RecordState.ts';
import { addDays } from '../shared/dates.ts';
import { gradePathway, type GradeFacts } from './gradePathway.ts';
import { newReaudit, weakSections } from './newReaudit.ts';

const submittedAt = '2026-03-12T10:00:00.000Z';
const nothing: GradeFacts = { grade: 'inadequate', submittedAt, lot: 0.5, actions: [], again: null, sustained: null };
const action = (state: ActionState, on = '2026-03-20') => ({
	state,
	raisedAt: '2026-03-13T10:00:00.000Z',
	stateSince: `${on}T10:00:00.000Z`
});
const stagesOf = (facts: Partial<GradeFacts>, today: string) =>
	Object.fromEntries(
		(gradePathway({ ...nothing, ...facts }, today)?.stages ?? []).map(({ stage, state, dueOn }) => [
			stage,
			[state, dueOn]
		])
	);
const toMake = (facts: Partial<GradeFacts>, today: string) => gradePathway({ ...nothing, ...facts }, today)?.toMake;

describe('after Inadequate', () => {
	test('the clocks of practice.md 1.8, over Easter', () => {
		expect(stagesOf({}, '2026-03-12')).toEqual({
			plan: ['due', '2026-03-19'],
			done: ['due', '2026-04-20'],
			verified: ['due', '2026-04-27'],
			're-audit': ['due', '2026-06-12'],
			sustained: ['to-come', null]
		});
	});

	test('late is worked out', () => {
		expect(stagesOf({}, '2026-03-20').plan).toEqual(['late', '2026-03-19']);
	});

	test('six weeks after the last action was verified the child is audited again, and no later than three months', () => {
		const verified = { actions: [action('verified', '2026-04-01'), action('closed', '2026-04-10')] };
		expect(stagesOf(verified, '2026-04-11')).toMatchObject({
			done: ['done', '2026-04-20'],
			're-audit': ['due', '2026-05-22']
		});
		expect(toMake(verified, '2026-04-11')).toEqual({ why: 're-audit', dueOn: '2026-05-22' });
		expect(toMake({ actions: [action('verified', '2026-06-05')] }, '2026-06-05')).toEqual({
			why: 're-audit',
			dueOn: '2026-06-12'
		});
	});

	test('actions that are never verified do not put it off for ever', () => {
		expect(toMake({ actions: [action('issued')] }, '2026-05-14')).toBeNull();
		expect(toMake({ actions: [action('issued')] }, '2026-05-15')).toEqual({ why: 're-audit', dueOn: '2026-06-12' });
		expect(toMake({}, '2026-05-15')).toEqual({ why: 're-audit', dueOn: '2026-06-12' });
	});

	test('an action that is not needed holds nothing up', () => {
		expect(stagesOf({ actions: [action('verified'), action('not-needed')] }, '2026-03-21').verified?.[0]).toBe('done');
		expect(stagesOf({ actions: [action('not-needed')] }, '2026-03-21').done?.[0]).toBe('due');
	});

	test('better: three months later somebody looks whether it held; still Inadequate: there is nothing to hold', () => {
		const better = { again: { grade: 'good', on: '2026-05-20' } };
		expect(stagesOf(better, '2026-05-21')).toMatchObject({
			're-audit': ['done', '2026-06-12'],
			sustained: ['due', '2026-08-20']
		});
		expect(toMake(better, '2026-08-05')).toBeNull();
		expect(toMake(better, '2026-08-06')).toEqual({ why: 'sustained', dueOn: '2026-08-20' });
		expect(stagesOf({ again: { grade: 'inadequate', on: '2026-05-20' } }, '2026-05-21').sustained?.[0]).toBe(
			'not-needed'
		);
	});

	test('what is made is not made again', () => {
		expect(toMake({ again: { grade: null, on: null }, actions: [action('verified')] }, '2026-05-01')).toBeNull();
	});
});

describe('after Requires improvement', () => {
	const ri = { grade: 'requires-improvement' };
	test('ten, thirty and forty working days; one in five is audited again', () => {
		expect(stagesOf({ ...ri, lot: 0.2 }, '2026-03-12')).toEqual({
			plan: ['due', '2026-03-26'],
			done: ['due', '2026-04-27'],
			verified: ['due', '2026-05-12'],
			're-audit': ['not-needed', null],
			sustained: ['not-needed', null]
		});
		expect(stagesOf({ ...ri, lot: 0.19 }, '2026-03-12')['re-audit']).toEqual(['due', '2026-06-12']);
	});
});

test('after Good there is no pathway', () => {
	expect(gradePathway({ ...nothing, grade: 'good' }, '2026-03-12')).toBeNull();
	expect(gradePathway({ ...nothing, grade: null }, '2026-03-12')).toBeNull();
});

test('whatever the records show: five stages, and nothing is made twice or for a day that is no day', () => {
	const again = fc.constantFrom(
		null,
		{ grade: null, on: null },
		{ grade: 'good', on: '2026-06-01' },
		{ grade: 'inadequate', on: '2026-06-01' }
	);
	fc.assert(
		fc.property(
			fc.record({
				grade: fc.constantFrom('inadequate', 'requires-improvement'),
				submittedAt: fc.constant(submittedAt),
				lot: fc.double({ min: 0, max: 0.99, noNaN: true }),
				actions: fc.array(
					fc.constantFrom(...actionStates).map((state) => action(state)),
					{ maxLength: 4 }
				),
				again,
				sustained: again
			}),
			fc.nat(300),
			(facts, days) => {
				const pathway = gradePathway(facts, addDays('2026-03-12', days));
				expect(pathway?.stages.map(({ stage }) => stage)).toEqual([
					'plan',
					'done',
					'verified',
					're-audit',
					'sustained'
				]);
				const made = pathway?.toMake ?? null;
				if (made?.why === 're-audit') expect(facts.again).toBeNull();
				if (made?.why === 'sustained') expect(facts.sustained).toBeNull();
				for (const { state, dueOn } of pathway?.stages ?? []) if (state === 'late') expect(dueOn).not.toBeNull();
			}
		)
	);
});

describe('the audit that looks again', () => {
	const field = (value: Json): Field => ({ ver: 1, value, by: id(10), at: submittedAt });
	const first = anAudit(
		{
			state: 'submitted',
			submittedAt,
			grade: 'inadequate',
			sample: id(70),
			auditor: id(10),
			moderated: { grade: 'inadequate', at: submittedAt, by: id(8) }
		},
		{
			[`grade/CJ3/${id(10)}`]: field({ grade: 'requires-improvement', reason: '' }),
			[`grade/CJ2/${id(10)}`]: field({ grade: 'inadequate', reason: '' }),
			[`grade/CJ1/${id(10)}`]: field({ grade: 'good', reason: '' }),
			[`grade/CJ1/${id(9)}`]: field({ grade: 'inadequate', reason: '' }),
			[`grade/overall/${id(10)}`]: field({ grade: 'inadequate', reason: '' })
		}
	);
	const given = {
		id: id(60),
		why: 're-audit',
		auditor: id(12),
		dueOn: '2026-05-22',
		template: { id: 'small', ver: 2 }
	} as const;

	test('is of the same child on the sections that were below good, and holds nothing of the first', () => {
		const again = newReaudit(first, given);
		expect(again.head).toMatchObject({
			caseRef: first.head.caseRef,
			sections: ['CJ2', 'CJ3'],
			again: { of: id(1), why: 're-audit' }
		});
		expect(again.head).toMatchObject({ state: 'allocated', route: 're-audit', auditor: id(12), template: { ver: 2 } });
		for (const left of ['grade', 'submittedAt', 'sample', 'moderated', 'considered'])
			expect(again.head).not.toHaveProperty(left);
		expect(again.fields.size).toBe(0);
	});

	test('asks all of a set that grades no sections, and of a part the same part', () => {
		expect(newReaudit(anAudit(), given).head).not.toHaveProperty('sections');
		expect(weakSections(anAudit({ sections: ['CJ3'] }))).toEqual(['CJ3']);
	});
});
