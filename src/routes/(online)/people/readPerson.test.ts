import { expect, test } from 'vitest';
import type { Scope } from '#lib/domain/access/Person.ts';
import { readGrants, readScope, usualScope, writeScope } from './readPerson.ts';

const scopes: Scope[] = [
	{ kind: 'council' },
	{ kind: 'own' },
	{ kind: 'service', id: 'safeguarding' },
	{ kind: 'team', id: 'a:b' }
];

test('a scope comes back from the form as it went', () => {
	expect(scopes.map(writeScope)).toEqual(['council', 'own', 'service:safeguarding', 'team:a:b']);
	expect(scopes.map((scope) => readScope(writeScope(scope)))).toEqual(scopes);
});

test('what is no scope is none', () => {
	for (const text of ['', 'everything', 'service', 'service:', 'person:1']) expect(readScope(text)).toBeNull();
});

test('rows without a role, or with one that is not ours, are left out', () => {
	expect(readGrants(['auditor', '', 'emperor', 'board'], ['own', 'council', 'council', 'council'], null)).toEqual([
		{ role: 'auditor', scope: { kind: 'own' } },
		{ role: 'board', scope: { kind: 'council' } }
	]);
});

test('a role without a scope gets its usual one', () => {
	expect(readGrants(['qa-manager', 'auditor', 'team-manager'], [''], 'north')).toEqual([
		{ role: 'qa-manager', scope: { kind: 'council' } },
		{ role: 'auditor', scope: { kind: 'own' } },
		{ role: 'team-manager', scope: { kind: 'team', id: 'north' } }
	]);
	expect(usualScope('team-manager', null)).toEqual({ kind: 'own' });
});
