import { expect, test } from 'vitest';
import { anAuditor, aPerson, north } from '../../../tests/fixtures/records.ts';
import { officeWays, tabletItems } from './tabletItems.ts';

const today = '2026-03-12';
const hrefs = (person: Parameters<typeof tabletItems>[0]) => tabletItems(person, today, 0).map(({ href }) => href);

test('an auditor finds their own work and nothing of the office', () => {
	expect(hrefs(anAuditor())).toEqual(['/today', '/audits', '/samples', '/actions', '/more']);
});

test('a team manager has loops, and the overview where there is room for it', () => {
	const manager = aPerson([{ role: 'team-manager', scope: { kind: 'team', id: north.team } }]);
	const items = tabletItems(manager, today, 4);
	expect(items.find(({ href }) => href === '/actions')).toMatchObject({ label: 'Loops', count: 4 });
	expect(items.find(({ href }) => href === '/overview')?.on).toEqual(['desktop']);
});

test('a phone’s bar is never asked for more than five', () => {
	const everything = aPerson([
		{ role: 'qa-manager', scope: { kind: 'council' } },
		{ role: 'administrator', scope: { kind: 'council' } }
	]);
	expect(tabletItems(everything, today, 0).filter(({ on }) => on === undefined || on.includes('phone'))).toHaveLength(
		5
	);
});

test('a team manager who does not audit finds loops before audits', () => {
	const manager = aPerson([{ role: 'team-manager', scope: { kind: 'team', id: north.team } }]);
	expect(hrefs(manager).slice(0, 3)).toEqual(['/today', '/actions', '/audits']);
});

test('moderation is a way in for those who grade a second time or sit on panels', () => {
	const moderator = aPerson([{ role: 'moderator', scope: { kind: 'council' } }]);
	expect(hrefs(moderator)).toContain('/moderation');
	expect(hrefs(anAuditor())).not.toContain('/moderation');
});

test('everyone finds only the pages of the office that they may open', () => {
	const administrator = aPerson([{ role: 'administrator', scope: { kind: 'council' } }]);
	expect(officeWays(administrator, today).map(({ href }) => href)).toEqual(['/people', '/teams', '/backups']);
	expect(officeWays(anAuditor(), today)).toEqual([]);
});
