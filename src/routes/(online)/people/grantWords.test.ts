import { expect, test } from 'vitest';
import { grantWords, scopeOptions } from './grantWords.ts';
import { readScope } from './readPerson.ts';

const places = { services: [{ id: 's', name: 'Safeguarding' }], teams: [{ id: 'n', name: 'North' }] };

test('a role is said with its team or service', () => {
	expect(grantWords({ role: 'team-manager', scope: { kind: 'team', id: 'n' } }, places)).toBe('Team manager, North');
	expect(grantWords({ role: 'service-manager', scope: { kind: 'service', id: 's' } }, places)).toBe(
		'Service manager, Safeguarding'
	);
});

test('a role that names no place, or one that is gone, is said alone', () => {
	expect(grantWords({ role: 'auditor', scope: { kind: 'own' } }, places)).toBe('Auditor');
	expect(grantWords({ role: 'team-manager', scope: { kind: 'team', id: 'x' } }, places)).toBe('Team manager');
});

test('every choice of how far a role reaches can be read back', () => {
	const options = scopeOptions(places);
	expect(options.map((option) => option.label)).toEqual([
		'What is theirs',
		'The whole council',
		'Service: Safeguarding',
		'Team: North'
	]);
	expect(options.every((option) => readScope(option.value) !== null)).toBe(true);
});
