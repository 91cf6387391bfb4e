import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { RecoveryKey } from '#lib/protocol/recovery.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { readEvidence } from '../evidence/evidence.useCases.ts';
import type { Scan } from '../evidence/scanner.ts';
import { saveSetting } from '../settings/settings.repository.ts';
import { readRecoveryKey } from '../sync/serverIdentity.ts';
import { as, aServer, noon } from '../../../../tests/fixtures/builders.ts';
import { aPng, sha256Of } from '../../../../tests/fixtures/evidenceFiles.ts';
import { aSealedStore } from '../../../../tests/fixtures/rescues.ts';
import { recoveryKeysIn, settleRecoveryKeys } from './recoveryKeys.ts';
import { rescue } from './rescue.useCases.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'dipper-files-'));
});

/** Three parts of 256 KiB, the last one shorter. */
const photo = aPng({ side: 780, noise: 7 });
const sha256 = sha256Of(photo);

forEachDatabase((open) => {
	async function world() {
		const database = await open();
		const server = await aServer(database);
		await settleRecoveryKeys(database, folder, noon);
		const key = (await readRecoveryKey(database.db)) as RecoveryKey;
		const ada = await server.person([as('auditor')]);
		const quinn = await server.person([as('qa-manager')]);
		const tablet = await server.tablet(ada);
		const store = await aSealedStore({ deviceId: tablet.deviceId, clientId: tablet.clientId, personId: ada.id });
		await tablet.greet({ deviceKey: store.deviceKey, sealProof: store.proof });
		const audit = (await server.audit({ auditor: ada.id })).record;
		const given = { id: crypto.randomUUID(), bytes: photo, sha256, kind: 'png' };
		const attaching = await tablet.change({
			name: 'evidence.attach',
			record: audit,
			args: { ...given, bytes: photo.length, question: 'CJ2.1', name: 'Photo.png' }
		});
		const send = async (files: Awaited<ReturnType<typeof store.file>>[], scan: Scan | null = null) => {
			const body: unknown = await store.request(key, {}, { why: 'revoked', files });
			const call = { database, keys: recoveryKeysIn(folder), scan, body, clock: () => server.clock.now };
			const answer = await rescue(
				{ ...call, newId: () => crypto.randomUUID(), report: (error) => server.reported.push(error) },
				'192.0.2.1'
			);
			return answer.files;
		};
		const rows = async () => {
			const body: unknown = await store.request(key, { outbox: [attaching] }, { why: 'revoked' });
			const call = { database, keys: recoveryKeysIn(folder), scan: null, body, clock: () => server.clock.now };
			return rescue({ ...call, newId: () => crypto.randomUUID(), report: () => undefined }, '192.0.2.1');
		};
		const seenBy = (person: typeof ada) => readEvidence({ acting: server.acting(person), sha256 });
		return { database, server, ada, quinn, store, tablet, attaching, given, send, rows, seenBy };
	}

	test('V4, P14: a file that only the tablet had comes sealed, in parts, asks what is there, and is seen', async () => {
		const { database, quinn, store, given, send, rows, seenBy } = await world();
		await rows();
		const { id } = given;
		expect(await send([await store.file(given, [])])).toEqual([{ id, st: 'parts', parts: [] }]);
		expect(await send([await store.file(given, [0, 2])])).toEqual([{ id, st: 'parts', parts: [0, 2] }]);
		expect(await send([await store.file(given, [])])).toEqual([{ id, st: 'parts', parts: [0, 2] }]);
		expect(await send([await store.file(given, [1])])).toEqual([{ id, st: 'kept' }]);
		expect(await send([await store.file(given, [])])).toEqual([{ id, st: 'kept' }]);
		expect((await seenBy(quinn)).file).toMatchObject({ sha256, bytes: photo.length });
		const receipts = await database.db.selectFrom('rescue').select(['applied', 'files']).orderBy('files').execute();
		expect(receipts.map(({ applied, files }) => [applied, files])).toEqual([
			[1, 0],
			[0, 1],
			[0, 1]
		]);
		const log = await database.db
			.selectFrom('change_body')
			.select('body')
			.orderBy('seq', 'desc')
			.executeTakeFirstOrThrow();
		expect(log.body).toContain('"files":1');
	});

	test('V4: of someone who is gone too: whoever decides about the recovered work sees it', async () => {
		const { database, ada, quinn, store, given, send, rows, seenBy } = await world();
		await database.db.updateTable('person').set({ status: 'deactivated' }).where('id', '=', ada.id).execute();
		expect((await rows()).results).toMatchObject([{ st: 'parked', code: 'USER_DEACTIVATED' }]);
		await send([await store.file(given, [0, 1])]);
		expect(await send([await store.file(given, [2])])).toMatchObject([{ st: 'kept' }]);
		expect((await seenBy(quinn)).bytes.length).toBeGreaterThan(0);
	});

	test('V4: what does not open, what nothing names, and what is no picture is told; none of it is kept', async () => {
		const { database, store, given, send, rows } = await world();
		expect(await send([await store.file(given, [0])])).toMatchObject([{ st: 'unnamed' }]);
		await rows();
		const torn = await store.file(given, [0, 1]);
		const [first, second] = torn.parts;
		const swapped = {
			...torn,
			parts: [
				{ index: 0, sealed: second?.sealed ?? '' },
				{ index: 1, sealed: first?.sealed ?? '' }
			]
		};
		expect(await send([swapped, { ...torn, id: 'other' }])).toMatchObject([{ st: 'unread' }, { st: 'unread' }]);
		const found: Scan = async () => 'found';
		await send([await store.file(given, [0, 1])], found);
		expect(await send([await store.file(given, [2])], found)).toMatchObject([{ st: 'refused', code: 'VIRUS' }]);
		for (const table of ['evidence_file', 'evidence_part'] as const)
			expect(await database.db.selectFrom(table).selectAll().execute()).toEqual([]);
	});

	test('V4: parts that are not those of the name are dropped and asked for anew', async () => {
		const { store, given, send, rows } = await world();
		await rows();
		const other = { ...given, bytes: aPng({ side: 780, noise: 8 }) };
		await send([await store.file(other, [0])]);
		await send([await store.file(given, [0, 1])]);
		const { id } = given;
		expect(await send([await store.file(given, [2])])).toEqual([{ id, st: 'parts', parts: [] }]);
		await send([await store.file(given, [0, 1])]);
		expect(await send([await store.file(given, [2])])).toEqual([{ id, st: 'kept' }]);
	});

	test('V4: where the council has no room the tablet is told when to come again, and keeps what it has', async () => {
		const { database, store, given, send, rows } = await world();
		await rows();
		await saveSetting(database.db, 'evidence-quota', JSON.stringify({ personDayBytes: 1000, councilBytes: 1000 }));
		await expect(send([await store.file(given, [0])])).rejects.toMatchObject({ code: 'QUOTA_PERSON', status: 429 });
		expect(await send([await store.file(given, [])])).toMatchObject([{ st: 'parts' }]);
	});
});
