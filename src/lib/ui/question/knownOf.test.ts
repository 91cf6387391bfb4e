import { expect, test } from 'vitest';
import { anAudit } from '../../../../tests/fixtures/records.ts';
import type { CaseFacts } from '#lib/domain/changes/RecordState.ts';
import { clockOn } from '#lib/domain/calendar/Clock.ts';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { question as shape, type Question } from '#lib/domain/templates/Template.ts';
import { knownOf, prefilled } from './knownOf.ts';

const today = '2026-03-12';
const names = { team: 'Riverside', worker: 'Tom Hallam' };
const headWith = (facts: Partial<CaseFacts>) => {
	const { head } = anAudit();
	return { caseRef: head.caseRef, case: { ...head.case, ...facts } };
};
const ask = (kind: Question['kind'], more: object) =>
	shape.parse({ id: 'CJ2.1', number: '2.1', text: 'A question?', kind, guidance: '', ...more });

test('the dates and the clock of the child’s own stage fill a question', () => {
	const question = ask('date', {
		...{ clock: 'visits', to: 'today' },
		byStage: { 'child-protection': { clock: 'cp-visits', from: 'cppVisitOn' }, 'looked-after': { from: 'lacVisitOn' } }
	});
	const known = knownOf(
		question,
		headWith({ dates: { cppVisitOn: '2026-03-04', lacVisitOn: '2026-01-01' } }),
		names,
		today
	);
	expect(known).toMatchObject({ from: '2026-03-04', to: 'today', fromLabel: 'Last statutory visit', hasEnd: true });
	expect(known.clock?.id).toBe('cp-visits');
});

test('a clock is named as it stood when it began: on the day answered, else the import’s, else today', () => {
	const question = ask('time', { clock: 'cp-visits', from: 'cppVisitOn' });
	const shipped = must(clockOn('cp-visits', today, shippedClocks), 'the clock');
	const clocks = [shipped, { ...shipped, value: 15, effectiveFrom: '2026-03-05' }];
	const length = (imported: Day | null, began: Day | null) =>
		knownOf(question, headWith({ dates: imported === null ? {} : { cppVisitOn: imported } }), names, today, {
			began,
			clocks
		}).clock?.value;
	expect(length('2026-03-06', '2026-02-01')).toBe(10);
	expect(length('2026-03-04', null)).toBe(10);
	expect(length('2026-03-05', null)).toBe(15);
	expect(length(null, null)).toBe(15);
});

test('where the import has no end, none is made up', () => {
	const known = knownOf(
		ask('time', { clock: 'plan-update', from: 'cppReviewOn' }),
		headWith({ dates: { cppReviewOn: '2026-02-26' } }),
		names,
		today
	);
	expect(known).toMatchObject({ from: '2026-02-26', to: null, hasEnd: false, toLabel: 'To' });
});

test('labels of the template come before those of the import', () => {
	const question = ask('time', { from: 'strategyOn', to: 'conferenceOn', fromLabel: 'Strategy meeting' });
	expect(knownOf(question, headWith({}), names, today)).toMatchObject({
		fromLabel: 'Strategy meeting',
		toLabel: 'Conference'
	});
});

test('the profile is filled with words, never with a code', () => {
	const fill = (key: string) =>
		prefilled(ask('text', { prefill: key }), headWith({ planType: 'child-protection-plan', legalStatus: null }), names);
	expect(fill('planType')).toBe('Child protection plan');
	expect(fill('caseRef')).toBe('9X-104823');
	expect(fill('worker')).toBe('Tom Hallam');
	expect(fill('legalStatus')).toBeNull();
});

test('a fact fills a list only where the list has it', () => {
	const options = [{ id: 'child-protection', label: 'Child protection' }];
	expect(prefilled(ask('pick', { prefill: 'stage', options }), headWith({}), names)).toBe('child-protection');
	expect(prefilled(ask('pick', { prefill: 'stage', options }), headWith({ stage: 'adoption' }), names)).toBeNull();
});
