import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { backup } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/Change.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { databaseFileName, openDatabase } from '#lib/server/db/connection.ts';
import { testDatabase } from '#lib/server/db/testDatabase.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { saveSetting } from '#lib/server/settings/settings.repository.ts';
import { applyPush } from '#lib/server/sync/applyPush.ts';
import { hello } from '#lib/server/sync/hello.ts';
import { readChanges } from '#lib/server/sync/readChanges.ts';
import { answers, as, aServer, noon, taken } from '../fixtures/builders.ts';

const folders: string[] = [];
afterEach(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('W7: a server restored from last night’s backup has in the end all that tablets ever sent, once', async () => {
	const server = await aServer(await testDatabase());
	const ada = await server.person([as('auditor')]);
	const audit = (await server.audit({ auditor: ada.id })).record;
	const tablet = await server.tablet(ada);
	const kept: Change[] = [];
	const sends = async (question: string, value: string) => {
		kept.push(await tablet.change(answers(audit, question, value)));
		taken(await tablet.push(kept.slice(-1)));
	};
	await sends('CJ2.1', 'yes');
	await sends('CJ2.3', 'achieved');

	const folder = mkdtempSync(path.join(tmpdir(), 'dipper-restore-'));
	folders.push(folder);
	await backup(must(server.database.sqlite, 'the file'), path.join(folder, databaseFileName));
	await sends('CJ2.1', 'no');
	await sends('NO.1', 'parked');
	await server.database.close();

	const restored = await openDatabase({ dataDir: folder });
	await saveSetting(restored.db, 'epoch', crypto.randomUUID());
	const world = {
		database: restored,
		person: ada,
		clock: () => noon,
		newId: () => crypto.randomUUID(),
		report: () => undefined
	};
	const push = (changes: readonly Change[], epoch: string) =>
		applyPush({ ...world, body: tablet.envelope(changes, { epoch }) });

	const refused = await push(kept.slice(-1), tablet.state.epoch);
	expect(refused).toMatchObject({ status: 409, answer: { code: 'EPOCH' } });
	const epoch = 'epoch' in refused.answer ? must(refused.answer.epoch, 'the new epoch') : '';
	const greeting = {
		...tablet.envelope([]),
		proto: [1],
		storeSchema: 1,
		lastN: 4,
		outboxCount: 4,
		oldestUnsentAt: null,
		keptCount: 4,
		persisted: true
	};
	const told = await hello({
		database: restored,
		person: ada,
		now: noon,
		body: { ...greeting, quota: { used: 0, max: 1 }, clock: '', templates: {} }
	});
	expect(told).toMatchObject({ lastN: 2, epoch });

	const again = taken(await push(kept, epoch));
	expect(again.results.map(({ st, was, code }) => [st, was ?? code])).toEqual([
		['dup', 'applied'],
		['dup', 'applied'],
		['applied', undefined],
		['parked', 'SCHEMA_INVALID']
	]);
	const pulled = await readChanges({
		database: restored,
		person: ada,
		now: noon,
		body: { proto: 1, epoch: tablet.state.epoch, clientId: tablet.clientId, have: {}, seq: 9, limitBytes: 1_000_000 }
	});
	expect(pulled).toMatchObject({ reset: true, epoch, seq: 9 });
	const fields = pulled.put.find(({ record }) => record.id === audit.id)?.fields.map(({ key, value }) => [key, value]);
	expect(fields).toEqual([
		['answer/CJ2.1', 'no'],
		['answer/CJ2.3', 'achieved']
	]);
	const history = await restored.db.selectFrom('record_history').select('change_id').execute();
	expect(history.map((row) => row.change_id).sort()).toEqual(kept.map(({ id }) => id).sort());
	expect(await verifyLog(restored.db)).toEqual({ ok: true, entries: 4 });
	await restored.close();
});
