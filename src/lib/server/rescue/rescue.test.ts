import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { ParkedHead } from '#lib/domain/changes/RecordState.ts';
import type { RecoveryKey } from '#lib/protocol/recovery.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { findHistory } from '../records/history.repository.ts';
import { readRecoveryKey } from '../sync/serverIdentity.ts';
import { answers, as, aServer, noon, taken } from '../../../../tests/fixtures/builders.ts';
import { aSealedStore } from '../../../../tests/fixtures/rescues.ts';
import { recoveryKeysIn, settleRecoveryKeys } from './recoveryKeys.ts';
import { rescue, rescueFromFile } from './rescue.useCases.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'dipper-keys-'));
});

forEachDatabase((open) => {
	async function world() {
		const database = await open();
		const server = await aServer(database);
		await settleRecoveryKeys(database, folder, noon);
		const key = (await readRecoveryKey(database.db)) as RecoveryKey;
		const ada = await server.person([as('auditor')]);
		const tablet = await server.tablet(ada);
		const store = await aSealedStore({ deviceId: tablet.deviceId, clientId: tablet.clientId, personId: ada.id });
		await tablet.greet({ deviceKey: store.deviceKey, sealProof: store.proof });
		const audit = (await server.audit({ auditor: ada.id })).record;
		const parts = {
			keys: recoveryKeysIn(folder),
			scan: null,
			clock: () => server.clock.now,
			newId: () => crypto.randomUUID(),
			report: (error: unknown) => server.reported.push(error)
		};
		const send = (body: unknown, address = '192.0.2.1') =>
			rescue({ ...parts, database, body: JSON.parse(JSON.stringify(body)) as unknown }, address);
		const history = () => findHistory(database.db, audit);
		const parked = async () => {
			const rows = await database.db.selectFrom('record').select('head').where('kind', '=', 'parked').execute();
			return rows.map((row) => JSON.parse(row.head) as ParkedHead);
		};
		const deactivate = () =>
			database.db.updateTable('person').set({ status: 'deactivated' }).where('id', '=', ada.id).execute();
		return { database, server, key, ada, tablet, store, audit, parts, send, history, parked, deactivate };
	}

	test('V4: sealed work is opened, applied as rescued, and answered with a receipt', async () => {
		const { database, tablet, store, key, audit, send, history } = await world();
		const outbox = [
			await tablet.change(answers(audit, 'CJ2.1', 'yes')),
			await tablet.change(answers(audit, 'CJ2.2', 'good'))
		];
		const answer = await send(await store.request(key, { outbox }));
		expect(answer).toMatchObject({
			receipt: { id: expect.any(String), at: new Date(noon).toISOString() },
			lastN: 2,
			results: [
				{ n: 1, of: 'outbox', st: 'applied' },
				{ n: 2, of: 'outbox', st: 'applied' }
			],
			directives: []
		});
		expect((await history()).map(({ key: field, rescued }) => [field, rescued])).toEqual([
			['answer/CJ2.1', true],
			['answer/CJ2.2', true]
		]);
		const log = await database.db.selectFrom('change_log').select('outcome').orderBy('seq').execute();
		expect(log.map(({ outcome }) => outcome)).toEqual(['rescued applied', 'rescued applied', 'applied']);
		expect(await verifyLog(database.db)).toEqual({ ok: true, entries: 3 });
		expect(await database.db.selectFrom('rescue').selectAll().execute()).toMatchObject([
			{ id: answer.receipt.id, applied: 2, parked: 0, known: 0, unread: 0, via: 'tablet', why: 'forgotten' }
		]);
	});

	test('V4, I7: a rescue replayed, whole or in part, changes nothing and has the same receipt', async () => {
		const { database, tablet, store, key, audit, send } = await world();
		const outbox = [
			await tablet.change(answers(audit, 'CJ2.1', 'yes')),
			await tablet.change(answers(audit, 'NO.1', 'x'))
		];
		const request = await store.request(key, { outbox });
		const first = await send(request);
		const rows = () => database.db.selectFrom('record_history').selectAll().orderBy('log_seq').execute();
		const before = await rows();
		const again = await send(request);
		expect(again.receipt).toEqual(first.receipt);
		expect(again.results).toEqual([
			{ n: 1, of: 'outbox', st: 'dup', was: 'applied' },
			{ n: 2, of: 'outbox', st: 'dup', was: 'parked', code: 'SCHEMA_INVALID' }
		]);
		await send(await store.request(key, { outbox: outbox.slice(1) }));
		await send(await store.request(key, { kept: outbox }));
		expect(await rows()).toEqual(before);
		expect(taken(await tablet.push(outbox)).results.map(({ st }) => st)).toEqual(['dup', 'dup']);
	});

	test('V4, F: of a person who is gone all is parked, for a QA manager to decide', async () => {
		const { tablet, store, key, audit, send, parked, deactivate, ada } = await world();
		const outbox = [await tablet.change(answers(audit, 'CJ2.1', 'yes'))];
		await deactivate();
		const { results, directives } = await send(await store.request(key, { outbox }, { why: 'deactivated' }));
		expect(results).toMatchObject([{ n: 1, st: 'parked', code: 'USER_DEACTIVATED' }]);
		expect(directives).toEqual([{ kind: 'rescueThenWipe', why: 'deactivated' }]);
		expect(await parked()).toMatchObject([{ by: ada.id, code: 'USER_DEACTIVATED', rescued: true, state: 'waiting' }]);
	});

	test('V4: a revoked tablet is still heard, by what its person may do now', async () => {
		const { database, server, tablet, store, key, audit, send } = await world();
		const elsewhere = (await server.audit({})).record;
		const outbox = [
			await tablet.change(answers(audit, 'CJ2.1', 'yes')),
			await tablet.change(answers(elsewhere, 'CJ2.1', 'no'))
		];
		await database.db.updateTable('device').set({ revoked_at: noon }).execute();
		const { results, directives } = await send(await store.request(key, { outbox }, { why: 'revoked' }));
		expect(results).toMatchObject([{ st: 'applied' }, { st: 'parked', code: 'NO_PERMISSION' }]);
		expect(directives).toEqual([{ kind: 'rescueThenWipe', why: 'revoked' }]);
	});

	test('V4: a tablet that says it wiped is listed so; one that only asks leaves no trace', async () => {
		const { database, store, key, send } = await world();
		await send(await store.request(key, {}, { why: 'standing', wrap: null }));
		expect(await database.db.selectFrom('rescue').selectAll().execute()).toEqual([]);
		const asked = await database.db.selectFrom('client').select('rescued_at').executeTakeFirstOrThrow();
		expect(asked.rescued_at).toBeNull();
		await send(await store.request(key, {}, { why: 'asked', wrap: null, wiped: true }));
		const row = await database.db.selectFrom('client').selectAll().executeTakeFirstOrThrow();
		expect(row).toMatchObject({ wiped_at: noon, rescued_at: noon, outbox_count: 0 });
	});

	test('W7, V4: what was acknowledged and then lost by a restore is taken again, as having seen nothing', async () => {
		const { tablet, store, key, audit, send, history } = await world();
		const kept = [await tablet.change(answers(audit, 'CJ2.1', 'yes', { base: 7 }))];
		const outbox = [await tablet.change(answers(audit, 'CJ2.2', 'good', { base: 9 }))];
		const request = await store.request(key, { kept, outbox });
		expect((await send(request)).results.map(({ st }) => st)).toEqual(['applied', 'applied']);
		expect((await send(request)).results.map(({ st }) => st)).toEqual(['dup', 'dup']);
		expect(await history()).toHaveLength(2);
	});

	test('F, V4: of a cloned tablet both are kept, numbered anew under a name of their own, once', async () => {
		const { database, tablet, store, key, audit, send, history } = await world();
		await tablet.sends(answers(audit, 'CJ2.1', 'yes'));
		const forked = await tablet.change({ ...answers(audit, 'CJ2.2', 'good'), n: 1 });
		const afterGap = await tablet.change({ ...answers(audit, 'CJ2.3', 'achieved'), n: 9 });
		const request = await store.request(key, { outbox: [forked, afterGap] });
		expect((await send(request)).results.map(({ st }) => st)).toEqual(['applied', 'applied']);
		expect((await send(request)).results.map(({ st }) => st)).toEqual(['dup', 'dup']);
		expect((await history()).map(({ key: field }) => field)).toEqual(['answer/CJ2.1', 'answer/CJ2.2', 'answer/CJ2.3']);
		const own = await database.db.selectFrom('client').select('last_n').where('rescue_of', 'is not', null).execute();
		expect(own).toEqual([{ last_n: 2 }]);
	});

	test('V4: a row that does not open is kept sealed, told as unread, and the rest goes on', async () => {
		const { database, tablet, store, key, audit, send } = await world();
		const change = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		const good = await store.row('changes', change);
		const torn = { n: 2, sealed: `${good.sealed.slice(0, -8)}AAAAAAA=` };
		const moved = { ...good, n: 3 };
		const { results } = await send(await store.request(key, {}, { outbox: [good, torn, moved] }));
		expect(results.map(({ n, st }) => [n, st])).toEqual([
			[1, 'applied'],
			[2, 'unread'],
			[3, 'unread']
		]);
		const kept = await database.db.selectFrom('rescue_unread').select(['n', 'sealed']).orderBy('n').execute();
		expect(kept).toEqual([torn, moved]);
	});

	test('P1, V4: forged, tampered with, of another seal, of a key nobody has: each is told what it is', async () => {
		const { server, ada, tablet, store, key, audit, send, history } = await world();
		const outbox = [await tablet.change(answers(audit, 'CJ2.1', 'yes'))];
		const request = await store.request(key, { outbox });
		const other = await aSealedStore({ deviceId: tablet.deviceId, clientId: tablet.clientId, personId: ada.id });
		const forged = await other.request(key, { outbox });
		const stranger = await server.tablet(ada);
		const unheard = { ...request, clientId: crypto.randomUUID() };
		const isRefused = (body: unknown, status: number, code: string) =>
			expect(send(body)).rejects.toMatchObject({ status, code });
		await isRefused(forged, 403, 'SIGNATURE');
		await isRefused({ ...request, why: 'lapsed' }, 403, 'SIGNATURE');
		await isRefused({ ...request, more: 1 }, 403, 'SIGNATURE');
		await isRefused({ ...request, outbox: [] }, 403, 'SIGNATURE');
		await isRefused({ ...request, clientId: stranger.clientId, deviceId: stranger.deviceId }, 403, 'SIGNATURE');
		await isRefused(unheard, 422, 'CLIENT_UNKNOWN');
		await isRefused({ ...request, clientId: stranger.clientId }, 422, 'CLIENT_UNKNOWN');
		await isRefused({ ...request, signature: undefined }, 422, 'ENVELOPE');
		await isRefused({ ...request, outbox: [{ n: 0, sealed: 'AA==' }] }, 422, 'ENVELOPE');
		await isRefused('', 422, 'ENVELOPE');
		await isRefused(await store.request({ ...key, kid: crypto.randomUUID() }, { outbox }), 409, 'RECOVERY_KEY');
		await isRefused(await store.request({ ...key, kid: '../../etc/passwd' }, { outbox }), 409, 'RECOVERY_KEY');
		await isRefused(await store.request(key, { outbox }, { wrap: null }), 409, 'RECOVERY_KEY');
		await isRefused(await store.request(key, { outbox }, { wrap: forged.wrap }), 403, 'SEAL');
		const spoilt = { ...request.wrap, iv: forged.wrap?.iv } as typeof request.wrap;
		await isRefused(await store.request(key, { outbox }, { wrap: spoilt }), 409, 'RECOVERY_WRAP');
		expect(await history()).toEqual([]);
		expect((await send(request)).results).toMatchObject([{ st: 'applied' }]);
	});

	test('V4: who knocks too often is told when to come again, and others are heard', async () => {
		const { server, store, key, send } = await world();
		const ask = async (address?: string) => send(await store.request(key, {}, { wrap: null }), address);
		for (let knock = 0; knock < 60; knock += 1) await ask();
		await expect(ask()).rejects.toMatchObject({ status: 429, headers: { 'Retry-After': '60' } });
		server.clock.now += 60_000;
		expect((await ask()).results).toEqual([]);
	});

	test('V4: a rescue file is opened for a QA manager or an administrator, once however often it is brought', async () => {
		const { server, ada, tablet, store, key, audit, parts } = await world();
		const outbox = [await tablet.change(answers(audit, 'CJ2.1', 'yes'))];
		const file = {
			format: 'dipper-rescue',
			version: 1,
			requests: [await store.request(key, { outbox }, { why: 'file' })]
		};
		const bring = (who: typeof ada, body: unknown = file) => rescueFromFile(server.acting(who), { ...parts, body });
		const qa = await server.person([as('qa-manager')]);
		const admin = await server.person([as('administrator')]);
		await expect(bring(ada)).rejects.toMatchObject({ status: 403 });
		expect(await bring(admin)).toEqual([
			{ person: ada.id, results: [{ n: 1, of: 'outbox', st: 'applied' }], files: [] }
		]);
		expect(await bring(qa)).toMatchObject([{ results: [{ st: 'dup' }] }]);
		await expect(bring(qa, { format: 'other' })).rejects.toMatchObject({ status: 422, code: 'RESCUE_FILE' });
		await expect(bring(qa, { ...file, requests: [{}] })).rejects.toMatchObject({ status: 422 });
	});
});
