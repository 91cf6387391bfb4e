import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { must } from '#lib/domain/shared/Result.ts';
import { openSessions } from '#lib/server/auth/sessions.ts';
import { readConfig } from '#lib/server/config.ts';
import { Chance } from '#lib/server/council/annexA/Chance.ts';
import { openDatabase, type Database, type DatabaseKind } from '#lib/server/db/connection.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { startThrowAwayPostgres } from '#lib/server/db/throwAwayPostgres.ts';
import { as, aServer } from '../fixtures/builders.ts';
import { judgeHistory } from './judgeHistory.ts';
import { PushingTablet, type Pusher } from './PushingTablet.ts';
import { bestEntry, ServerProgram, type Entry, type Store } from './ServerProgram.ts';

export type KillRun = {
	readonly kills: number;
	readonly seed: string;
	readonly database: DatabaseKind;
	/** How many servers share the database; more than one only on Postgres. */
	readonly processes?: number;
	/** Whether Postgres itself is killed too, every fifth time. */
	readonly killDatabase?: boolean;
	readonly entry?: Entry;
};

export type KillFigures = {
	readonly entry: Entry;
	readonly kills: number;
	readonly databaseKills: number;
	readonly changes: number;
	readonly requests: number;
	/** Requests that a kill left without an answer: it is not known whether they were done. */
	readonly unanswered: number;
	/** Median time from starting a server to its first answer, in milliseconds. */
	readonly startMs: number;
	readonly seconds: number;
	/** What must never happen, in words; empty when nothing was lost, doubled or told differently. */
	readonly wrongs: readonly string[];
};

const people = 3;
const tabletsEach = 2;

/**
 * Battery D: real servers, tablets that push without pause, SIGKILL in the middle of it, again and again; in the end
 * all that was acknowledged is in history once. Null where the database is Postgres and none is installed.
 */
export async function runServerKills(run: KillRun): Promise<KillFigures | null> {
	const place = await openPlace(run.database);
	if (place === null) return null;
	try {
		return await killAndJudge(run, place);
	} finally {
		place.end();
	}
}

type Place = { readonly store: Store; crash(): void; end(): void };

async function openPlace(kind: DatabaseKind): Promise<Place | null> {
	if (kind === 'postgres') {
		const postgres = await startThrowAwayPostgres();
		if (postgres === null) return null;
		return { store: { url: postgres.url }, crash: () => postgres.crash(), end: () => postgres.stop() };
	}
	const dataDir = mkdtempSync(path.join(tmpdir(), 'dipper-kills-'));
	const nothing = () => undefined;
	return { store: { dataDir }, crash: nothing, end: () => rmSync(dataDir, { recursive: true, force: true }) };
}

async function killAndJudge(run: KillRun, place: Place): Promise<KillFigures> {
	const began = performance.now();
	const chance = new Chance(run.seed);
	const entry = run.entry ?? bestEntry();
	const pushers = await withDatabase(place.store, (database) => fill(database, chance));
	const servers: ServerProgram[] = [];
	try {
		for (let one = 0; one < (run.processes ?? 1); one += 1) servers.push(await ServerProgram.on(place.store, entry));
		const origins = servers.map(({ origin }) => origin);
		const tablets = pushers.map((pusher) => new PushingTablet({ ...pusher, origins }));
		for (const tablet of tablets) await tablet.greet();
		const databaseKills = await killWhilePushing(run, { servers, tablets, chance, crash: () => place.crash() });
		const wrongs = await withDatabase(place.store, (database) => judgeHistory(database, tablets));
		return { ...sum(tablets, servers), entry, kills: run.kills, databaseKills, seconds: secondsSince(began), wrongs };
	} finally {
		for (const server of servers) await server.end();
	}
}

async function withDatabase<T>(store: Store, work: (database: Database) => Promise<T>): Promise<T> {
	const database = await openDatabase('url' in store ? { url: store.url } : { dataDir: store.dataDir });
	return work(database).finally(() => database.close());
}

/** Auditors with an audit each that is theirs alone and one they share with nobody but their own second tablet. */
async function fill(database: Database, chance: Chance): Promise<Omit<Pusher, 'origins'>[]> {
	await migrate(database);
	const server = await aServer(database);
	const sessions = openSessions(database, readConfig({}));
	const pushers: Omit<Pusher, 'origins'>[] = [];
	for (let one = 0; one < people; one += 1) {
		const person = await server.person([as('auditor')]);
		const audits = [await server.audit({ auditor: person.id }), await server.audit({ auditor: person.id })];
		const records = audits.map(({ record }) => record);
		for (let tablet = 0; tablet < tabletsEach; tablet += 1) {
			const token = await sessions.start(person.id, { userAgent: 'battery', address: '127.0.0.1' });
			pushers.push({ token, records, chance: chance.for(`${one}/${tablet}`) });
		}
	}
	return pushers;
}

type Fight = {
	readonly servers: readonly ServerProgram[];
	readonly tablets: readonly PushingTablet[];
	readonly chance: Chance;
	crash(): void;
};

async function killWhilePushing(run: KillRun, { servers, tablets, chance, crash }: Fight): Promise<number> {
	let going = true;
	const working = Promise.all(tablets.map((tablet) => tablet.work(() => going)));
	let databaseKills = 0;
	for (let kill = 1; kill <= run.kills; kill += 1) {
		await untilAnswered(tablets, chance.whole(2, 20));
		await pause(chance.whole(0, 40));
		if (run.killDatabase === true && kill % 5 === 0) {
			crash();
			databaseKills += 1;
			await allAnswer(servers);
			continue;
		}
		const server = chance.pick(servers);
		await server.kill();
		await server.start();
	}
	going = false;
	await working;
	for (const tablet of tablets) for (let again = 0; again < 3; again += 1) await tablet.repeat();
	return databaseKills;
}

/** More than any request takes: a kill that waits for answers which never come would wait for ever. */
const longestWait = 10_000;

/** Counted in answers first, so that on a slow machine too the servers are killed in the middle of work. */
async function untilAnswered(tablets: readonly PushingTablet[], more: number): Promise<void> {
	const answered = () => tablets.reduce((sum, { figures }) => sum + figures.requests - figures.unanswered, 0);
	const [from, began] = [answered(), performance.now()];
	while (answered() - from < more && performance.now() - began < longestWait) await pause(1);
}

async function allAnswer(servers: readonly ServerProgram[]): Promise<void> {
	for (const server of servers) {
		while (!(await server.answers())) {
			if (server.hasDied) throw new Error('a server ended because its database did');
			await pause(50);
		}
	}
}

function sum(tablets: readonly PushingTablet[], servers: readonly ServerProgram[]) {
	const total = (of: (tablet: PushingTablet) => number) => tablets.reduce((all, tablet) => all + of(tablet), 0);
	const starts = servers.flatMap(({ startsMs }) => startsMs).sort((a, b) => a - b);
	return {
		changes: total(({ made }) => made.length),
		requests: total(({ figures }) => figures.requests),
		unanswered: total(({ figures }) => figures.unanswered),
		startMs: Math.round(must(starts[starts.length >> 1], 'a start'))
	};
}

function secondsSince(began: number): number {
	return Math.round((performance.now() - began) / 100) / 10;
}
