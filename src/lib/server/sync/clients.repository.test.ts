import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { deleteRecord } from '../records/records.repository.ts';
import { answers, as, aServer, noon, taken } from '../../../../tests/fixtures/builders.ts';
import { id } from '../../../../tests/fixtures/records.ts';
import {
	findClient,
	findResult,
	findResultById,
	lockClient,
	registerClient,
	saveLastN,
	saveResult
} from './clients.repository.ts';
import { explainGone } from './goneRecords.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const client = { id: id(1), deviceId: id(2), personId: ada.id, build: '1.0.0', at: noon };
		await server.database.transaction((trx) => registerClient(trx, client));
		return { server, ada, client, db: server.database.db };
	}

	test('a client registered again keeps its person and what it has sent', async () => {
		const { server, client, db } = await world();
		const ben = await server.person([as('auditor')]);
		await server.database.transaction(async (trx) => {
			await saveLastN(trx, client.id, 7, '1.0.1', noon + 1);
			await registerClient(trx, { ...client, personId: ben.id, at: noon + 2 });
		});
		expect(await findClient(db, client.id)).toEqual({
			id: client.id,
			device_id: client.deviceId,
			person_id: client.personId,
			last_n: 7,
			revoked: false,
			asked: false
		});
		const device = await db.selectFrom('device').selectAll().executeTakeFirst();
		expect(device).toMatchObject({ created_at: noon, seen_at: noon + 2, revoked_at: null });
	});

	test('who takes a tablet off the list takes all its clients off', async () => {
		const { server, ada, client, db } = await world();
		await server.database.transaction((trx) => registerClient(trx, { ...client, id: id(3), personId: ada.id }));
		await db.updateTable('device').set({ revoked_at: noon }).where('id', '=', client.deviceId).execute();
		expect([(await findClient(db, id(1)))?.revoked, (await findClient(db, id(3)))?.revoked]).toEqual([true, true]);
		expect(await findClient(db, id(9))).toBe(null);
	});

	test('P3: a result is kept with all that was told, and told the same again', async () => {
		const { server, ada, client, db } = await world();
		const other = { value: 'no', by: id(8), at: '2026-03-12T10:00:00.000Z', ver: 3 };
		const conflict = { fingerprint: 'f', meaning: 'm', st: 'conflict', ver: 4, other } as const;
		const parked = { fingerprint: 'g', meaning: 'n', st: 'parked', code: 'RECORD_LOCKED' } as const;
		await server.database.transaction(async (trx) => {
			await saveResult(trx, { clientId: client.id, n: 1, personId: ada.id, changeId: id(5) }, conflict);
			await saveResult(trx, { clientId: client.id, n: 2, personId: ada.id, changeId: null }, parked);
		});
		expect(await findResult(db, client.id, 1)).toEqual(conflict);
		expect(await findResult(db, client.id, 2)).toEqual(parked);
		expect(await findResult(db, client.id, 3)).toBe(null);
		expect(await findResultById(db, ada.id, id(5), 'm')).toEqual(conflict);
		expect(await findResultById(db, id(77), id(5), 'm')).toBe(null);
	});

	test('P2: of two acts with one id the one that meant the same is found', async () => {
		const { server, ada, client, db } = await world();
		await server.database.transaction(async (trx) => {
			for (const [n, meaning] of [
				[1, 'first'],
				[2, 'second']
			] as const)
				await saveResult(
					trx,
					{ clientId: client.id, n, personId: ada.id, changeId: id(5) },
					{ fingerprint: `f${n}`, meaning, st: 'applied', ver: n }
				);
		});
		expect((await findResultById(db, ada.id, id(5), 'second'))?.ver).toBe(2);
		expect((await findResultById(db, ada.id, id(5), 'third'))?.meaning).toBe('first');
	});

	test('W2: one number of one client has one result', async () => {
		const { server, ada, client } = await world();
		const save = () =>
			server.database.transaction((trx) =>
				saveResult(
					trx,
					{ clientId: client.id, n: 1, personId: ada.id, changeId: null },
					{ fingerprint: 'f', meaning: 'm', st: 'applied' }
				)
			);
		await save();
		await expect(save()).rejects.toThrow();
		expect(await server.database.transaction((trx) => lockClient(trx, server.database.kind, id(99), null))).toBe(null);
	});

	test('P8: only who may see a record learns more than that it is gone', async () => {
		const { server, ada, db } = await world();
		const ben = await server.person([as('auditor')]);
		const long = new Date(noon - 90 * 86_400_000).toISOString();
		const closed = (await server.audit({ auditor: ada.id, state: 'submitted', submittedAt: long })).record;
		const deleted = (await server.audit({ auditor: ada.id })).record;
		const kept = (await server.audit({ auditor: ada.id })).record;
		await server.database.transaction((trx) => deleteRecord(trx, deleted, 'deleted', noon));
		await server.database.transaction((trx) => deleteRecord(trx, kept, 'retention', noon));
		const keys = [closed, deleted, kept]
			.map((one) => `audit:${one.id}`)
			.concat('audit:none', 'odd', 'a:b:c', 'audit:\ud800', 'x\u0000:1');
		const why = async (person: typeof ada) => (await explainGone(db, person, keys, noon)).map((one) => one.why);
		expect((await why(ada)).sort()).toEqual([
			'closed',
			'deleted',
			'retention',
			...Array.from({ length: 5 }, () => 'revoked')
		]);
		expect(new Set(await why(ben))).toEqual(new Set(['revoked']));
		expect(new Set(await why({ ...ada, status: 'deactivated' }))).toEqual(new Set(['revoked']));
		expect((await explainGone(db, ada, keys, noon)).map(({ record }) => `${record.kind}:${record.id}`)).toContain(
			'a:b:c'
		);
	});

	test('a tablet that says it has more than a database takes at once is answered for each', async () => {
		const { ada, db } = await world();
		const keys = Array.from({ length: 1_200 }, (_, number) => `audit:${id(number)}`);
		expect(await explainGone(db, ada, keys, noon)).toHaveLength(1_200);
	});

	test('I7: any part of what was sent, sent again in any order, adds nothing', async () => {
		const { server, ada } = await world();
		const audit = (await server.audit({ auditor: ada.id })).record;
		const tablet = await server.tablet(ada);
		const changes = [];
		for (const value of ['yes', 'no', 'partly', 'yes'])
			changes.push(await tablet.change(answers(audit, 'CJ2.1', value)));
		const first = taken(await tablet.push(changes)).results ?? [];
		const rows = () =>
			server.database.db.selectFrom('record_history').select(['key', 'n', 'value', 'ver']).orderBy('log_seq').execute();
		const before = await rows();
		for (const [from, to] of [
			[0, 1],
			[1, 4],
			[3, 4],
			[0, 4],
			[2, 3]
		] as const) {
			const again = taken(await tablet.push(changes.slice(from, to))).results ?? [];
			expect(again.map(({ st, was }) => [st, was])).toEqual(first.slice(from, to).map(({ st }) => ['dup', st]));
		}
		expect(await rows()).toEqual(before);
	});
});
