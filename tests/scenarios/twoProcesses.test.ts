import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { Change } from '#lib/domain/changes/Change.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { hashPassword } from '#lib/server/auth/passwords.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { signIn } from '#lib/server/auth/signIn.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase, type Database } from '#lib/server/db/connection.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { TemplateCopies } from '#lib/server/db/TemplateCopies.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { addTestPerson } from '#lib/server/people/testPeople.ts';
import { Refusal } from '#lib/server/Refusal.ts';
import { saveSetting } from '#lib/server/settings/settings.repository.ts';
import { applyPush } from '#lib/server/sync/applyPush.ts';
import { hello } from '#lib/server/sync/hello.ts';
import { readChanges } from '#lib/server/sync/readChanges.ts';
import { answers, as, aServer, noon, taken, type Draft, type TestTablet } from '../fixtures/builders.ts';

const postgres = process.env.TEST_POSTGRES_URL;
const copies = new TemplateCopies(postgres ?? '');
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of opened.splice(0).reverse()) await close();
});
afterAll(() => copies.close());

/** Two processes as far as the database can tell: nothing is shared but one Postgres. */
async function twoDatabases(): Promise<readonly [Database, Database]> {
	const { url, drop } = await copies.make();
	opened.push(drop);
	const both = [await openDatabase({ url }), await openDatabase({ url })] as const;
	for (const { close } of both) opened.push(close);
	return both;
}

async function world() {
	const [a, b] = await twoDatabases();
	const server = await aServer(a);
	const ada = await server.person([as('auditor')]);
	const audit = (await server.audit({ auditor: ada.id })).record;
	const tablet = await server.tablet(ada);
	const reported: unknown[] = [];
	const push = (database: Database, from: TestTablet, changes: readonly Change[]) =>
		applyPush({
			database,
			person: from.person,
			body: JSON.parse(JSON.stringify(from.envelope(changes))) as unknown,
			clock: () => noon,
			newId: () => crypto.randomUUID(),
			report: (error) => reported.push(error)
		});
	const notes = (count: number) =>
		Array.from({ length: count }, (_, at): Draft => ({ name: 'note.set', record: audit, args: note(at) }));
	const note = (at: number) => ({ question: 'CJ2.1', text: `note ${at}` });
	const make = async (from: TestTablet, drafts: readonly Draft[]) => {
		const made: Change[] = [];
		for (const draft of drafts) made.push(await from.change(draft));
		return made;
	};
	return { a, b, server, ada, audit, tablet, push, notes, make, reported };
}

const historyOf = ({ db }: Database, id: string) =>
	db.selectFrom('record_history').selectAll().where('id', '=', id).orderBy('log_seq').execute();

