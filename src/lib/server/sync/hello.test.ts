import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { answers, as, aServer, noon } from '../../../../tests/fixtures/builders.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		return { server, ada, tablet: await server.tablet(ada) };
	}

	test('P5: a first hello has no epoch yet and is told all a tablet needs', async () => {
		const { ada, tablet } = await world();
		expect(await tablet.greet()).toEqual({
			proto: 1,
			serverTime: new Date(noon).toISOString(),
			epoch: tablet.state.epoch,
			user: {
				...{ id: ada.id, status: 'active', permVer: 1 },
				...{ username: ada.username, name: ada.name, grants: ada.grants, team: ada.team, until: ada.until }
			},
			lastN: 0,
			durableN: 0,
			minBuild: '0.0.0',
			maxBatchBytes: 262_144,
			maxChanges: 500,
			lease: { offlineUntil: new Date(noon + 14 * 86_400_000).toISOString() },
			rules: { leaseDays: 14, lockMinutes: 5, mayUsePin: true, keptDays: 14 },
			recoveryKey: {
				kid: expect.any(String),
				jwk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) }
			},
			directives: []
		});
	});

	test('V2: the recovery key’s private half never leaves, and the key stays the same', async () => {
		const { tablet } = await world();
		const [first, second] = [await tablet.greet(), await tablet.greet()];
		expect(first.recoveryKey?.jwk).not.toHaveProperty('d');
		expect(second.recoveryKey).toEqual(first.recoveryKey);
		const { subtle } = globalThis.crypto;
		const key = await subtle.importKey(
			'jwk',
			first.recoveryKey?.jwk as JsonWebKey,
			{ name: 'ECDH', namedCurve: 'P-256' },
			true,
			[]
		);
		expect(key.type).toBe('public');
	});

	test('W7: lastN is what the server has committed of this client', async () => {
		const { server, ada, tablet } = await world();
		const audit = await server.audit({ auditor: ada.id });
		await tablet.sends(answers(audit.record, 'CJ2.1', 'yes'), answers(audit.record, 'CJ2.2', 'good'));
		expect((await tablet.greet()).lastN).toBe(2);
		expect((await (await server.tablet(ada)).greet()).lastN).toBe(0);
	});

	test('W9: how much waits on a tablet, and since when, is kept', async () => {
		const { server, tablet } = await world();
		await tablet.greet({ outboxCount: 7, oldestUnsentAt: '2026-03-10T08:00:00Z', build: '1.2.3' });
		const row = await server.database.db
			.selectFrom('client')
			.selectAll()
			.where('id', '=', tablet.clientId)
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({
			outbox_count: 7,
			oldest_unsent_at: Date.parse('2026-03-10T08:00:00Z'),
			build: '1.2.3',
			seen_at: noon
		});
	});

	test('P4: a client of someone else is refused and stays theirs', async () => {
		const { server, ada, tablet } = await world();
		const ben = await server.tablet(await server.person([as('auditor')]));
		await expect(ben.greet({ clientId: tablet.clientId })).rejects.toMatchObject({
			status: 403,
			code: 'NOT_YOUR_CLIENT'
		});
		const row = await server.database.db
			.selectFrom('client')
			.select('person_id')
			.where('id', '=', tablet.clientId)
			.executeTakeFirstOrThrow();
		expect(row.person_id).toBe(ada.id);
	});

	test('V5: two people on one tablet are two clients of one device', async () => {
		const { server, tablet } = await world();
		const ben = await server.tablet(await server.person([as('auditor')]));
		await ben.greet({ deviceId: tablet.deviceId, clientId: crypto.randomUUID() });
		const rows = await server.database.db
			.selectFrom('client')
			.select('person_id')
			.where('device_id', '=', tablet.deviceId)
			.execute();
		expect(new Set(rows.map((row) => row.person_id)).size).toBe(2);
	});

	test('W8: a tablet that speaks no protocol of ours is told to upgrade; a malformed hello is 422', async () => {
		const { tablet } = await world();
		await expect(tablet.greet({ proto: [2, 3] })).rejects.toMatchObject({ status: 426 });
		expect((await tablet.greet({ proto: [1, 2] })).proto).toBe(1);
		await expect(tablet.greet({ proto: 'x' })).rejects.toMatchObject({ status: 422 });
		await expect(tablet.greet({ deviceId: 'mine' })).rejects.toMatchObject({ status: 422 });
		await expect(tablet.greet({ quota: undefined })).rejects.toMatchObject({ status: 422 });
	});

	test('a revoked device is refused', async () => {
		const { server, tablet } = await world();
		await server.database.db
			.updateTable('device')
			.set({ revoked_at: noon })
			.where('id', '=', tablet.deviceId)
			.execute();
		await expect(tablet.greet()).rejects.toMatchObject({ status: 403, code: 'DEVICE_REVOKED' });
	});
});
