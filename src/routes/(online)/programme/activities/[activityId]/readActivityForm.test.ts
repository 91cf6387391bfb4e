import { expect, test } from 'vitest';
import { readActivity } from '#lib/domain/programme/Activity.ts';
import { readActivityForm } from './readActivityForm.ts';

const fields: readonly (readonly [string, string])[] = [
	['name', 'Plans'],
	['template', 't07'],
	['roles', 'auditor'],
	['roles', 'team-manager'],
	['number', '25'],
	['share', 'together'],
	['period', 'half-year'],
	['days', '20'],
	['rest', '8'],
	['startsOn-day', '1'],
	['startsOn-month', '4'],
	['startsOn-year', '2026'],
	['by', 'planType'],
	['months', '12']
];

test('what was typed is an activity', () => {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	expect(readActivity(readActivityForm(form))).toEqual({
		ok: true,
		value: {
			name: 'Plans',
			template: 't07',
			roles: ['auditor', 'team-manager'],
			number: 25,
			share: 'together',
			period: 'half-year',
			days: 20,
			restMonths: [8],
			startsOn: '2026-04-01',
			cases: { stages: [], plans: [], teams: [], groupsBy: 'planType', months: 12 }
		}
	});
});

test('an empty form is none, and says the first thing that is missing', () => {
	expect(readActivity(readActivityForm(new FormData()))).toMatchObject({ ok: false });
});