describe.skipIf(postgres === undefined)('two processes on one Postgres', () => {
	test('W2, W4: one tablet whose requests go to either in turn notices nothing', async () => {
		const { a, b, audit, tablet, push, make, server } = await world();
		const made = await make(
			tablet,
			['yes', 'partly', 'no', 'yes'].map((value) => answers(audit, 'CJ2.1', value))
		);
		for (const [at, change] of made.entries()) {
			expect(taken(await push(at % 2 === 0 ? a : b, tablet, [change])).lastN).toBe(at + 1);
			const elsewhere = { database: at % 2 === 0 ? b : a, person: tablet.person, now: server.clock.now };
			const body = {
				proto: 1,
				epoch: tablet.state.epoch,
				clientId: tablet.clientId,
				have: {},
				seq: at,
				limitBytes: 1e7
			};
			const { put } = await readChanges({ ...elsewhere, body });
			const pulled = put.find(({ record }) => record.id === audit.id);
			expect(pulled?.fields).toMatchObject([{ key: 'answer/CJ2.1', value: (change.args as { value: string }).value }]);
		}
		expect(await push(b, tablet, made)).toMatchObject({ answer: { results: made.map(() => ({ st: 'dup' })) } });
		const late = { ...must(made[3], 'a change'), n: 9 };
		expect(await push(b, tablet, [late])).toMatchObject({ status: 409, answer: { code: 'GAP', need: 5 } });
	});

	test('W2, I1: the same batch sent to both at once is done once', async () => {
		const { a, b, audit, tablet, push, notes, make } = await world();
		const made = await make(tablet, notes(25));
		const both = await Promise.all([push(a, tablet, made), push(b, tablet, made), push(a, tablet, made)]);
		for (const one of both) expect(taken(one).lastN).toBe(25);
		const results = both.flatMap((one) => taken(one).results);
		expect(results.filter(({ st }) => st === 'applied')).toHaveLength(25);
		expect(results.filter(({ st }) => st === 'dup')).toHaveLength(50);
		expect((await historyOf(a, audit.id)).map(({ n }) => n)).toEqual(made.map(({ n }) => n));
	});

	test('W2: batches that overlap and overtake one another are a GAP or done once, never twice', async () => {
		const { a, b, audit, tablet, push, notes, make } = await world();
		const made = await make(tablet, notes(30));
		const sent = [made.slice(0, 20), made.slice(10, 30), made.slice(5, 15), made.slice(0, 30)];
		const outcomes = await Promise.all(sent.map((some, at) => push(at % 2 === 0 ? a : b, tablet, some)));
		for (const { answer } of outcomes) if ('code' in answer) expect(answer.code).toBe('GAP');
		taken(await push(b, tablet, made));
		expect((await historyOf(b, audit.id)).map(({ n }) => n)).toEqual(made.map(({ n }) => n));
	});

	test('W3, I2: two tablets on one record at once get versions without a gap, and the chain is whole', async () => {
		const { a, b, ada, server, audit, tablet, push, notes, make, reported } = await world();
		const other = await server.tablet(ada);
		const [mine, theirs] = [await make(tablet, notes(30)), await make(other, notes(30))];
		const each = async (database: Database, from: TestTablet, made: readonly Change[]) => {
			for (let at = 0; at < made.length; at += 5) taken(await push(database, from, made.slice(at, at + 5)));
		};
		await Promise.all([each(a, tablet, mine), each(b, other, theirs)]);
		const history = await historyOf(a, audit.id);
		const written = history.filter(({ how }) => how === 'written').map(({ ver }) => ver);
		const first = must(written[0], 'a first version');
		expect(written).toEqual(written.map((_, at) => first + at));
		for (const { clientId } of [tablet, other]) {
			const numbers = history.filter((row) => row.client_id === clientId).map(({ n }) => n);
			expect(numbers).toEqual([...numbers].sort((x, y) => (x ?? 0) - (y ?? 0)));
			expect(numbers).toHaveLength(30);
		}
		expect(await verifyLog(b.db)).toEqual({ ok: true, entries: 60 });
		expect(reported).toEqual([]);
	});

	test('P2, F: one change from a tablet and its clone, to each at once, is done once', async () => {
		const { a, b, ada, server, audit, tablet, push, make } = await world();
		const clone = await server.tablet(ada);
		for (let round = 0; round < 10; round += 1) {
			const draft = { ...answers(audit, 'CJ2.1', round % 2 === 0 ? 'yes' : 'no'), id: crypto.randomUUID() };
			const [mine, cloned] = [await make(tablet, [draft]), await make(clone, [draft])];
			const both = await Promise.all([push(a, tablet, mine), push(b, clone, cloned)]);
			const done = both.flatMap((one) => taken(one).results.map(({ st }) => st)).filter((st) => st !== 'dup');
			expect(done).toHaveLength(1);
		}
		expect(await historyOf(a, audit.id)).toHaveLength(10);
	});

	test('two transactions that hold what the other wants are both done in the end', async () => {
		const [a, b] = await twoDatabases();
		for (const key of ['council-name', 'first-run-token'] as const) await saveSetting(a.db, key, '0');
		const add = (database: Database, first: string, second: string) =>
			database.transaction(async (trx) => {
				await sql`update setting set value = (value::int + 1)::text where key = ${first}`.execute(trx);
				await sql`select pg_sleep(0.05)`.execute(trx);
				await sql`update setting set value = (value::int + 1)::text where key = ${second}`.execute(trx);
			});
		await Promise.all([add(a, 'council-name', 'first-run-token'), add(b, 'first-run-token', 'council-name')]);
		const rows = await a.db.selectFrom('setting').select('value').where('key', '<>', 'epoch').execute();
		expect(rows).toEqual([{ value: '2' }, { value: '2' }]);
	});

	test('W7: an epoch taken by one is known to the other at its next answer', async () => {
		const { a, b, tablet, push } = await world();
		await saveSetting(a.db, 'epoch', 'another');
		expect(await push(b, tablet, [])).toEqual({ status: 409, answer: { code: 'EPOCH', epoch: 'another' } });
	});

	test('W: a tablet registered by one is known to the other', async () => {
		const { b, ada, tablet } = await world();
		const body = {
			...tablet.envelope([]),
			proto: [1],
			storeSchema: 1,
			epoch: null,
			lastN: 0,
			outboxCount: 0,
			oldestUnsentAt: null,
			keptCount: 0,
			persisted: true,
			quota: { used: 0, max: 1 },
			clock: new Date(noon).toISOString(),
			templates: {}
		};
		expect(await hello({ database: b, person: ada, now: noon, body })).toMatchObject({ lastN: 0 });
	});

	test('two that start at once on an empty database both find it ready', async () => {
		const [a, b] = await twoDatabases();
		await sql`drop schema public cascade`.execute(a.db);
		await sql`create schema public`.execute(a.db);
		const applied = await Promise.all([migrate(a), migrate(b), migrate(a)]);
		expect(new Set(applied.flat()).size).toBe(applied.flat().length);
		expect(await migrate(b)).toEqual([]);
	});
});

