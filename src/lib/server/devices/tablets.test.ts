import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { answers, as, aServer, noon } from '../../../../tests/fixtures/builders.ts';
import { aDeviceKey } from '../../../../tests/fixtures/deviceKeys.ts';
import { findHandBackCode } from '../sync/handBack.repository.ts';
import { findDevice } from './devices.repository.ts';
import {
	allowPerson,
	allowTablet,
	askToWipe,
	revokePerson,
	revokeTablet,
	seeTablet,
	seeTablets,
	takeBackAsking,
	trustKey
} from './tablets.useCases.ts';

const revoked = { status: 403, code: 'DEVICE_REVOKED' };

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const [ada, admin, qa] = [
			await server.person([as('auditor')]),
			await server.person([as('administrator')]),
			await server.person([as('qa-manager')])
		];
		const tablet = await server.tablet(ada);
		const acts = server.acting(admin);
		const standing = async () => (await seeTablets(acts)).tablets.map((one) => one.standing);
		const logged = async () => {
			const rows = await server.database.db.selectFrom('change_body').select('body').orderBy('seq').execute();
			return rows.map(({ body }) => (JSON.parse(body) as { name: string }).name);
		};
		return { server, ada, admin, qa, tablet, acts, standing, logged };
	}

	test('how work stands on every tablet is listed: counts and moments, no case', async () => {
		const { server, ada, tablet, acts } = await world();
		const audit = (await server.audit({ auditor: ada.id, caseRef: '9X-104823' })).record;
		await tablet.sends(answers(audit, 'NO.1', 'x'));
		await tablet.greet({
			outboxCount: 7,
			oldestUnsentAt: '2026-03-10T08:00:00Z',
			keptCount: 3,
			incidents: [{ code: 'put-back', at: '2026-03-12T11:00:00Z', facts: { changes: 2 } }]
		});
		const { tablets, parked, conflicts } = await seeTablets(acts);
		expect(tablets).toMatchObject([
			{
				name: ada.name,
				waiting: 7,
				oldestUnsentAt: Date.parse('2026-03-10T08:00:00Z'),
				kept: 3,
				incidents: 1,
				parked: 1,
				standing: 'active',
				seenAt: noon
			}
		]);
		expect([parked, conflicts]).toEqual([1, 0]);
		const [person] = (await seeTablet(acts, tablet.deviceId)).people;
		expect(person?.handBackCode).not.toBeNull();
		expect(person?.handBackCode).toBe(await findHandBackCode(server.database.db, tablet.clientId));
		expect(JSON.stringify([tablets, await seeTablet(acts, tablet.deviceId)])).not.toContain('9X-104823');
	});

	test('V4: asked, the tablet is told to send and wipe; the asking can be taken back; both are logged', async () => {
		const { tablet, acts, standing, logged } = await world();
		await askToWipe(acts, tablet.clientId);
		expect((await tablet.greet()).directives).toEqual([{ kind: 'rescueThenWipe', why: 'asked' }]);
		expect(await standing()).toEqual(['asked']);
		await takeBackAsking(acts, tablet.clientId);
		expect((await tablet.greet()).directives).toEqual([]);
		expect(await logged()).toEqual(['tablets.ask', 'tablets.unask']);
	});

	test('V4, V5: one person is taken off a tablet with a reason, and may be let back', async () => {
		const { server, tablet, acts, standing, logged } = await world();
		const ben = await server.tablet(await server.person([as('auditor')]));
		const beside = { deviceId: tablet.deviceId, clientId: crypto.randomUUID() };
		await ben.greet(beside);
		expect(await revokePerson(acts, tablet.clientId, ' ')).toMatchObject({ ok: false });
		expect(await revokePerson(acts, tablet.clientId, 'Works elsewhere now')).toMatchObject({ ok: true });
		await expect(tablet.greet()).rejects.toMatchObject(revoked);
		expect((await ben.greet(beside)).directives).toEqual([]);
		expect((await standing()).filter((one) => one === 'revoked')).toHaveLength(1);
		await allowPerson(acts, tablet.clientId);
		expect((await tablet.greet()).directives).toEqual([]);
		expect(await logged()).toEqual(['tablets.revoke', 'tablets.allow']);
	});

	test('V4: a lost tablet is taken off the list whole, and put back when it is found', async () => {
		const { tablet, acts, standing, logged } = await world();
		expect(await revokeTablet(acts, tablet.deviceId, '')).toMatchObject({ ok: false });
		await revokeTablet(acts, tablet.deviceId, 'Left on a train');
		await expect(tablet.greet()).rejects.toMatchObject(revoked);
		await expect(tablet.greet({ clientId: crypto.randomUUID() })).rejects.toMatchObject(revoked);
		expect(await standing()).toEqual(['revoked']);
		await allowTablet(acts, tablet.deviceId);
		expect((await tablet.greet()).directives).toEqual([]);
		expect(await logged()).toEqual(['tablets.lost', 'tablets.found']);
	});

	test('V4: another signing key counts once someone who may has trusted it', async () => {
		const { server, tablet, acts } = await world();
		const [first, second] = [await aDeviceKey(), await aDeviceKey()];
		await tablet.greet({ deviceKey: first.jwk });
		await trustKey(acts, tablet.deviceId);
		await tablet.greet({ deviceKey: second.jwk });
		await trustKey(acts, tablet.deviceId);
		const device = await findDevice(server.database.db, tablet.deviceId);
		expect([device?.deviceKey, device?.offeredKey]).toEqual([second.jwk, null]);
	});

	test('W10: a QA manager sees how tablets stand and changes nothing; others see nothing', async () => {
		const { server, ada, qa, tablet } = await world();
		const refused = { status: 403 };
		expect((await seeTablets(server.acting(qa))).tablets).toHaveLength(1);
		await expect(seeTablets(server.acting(ada))).rejects.toMatchObject(refused);
		await expect(seeTablet(server.acting(ada), tablet.deviceId)).rejects.toMatchObject(refused);
		for (const act of [askToWipe, takeBackAsking, allowPerson])
			await expect(act(server.acting(qa), tablet.clientId)).rejects.toMatchObject(refused);
		for (const act of [
			revokePerson(server.acting(qa), tablet.clientId, 'x'),
			trustKey(server.acting(qa), tablet.deviceId)
		])
			await expect(act).rejects.toMatchObject(refused);
	});

	test('P8: a tablet that does not exist is not found, for whoever may look', async () => {
		const { acts } = await world();
		const nowhere = crypto.randomUUID();
		await expect(seeTablet(acts, nowhere)).rejects.toMatchObject({ status: 404 });
		await expect(askToWipe(acts, nowhere)).rejects.toMatchObject({ status: 404 });
		await expect(allowTablet(acts, nowhere)).rejects.toMatchObject({ status: 404 });
	});
});
