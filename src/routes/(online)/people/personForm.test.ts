import { expect, test } from 'vitest';
import { readPersonForm } from './personForm.ts';

function aForm(fields: Record<string, string | string[]>): FormData {
	const form = new FormData();
	for (const [name, values] of Object.entries(fields)) {
		for (const value of [values].flat()) form.append(name, value);
	}
	return form;
}

const ruth = {
	username: ' ruth.fenn@demo.example ',
	name: 'Ruth Fenn',
	email: '',
	phone: ' 01632 960001',
	team: 'north',
	'until-day': '31',
	'until-month': 'March',
	'until-year': '2027',
	role: ['auditor', 'team-manager', ''],
	scope: ['own', 'team:north', 'own']
};

test('a form becomes a person, with a role for each row that has one', () => {
	expect(readPersonForm(aForm(ruth))).toEqual({
		username: 'ruth.fenn@demo.example',
		name: 'Ruth Fenn',
		email: null,
		phone: '01632 960001',
		team: 'north',
		until: '2027-03-31',
		grants: [
			{ role: 'auditor', scope: { kind: 'own' } },
			{ role: 'team-manager', scope: { kind: 'team', id: 'north' } }
		]
	});
});

test('an empty last day is none, and one that is no date is not taken for none', () => {
	const until = (day: string, month: string, year: string) =>
		readPersonForm(aForm({ ...ruth, 'until-day': day, 'until-month': month, 'until-year': year })).until;
	expect(until('', '', '')).toBeNull();
	expect(until('31', '2', '2027')).toBe('no date');
});
