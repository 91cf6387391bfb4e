import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeNewEpoch } from '../backup/takeNewEpoch.ts';
import type { Database } from '../db/connection.ts';
import { liftLogGuards } from '../db/logGuards.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { saveSetting } from '../settings/settings.repository.ts';
import { appendToLog, link } from './changeLog.ts';
import { addCheckpoint, readCheckpoints } from './checkpoints.ts';
import { exitOf, judgeLog, sayReport } from './judgeLog.ts';
import { openSigningKey, readOwnPublicPem } from './signingKey.ts';

let folder = '';
let database: Database;
const places = () => ({ witnessDir: path.join(folder, 'second'), keysDir: path.join(folder, 'keys') });
const linesFile = () => path.join(places().witnessDir, 'checkpoints.jsonl');

beforeEach(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'dipper-judge-'));
	database = await testDatabase();
});
afterEach(async () => {
	await database.close();
	rmSync(folder, { recursive: true, force: true });
});

const entry = (n: number) => ({ at: n, personId: 'ada', clientId: null, n: null, change: { n }, outcome: 'applied' });

async function grow(from: number, to: number): Promise<void> {
	for (let n = from; n <= to; n += 1) await database.transaction((trx) => appendToLog(trx, entry(n)));
	await addCheckpoint(database, places(), to);
}

async function judged() {
	const pem = readOwnPublicPem(places().keysDir);
	const report = await judgeLog(database.db, readCheckpoints(places().witnessDir), pem === null ? [] : [pem]);
	return {
		exit: exitOf(report),
		verdicts: report.checkpoints.map(({ verdict }) => verdict),
		said: sayReport(report).join('\n')
	};
}

test('a log and its checkpoints agree; one is added only where the log has grown', async () => {
	await grow(1, 3);
	expect(await addCheckpoint(database, places(), 9)).toBe(false);
	await grow(4, 5);
	expect(await judged()).toMatchObject({ exit: 0, verdicts: ['stands', 'stands'] });
	expect((await judged()).said).toContain('5 entries');
});

test('with no checkpoint to compare it with, a whole log is not called proved', async () => {
	await database.transaction((trx) => appendToLog(trx, entry(1)));
	expect((await judged()).exit).toBe(4);
});

test('a whole log rewritten from its beginning, every hash right, is contradicted by what was signed', async () => {
	await grow(1, 3);
	const { db } = database;
	await liftLogGuards(db as unknown as Kysely<unknown>, database.kind);
	await db.deleteFrom('change_body').execute();
	await db.deleteFrom('change_log').execute();
	let end = { seq: 0, hash: '0'.repeat(64) };
	for (let n = 1; n <= 3; n += 1) {
		const { row, body } = link({ seq: n, hash: end.hash }, { ...entry(n), personId: 'someone-else' });
		await db.insertInto('change_log').values(row).execute();
		await db.insertInto('change_body').values(body).execute();
		end = { seq: n, hash: row.hash };
	}
	await db.updateTable('change_log_end').set(end).execute();
	expect(await judged()).toMatchObject({ exit: 3, verdicts: ['contradicts'] });
});

test('the last entries taken out, end and all, are missed', async () => {
	await grow(1, 3);
	const { db } = database;
	await liftLogGuards(db as unknown as Kysely<unknown>, database.kind);
	await db.deleteFrom('change_body').where('seq', '=', 3).execute();
	await db.deleteFrom('change_log').where('seq', '=', 3).execute();
	const last = await db.selectFrom('change_log').select(['seq', 'hash']).where('seq', '=', 2).executeTakeFirstOrThrow();
	await db.updateTable('change_log_end').set(last).execute();
	expect((await judged()).exit).toBe(3);
});

test('a checkpoint that was altered, or signed by another key, is no witness', async () => {
	await grow(1, 2);
	const good = readFileSync(linesFile(), 'utf8');
	writeFileSync(linesFile(), good.replace('"seq":2', '"seq":1'));
	expect((await judged()).verdicts).toEqual(['forged']);
	writeFileSync(linesFile(), good);
	appendFileSync(linesFile(), '{"seq":\n');
	expect((await judged()).verdicts).toEqual(['stands', 'unreadable']);
	openSigningKey(path.join(folder, 'other'));
	const foreign = readOwnPublicPem(path.join(folder, 'other')) ?? '';
	const report = await judgeLog(database.db, readCheckpoints(places().witnessDir).slice(0, 1), [foreign]);
	expect([report.checkpoints[0]?.verdict, exitOf(report)]).toEqual(['unknown-key', 4]);
});

test('after a restore, what was signed of the part given up is told, and does not contradict', async () => {
	await grow(1, 4);
	const lost = readFileSync(linesFile(), 'utf8');
	const epoch = JSON.parse(lost).epoch as string;
	const council = JSON.parse(lost).council as string;
	await database.close();
	database = await testDatabase();
	await database.db.updateTable('council').set({ council_id: council }).execute();
	await saveSetting(database.db, 'epoch', epoch);
	await database.transaction((trx) => takeNewEpoch(trx, { why: 'restored', replaced: null, at: 50, facts: {} }));
	await addCheckpoint(database, places(), 60);
	const { exit, verdicts, said } = await judged();
	expect([exit, verdicts]).toEqual([0, ['given-up', 'stands']]);
	expect(said).toContain('At entry 1, 1970-01-01T00:00:00.050Z, a backup was restored');
});

test('erased bodies are counted and break nothing; a broken chain says where', async () => {
	await grow(1, 3);
	await database.db.deleteFrom('change_body').where('seq', '=', 2).execute();
	expect((await judged()).said).toContain('in 1 of them was erased');
	await liftLogGuards(database.db as unknown as Kysely<unknown>, database.kind);
	await database.db.updateTable('change_log').set({ person_id: 'x' }).where('seq', '=', 2).execute();
	expect(await judged()).toMatchObject({ exit: 1, said: expect.stringContaining('broken at entry 2') });
});
