import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { as, aServer, answers, taken } from '../../../../tests/fixtures/builders.ts';
import { openDatabase } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { verifyLog } from '../log/changeLog.ts';
import { durableNOf, readCouncilId, readEpoch } from '../sync/serverIdentity.ts';
import { anEmptyPostgres, realPostgres } from './aPostgres.fixture.ts';
import { aMachine } from './aStore.fixture.ts';
import { moveStore } from './moveStore.ts';
import { findPgTool } from './pgTools.ts';

const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const end of endings.splice(0).reverse()) await end();
});

async function aPostgresMachine() {
	const { url, drop } = await anEmptyPostgres();
	endings.push(drop);
	const machine = await aMachine({ databaseUrl: url });
	endings.push(machine.end);
	return machine;
}

describe.skipIf(realPostgres === null)('on a real Postgres', () => {
	test('W7: a backup by pg_dump is restored aside, checked, and makes what it holds durable; on a fresh server it has a new epoch', async () => {
		const machine = await aPostgresMachine();
		const database = await machine.start();
		const server = await aServer(database);
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id })).record;
		const tablet = await server.tablet(ada);
		taken(await tablet.push([await tablet.change(answers(audit, 'CJ2.1', 'yes'))]));
		const done = await machine.backUp(database, 'night');
		expect(await durableNOf(database.db, tablet.clientId)).toBe(1);
		taken(await tablet.push([await tablet.change(answers(audit, 'CJ2.2', 'good'))]));
		const epoch = await readEpoch(database.db);

		await expect(machine.restore(machine.file('night'))).rejects.toMatchObject({ code: 'not-empty' });
		await expect(machine.restore(machine.file('night'), { replace: true })).rejects.toMatchObject({ code: 'in-use' });
		const fresh = await aPostgresMachine();
		const restored = await fresh.restore(machine.file('night'), { privateKey: machine.privateKey });
		expect(restored.movedTo).toBeNull();
		const { db } = await fresh.start();
		expect(await readEpoch(db)).not.toBe(epoch);
		expect(await verifyLog(db)).toEqual({ ok: true, entries: done.manifest.logEnd.seq + 1 });
		expect((await db.selectFrom('client').select('last_n').executeTakeFirstOrThrow()).last_n).toBe(1);
	});

	test('a store in use is moved aside, never deleted', async () => {
		const machine = await aPostgresMachine();
		const database = await machine.start();
		await machine.backUp(database, 'night');
		await machine.stop();
		const { movedTo } = await machine.restore(machine.file('night'), { replace: true });
		expect(movedTo).toMatch(/_replaced_2000$/);
		const old = new URL(machine.config.databaseUrl ?? '');
		old.pathname = `/${movedTo}`;
		const aside = await openDatabase({ url: old.href });
		expect(await readCouncilId(aside.db)).toMatch(/-/);
		await aside.close();
	});

	test('moved from SQLite, every table arrives as it was, council and epoch too, and tablets go on', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'dipper-move-'));
		endings.push(() => rmSync(folder, { recursive: true, force: true }));
		const from = await openDatabase({ dataDir: folder });
		await migrate(from);
		const server = await aServer(from);
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id })).record;
		const tablet = await server.tablet(ada);
		taken(await tablet.push([await tablet.change(answers(audit, 'CJ2.1', 'yes'))]));
		await tablet.pulls();
		const { url, drop } = await anEmptyPostgres();
		const to = await openDatabase({ url });
		endings.push(drop, to.close);
		const moved = await moveStore(from, to);
		expect(moved.find(({ table }) => table === 'change_log')?.rows).toBe(1);
		expect(await readEpoch(to.db)).toBe(await readEpoch(from.db));
		expect(await readCouncilId(to.db)).toBe(await readCouncilId(from.db));
		const { applyPush } = await import('../sync/applyPush.ts');
		const more = await tablet.change(answers(audit, 'CJ2.2', 'good'));
		const world = {
			database: to,
			person: ada,
			clock: () => 1,
			newId: () => crypto.randomUUID(),
			report: () => undefined
		};
		expect(taken(await applyPush({ ...world, body: tablet.envelope([more]) }))).toMatchObject({ lastN: 2 });
		const { readChanges } = await import('../sync/readChanges.ts');
		const body = {
			proto: 1,
			epoch: tablet.state.epoch,
			clientId: tablet.clientId,
			have: tablet.state.have,
			seq: 9,
			limitBytes: 1e6
		};
		expect((await readChanges({ database: to, person: ada, body, now: 1 })).reset).toBe(false);
		await expect(moveStore(from, to)).rejects.toMatchObject({ code: 'not-empty' });
		await from.close();
	});
});

test('where pg_dump is missing or older than the server, the sentence says what to install', () => {
	expect(() => findPgTool('pg_dump', 16, ['/nowhere'])).toThrow('postgresql-client-16');
	expect(() => findPgTool('pg_dump', 16, ['/nowhere'])).toThrow('not on this machine');
});
