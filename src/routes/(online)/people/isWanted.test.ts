import { expect, test } from 'vitest';
import type { Person } from '#lib/domain/access/Person.ts';
import { isWanted } from './isWanted.ts';

const teams = [{ id: 'n', name: 'North assessment' }];
const ruth: Person = {
	id: 'r',
	username: 'ruth.fenn@demo.example',
	name: 'Ruth Fenn',
	grants: [{ role: 'auditor', scope: { kind: 'own' } }],
	team: 'n',
	status: 'active',
	until: null,
	permVer: 1
};
const all = { text: '', role: '', status: 'all' };

test('without a filter everyone is wanted', () => {
	expect(isWanted(ruth, all, teams)).toBe(true);
	expect(isWanted({ ...ruth, team: null, status: 'deactivated' }, all, [])).toBe(true);
});

test('each word is looked for in name, sign-in name and team', () => {
	for (const text of ['fenn', 'FENN ruth', 'ruth north', ' demo.example ']) {
		expect(isWanted(ruth, { ...all, text: text.trim() }, teams)).toBe(true);
	}
	expect(isWanted(ruth, { ...all, text: 'ruth south' }, teams)).toBe(false);
});

test('a role and a status narrow the list', () => {
	expect(isWanted(ruth, { ...all, role: 'auditor', status: 'active' }, teams)).toBe(true);
	expect(isWanted(ruth, { ...all, role: 'board' }, teams)).toBe(false);
	expect(isWanted(ruth, { ...all, status: 'deactivated' }, teams)).toBe(false);
});
