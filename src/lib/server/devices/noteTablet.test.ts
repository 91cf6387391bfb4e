import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { answers, as, aServer, noon } from '../../../../tests/fixtures/builders.ts';
import { aDeviceKey } from '../../../../tests/fixtures/deviceKeys.ts';
import { findDevice } from './devices.repository.ts';
import { listIncidents } from './incidents.repository.ts';

const at = '2026-03-12T11:58:00.000Z';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const tablet = await server.tablet(ada);
		const told = async () =>
			(await listIncidents(server.database.db, tablet.deviceId)).map(({ code, facts }) => ({ code, facts }));
		return { server, ada, tablet, told };
	}

	test('V4: what a tablet is and how it stands is kept as it says, whole bytes only', async () => {
		const { server, tablet } = await world();
		const facts = { browser: 'chromium', system: 'android', form: 'tablet' };
		await tablet.greet({ device: facts, persisted: false, quota: { used: 12.4, max: 1e300 }, keptCount: 4 });
		expect(await findDevice(server.database.db, tablet.deviceId)).toMatchObject({
			facts,
			persisted: 0,
			quota_used: 12,
			quota_max: null,
			created_at: noon,
			revoked_at: null
		});
		const row = await server.database.db.selectFrom('client').select('kept_count').executeTakeFirst();
		expect(row?.kept_count).toBe(4);
	});

	test('V4: the first device key stays; another is an incident, once, and of no effect', async () => {
		const { server, tablet, told } = await world();
		const [first, second] = [await aDeviceKey(), await aDeviceKey()];
		await tablet.greet({ deviceKey: { ...first.jwk, d: 'secret' } });
		await tablet.greet({ deviceKey: first.jwk });
		expect(await told()).toEqual([]);
		await tablet.greet({ deviceKey: second.jwk });
		server.clock.now += 60_000;
		await tablet.greet({ deviceKey: second.jwk });
		expect(await told()).toEqual([{ code: 'other-device-key', facts: {} }]);
		const device = await findDevice(server.database.db, tablet.deviceId);
		expect([device?.deviceKey, device?.offeredKey]).toEqual([first.jwk, second.jwk]);
	});

	test('V4: a store sealed under another key than before is an incident', async () => {
		const { tablet, told } = await world();
		await tablet.greet({ sealProof: 'a'.repeat(64) });
		await tablet.greet({ sealProof: 'a'.repeat(64) });
		expect(await told()).toEqual([]);
		await tablet.greet({ sealProof: 'b'.repeat(64) });
		expect(await told()).toEqual([{ code: 'other-seal', facts: {} }]);
	});

	test('incidents are kept once, however often they are told, and never with a word in them', async () => {
		const { server, tablet, told } = await world();
		const incidents = [{ code: 'put-back', at, facts: { changes: 3 } }];
		await tablet.greet({ incidents });
		await tablet.greet({ incidents });
		expect(await told()).toEqual([{ code: 'put-back', facts: { changes: 3 } }]);
		await expect(
			tablet.greet({ incidents: [{ code: 'put-back', at, facts: { note: 'Heron lane' } }] })
		).rejects.toMatchObject({ status: 422 });
		expect(await server.database.db.selectFrom('incident').selectAll().execute()).toHaveLength(1);
	});

	test('F: both copies gone: the numbers that were told of and never sent are named, once', async () => {
		const { server, ada, tablet, told } = await world();
		const audit = (await server.audit({ auditor: ada.id })).record;
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'), answers(audit, 'CJ2.2', 'good'));
		await tablet.greet({ lastN: 5, outboxCount: 3 });
		expect(await told()).toEqual([]);
		await tablet.greet({ lastN: 0 });
		server.clock.now += 60_000;
		await tablet.greet({ lastN: 0 });
		expect(await told()).toEqual([{ code: 'copies-gone', facts: { serverN: 2, tabletN: 0, lostFrom: 3, lostTo: 5 } }]);
	});

	test('F: a tablet that had sent all has lost nothing, and is told of all the same', async () => {
		const { server, ada, tablet, told } = await world();
		const audit = (await server.audit({ auditor: ada.id })).record;
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		await tablet.greet({ lastN: 1 });
		await tablet.greet({ lastN: 0 });
		expect(await told()).toEqual([{ code: 'copies-gone', facts: { serverN: 1, tabletN: 0 } }]);
	});
});
