import { expect, test } from 'vitest';
import type { Person, Role } from '#lib/domain/access/Person.ts';
import { officeItems } from './officeItems.ts';

function aPerson(...roles: Role[]): Person {
	const grants = roles.map((role) => ({ role, scope: { kind: 'council' } as const }));
	return { id: 'p', username: 'p', name: 'P', grants, team: null, status: 'active', until: null, permVer: 1 };
}
const hrefs = (...roles: Role[]) => officeItems(aPerson(...roles), '2026-03-12', 0).map(({ href }) => href);

test('a QA manager has the overview, the loops, samples, audits and the caseload', () => {
	expect(hrefs('qa-manager')).toEqual([
		...[
			'/overview',
			'/alerts',
			'/loops',
			'/findings',
			'/plan',
			'/programme',
			'/sampling',
			'/cases',
			'/templates',
			'/caseload'
		],
		...['/programme/auditors/p', '/tablets', '/today', '/office']
	]);
});

test('an administrator has people, teams, backups and tablets, and no case', () => {
	expect(hrefs('administrator')).toEqual(['/people', '/teams', '/backups', '/settings', '/tablets', '/office']);
});

test('a team manager draws no sample and imports no caseload', () => {
	expect(hrefs('team-manager')).toEqual([
		'/overview',
		'/alerts',
		'/loops',
		'/findings',
		'/plan',
		'/programme',
		'/cases',
		'/templates',
		'/programme/auditors/p',
		'/today',
		'/office'
	]);
});

test('a member of the board has the improvement plan', () => {
	expect(hrefs('board')).toEqual(['/plan', '/office']);
});

test('an auditor is shown the way back to the tablet’s work', () => {
	expect(hrefs('auditor')).toEqual(['/programme/auditors/p', '/today', '/office']);
});

test('how many loops wait for a person stands beside them', () => {
	const loops = officeItems(aPerson('qa-manager'), '2026-03-12', 7).find(({ href }) => href === '/loops');
	expect(loops?.count).toBe(7);
});

test('a phone’s bar never holds more than five', () => {
	const everything = officeItems(aPerson('qa-manager', 'administrator', 'director', 'auditor'), '2026-03-12', 0);
	expect(everything.filter(({ on }) => on === undefined || (on as string[]).includes('phone'))).toHaveLength(5);
});
