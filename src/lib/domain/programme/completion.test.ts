import { expect, test } from 'vitest';
import { completionBy, countCompletion, type CountedAudit } from './completion.ts';

const march = { from: '2026-03-01', to: '2026-03-31' };
const today = '2026-03-20';
const due = (dueOn: string, isSubmitted: boolean, more: Partial<CountedAudit> = {}): CountedAudit => ({
	auditor: 'ada',
	team: 'north',
	activity: 'plans',
	dueOn,
	isSubmitted,
	...more
});
const audits = [
	due('2026-03-10', true),
	due('2026-03-10', false, { auditor: 'ben' }),
	due('2026-03-20', false, { activity: null }),
	due('2026-03-27', true, { team: null }),
	due('2026-04-01', false)
];

test('what is due within a span, done and late; a due date of today is not late', () => {
	expect(countCompletion(audits, march, today)).toEqual({ due: 4, done: 2, late: 1 });
	expect(countCompletion([], march, today)).toEqual({ due: 0, done: 0, late: 0 });
});

test('by person, team and activity, most late first, and nobody for whom nothing is due', () => {
	expect(completionBy(audits, 'auditor', march, today)).toEqual([
		{ of: 'ben', due: 1, done: 0, late: 1 },
		{ of: 'ada', due: 3, done: 2, late: 0 }
	]);
	expect(completionBy(audits, 'team', march, today).map(({ of }) => of)).toEqual(['north', null]);
	expect(completionBy(audits, 'activity', march, today)).toEqual([
		{ of: 'plans', due: 3, done: 2, late: 1 },
		{ of: null, due: 1, done: 0, late: 0 }
	]);
});
