import { expect, test } from 'vitest';
import type { Person, Role } from '#lib/domain/access/Person.ts';
import { cookieName, cookieOptions } from './cookie.ts';
import { firstPage, safeNext } from './whereNext.ts';

test('after sign-in one goes back to one’s page', () => {
	expect(safeNext('/audits/1?section=CJ2')).toBe('/audits/1?section=CJ2');
	expect(safeNext(null)).toBe('/');
});

test.each([
	'https://elsewhere.example',
	'//elsewhere.example',
	'/\\elsewhere.example',
	'\\\\elsewhere.example',
	'/.//elsewhere.example',
	'/\t/elsewhere.example',
	'javascript:alert(1)',
	'today',
	''
])('a link cannot send people to %j', (next) => {
	expect(safeNext(next)).toBe('/');
});

function aPerson(...roles: Role[]): Person {
	const grants = roles.map((role) => ({ role, scope: { kind: 'council' as const } }));
	return { id: 'p', username: 'p', name: 'P', grants, team: null, status: 'active', until: null, permVer: 1 };
}

test('everyone begins where their work is', () => {
	for (const role of ['auditor', 'practitioner', 'team-manager', 'service-manager', 'guest', 'moderator'] as const) {
		expect(firstPage(aPerson(role))).toBe('/today');
	}
	for (const role of ['qa-manager', 'head-of-service', 'director', 'board'] as const) {
		expect(firstPage(aPerson(role))).toBe('/overview');
	}
	expect(firstPage(aPerson('administrator'))).toBe('/people');
});

test('who has several roles begins with the widest', () => {
	expect(firstPage(aPerson('auditor', 'head-of-service'))).toBe('/overview');
	expect(firstPage(aPerson('administrator', 'auditor'))).toBe('/today');
	expect(firstPage(aPerson())).toBe('/today');
});

test('over https the cookie is bound to this host; it is never for scripts', () => {
	expect(cookieName(true)).toBe('__Host-dipper');
	expect(cookieOptions(true, 60_000)).toEqual({
		path: '/',
		httpOnly: true,
		secure: true,
		sameSite: 'lax',
		maxAge: 60
	});
	expect(cookieName(false)).toBe('dipper');
	expect(cookieOptions(false, 60_000).secure).toBe(false);
});
