import { expect, test } from 'vitest';
import { as, aServer, noon } from '../../../../tests/fixtures/builders.ts';
import { usualTabletRules } from '#lib/domain/tablets/TabletRules.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { readTabletRules, saveTabletRules, seeTabletRules } from './tabletRules.ts';
import { saveSetting } from './settings.repository.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const { database } = server;
		const admin = { database, person: await server.person([as('administrator')]), now: noon };
		const tablet = await server.tablet(await server.person([as('auditor')]));
		return { server, database, admin, tablet };
	}
	const rules = { leaseDays: 3, lockMinutes: 2, mayUsePin: false, keptDays: 0 };

	test('V3, V6: until the council decides, it is as usual', async () => {
		const { database, admin } = await world();
		expect(await readTabletRules(database.db)).toEqual(usualTabletRules);
		expect(await seeTabletRules(admin)).toEqual(usualTabletRules);
	});

	test('V6: what an administrator decides reaches a tablet with its next hello and pull', async () => {
		const { admin, tablet } = await world();
		expect((await saveTabletRules(admin, rules)).ok).toBe(true);
		const until = new Date(noon + 3 * 86_400_000).toISOString();
		expect(await tablet.greet()).toMatchObject({ rules, lease: { offlineUntil: until } });
		expect(await tablet.pull()).toMatchObject({ lease: { offlineUntil: until } });
	});

	test('V6: the lease is counted anew from every answer', async () => {
		const { server, tablet } = await world();
		const first = await tablet.greet();
		server.clock.now += 86_400_000;
		const second = await tablet.pull();
		expect(Date.parse(second.lease.offlineUntil) - Date.parse(first.lease.offlineUntil)).toBe(86_400_000);
	});

	test('what is out of bounds is refused by name and nothing changes', async () => {
		const { admin } = await world();
		expect(await saveTabletRules(admin, { ...rules, leaseDays: 61, lockMinutes: 0 })).toMatchObject({
			ok: false,
			problem: { code: 'tablet-rules.out-of-bounds', facts: { rules: 'leaseDays lockMinutes' } }
		});
		expect(await seeTabletRules(admin)).toEqual(usualTabletRules);
	});

	test('only an administrator may read or change them, and a change stands in the log', async () => {
		const { server, database, admin } = await world();
		const office = { ...admin, person: await server.person([as('qa-manager')]) };
		await expect(seeTabletRules(office)).rejects.toMatchObject({ status: 404 });
		await expect(saveTabletRules(office, rules)).rejects.toMatchObject({ status: 404 });
		await saveTabletRules(admin, rules);
		const bodies = await database.db.selectFrom('change_body').select('body').execute();
		expect(bodies.some(({ body }) => body.includes('settings.tablets'))).toBe(true);
	});

	test('a setting that does not read counts as usual', async () => {
		const { database } = await world();
		await saveSetting(database.db, 'tablet-rules', '{"leaseDays":900,"lockMinutes":3}');
		expect(await readTabletRules(database.db)).toEqual({ ...usualTabletRules, lockMinutes: 3 });
	});
});