const right = 'four quiet river stones';
const limits = readConfig({});

describe.skipIf(postgres === undefined)('signing in at two processes', () => {
	async function doors() {
		const both = await twoDatabases();
		await addTestPerson(both[0], { username: 'dana@demo.example', passwordHash: await hashPassword(right) });
		return both.map((database) => ({ database, sessions: openSessions(database, limits) }));
	}

	type Door = Awaited<ReturnType<typeof doors>>[number];
	const place = { userAgent: '', address: '192.0.2.7' };
	const attempt = (door: Door | undefined, password: string) =>
		signIn({ ...must(door, 'a door'), now: noon, username: 'dana@demo.example', password, place, oldToken: null });
	const refused = (door: Door | undefined, password = 'wrong') =>
		attempt(door, password).then(
			() => 'in',
			(error: unknown) => (error instanceof Refusal ? error.code : 'broken')
		);

	test('a session begun at one holds at the other, and one ended there is ended here', async () => {
		const [a, b] = await doors();
		const { token, person } = await attempt(a, right);
		expect((await b?.sessions.find(token))?.person.id).toBe(person.id);
		await b?.sessions.end(token);
		expect(await a?.sessions.find(token)).toBeNull();
	});

	test('P4: wrong passwords are counted together', async () => {
		const [a, b] = await doors();
		const codes = [];
		for (let at = 0; at < 6; at += 1) codes.push(await refused(at % 2 === 0 ? a : b));
		expect(codes).toEqual([...Array.from({ length: 5 }, () => 'WRONG_CREDENTIALS'), 'TOO_MANY_TRIES']);
		expect([await refused(a, right), await refused(b, right)]).toEqual(['TOO_MANY_TRIES', 'TOO_MANY_TRIES']);
	});

	test('P4: twelve tries at once, spread over both, are no more than twelve in turn', async () => {
		const both = await doors();
		const codes = await Promise.all(Array.from({ length: 12 }, (_, at) => refused(both[at % 2])));
		expect(codes.filter((code) => code === 'WRONG_CREDENTIALS')).toHaveLength(5);
		expect(codes.filter((code) => code === 'TOO_MANY_TRIES')).toHaveLength(7);
	});
});
