/** B5, month end: two hundred tablets push a week's work at once to one process, then two hundred idle ones poll it. */
import { readdirSync, readFileSync, rmSync, statSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { sql } from 'kysely';
import { must } from '../../src/lib/domain/shared/Result.ts';
import { changeHash } from '../../src/lib/protocol/hashes.ts';
import { openSessions } from '../../src/lib/server/auth/sessions.ts';
import { readConfig } from '../../src/lib/server/config.ts';
import { openDatabase, type Database, type DatabaseKind } from '../../src/lib/server/db/connection.ts';
import { migrate } from '../../src/lib/server/db/migrate.ts';
import { startThrowAwayPostgres } from '../../src/lib/server/db/throwAwayPostgres.ts';
import { as, aServer } from '../fixtures/builders.ts';
import { ServerProgram, type Store } from '../fuzz/ServerProgram.ts';
import { quantile, type Bench, type Measured } from './Measured.ts';
import { rounds } from './rounds.ts';

const tablets = 200;
/** One audit of a hundred and twenty judgements, sent in batches as a tablet sends them. */
const changesEach = 120;
const batchSize = 40;
const polls = 3;
/** What ODK Central has to stand: so many submissions a second for half a minute, each of so many questions. */
const odk = { submissions: 50, questions: 250 };

export const fiveOClock: Bench = {
	id: 'B5',
	what: `${tablets} tablets push ${changesEach} changes each at once, then poll`,
	run: async () => [...(await measureOn('sqlite')), ...(await measureOn('postgres'))]
};

type Round = {
	readonly rate: number;
	readonly share: number;
	readonly pushP95: number;
	readonly pollP95: number;
	readonly cpuMs: number;
	readonly rss: number;
	readonly bytes: number;
	readonly floorRate: number;
};

async function measureOn(kind: DatabaseKind): Promise<Measured[]> {
	const taken: Round[] = [];
	for (let one = 0; one < rounds; one += 1) {
		const round = await oneRound(kind);
		if (round === null) {
			console.log('   no Postgres is installed here: only SQLite was measured');
			return [];
		}
		taken.push(round);
		console.log(`   ${kind} ${one + 1} of ${rounds}: ${Math.round(round.rate)} changes a second`);
	}
	const row = (what: string, of: (round: Round) => number, more: Partial<Measured> = {}): Measured => ({
		bench: 'B5',
		what: `${what}, ${kind === 'sqlite' ? 'SQLite' : 'Postgres'}`,
		dipper: taken.map(of),
		peers: {},
		...more
	});
	return [
		row('push answered 200 (%)', ({ share }) => share * 100, { moreIsBetter: true, reach: '100 %' }),
		row('changes a second, whole pushes against one insert a push', ({ rate }) => rate, {
			moreIsBetter: true,
			floor: taken.map(({ floorRate }) => floorRate)
		}),
		row(`audits of ${odk.questions} answers a second`, ({ rate }) => rate / odk.questions, {
			moreIsBetter: true,
			peers: { 'ODK Central’s soak rule': taken.map(() => odk.submissions) },
			reach: '10 × ODK’s rate'
		}),
		row(`push of ${batchSize} changes, p95, all at once (ms)`, ({ pushP95 }) => pushP95),
		row('poll of an idle tablet, p95, all at once (ms)', ({ pollP95 }) => pollP95),
		row('server CPU for a change (ms)', ({ cpuMs }) => cpuMs),
		row('server memory at the end (MB)', ({ rss }) => rss),
		row('database bytes for a change', ({ bytes }) => bytes)
	];
}

type Place = { readonly store: Store; end(): void };

async function openPlace(kind: DatabaseKind): Promise<Place | null> {
	if (kind === 'sqlite') {
		const dataDir = mkdtempSync(path.join(tmpdir(), 'dipper-b5-'));
		return { store: { dataDir }, end: () => rmSync(dataDir, { recursive: true }) };
	}
	const postgres = await startThrowAwayPostgres(undefined, { fsync: true });
	return postgres === null ? null : { store: { url: postgres.url }, end: () => postgres.stop() };
}

async function oneRound(kind: DatabaseKind): Promise<Round | null> {
	const place = await openPlace(kind);
	if (place === null) return null;
	const database = await openDatabase('url' in place.store ? { url: place.store.url } : place.store);
	try {
		const people = await fill(database);
		const before = await bytesOf(database, place.store);
		const server = await ServerProgram.on(place.store, 'built');
		const figures = await fiveOClockOn(server, people).finally(() => server.end());
		const bytes = ((await bytesOf(database, place.store)) - before) / (tablets * changesEach);
		return { ...figures, bytes, floorRate: await floorOn(database, people, server.origin) };
	} finally {
		await database.close();
		place.end();
	}
}

type Sender = {
	readonly token: string;
	readonly clientId: string;
	readonly deviceId: string;
	readonly bodies: string[];
};

/** Everyone with an audit of their own, signed in, their tablet known, and what they will push made ready. */
async function fill(database: Database): Promise<Sender[]> {
	await migrate(database);
	const world = await aServer(database);
	const sessions = openSessions(database, readConfig({}));
	const senders: Sender[] = [];
	for (let one = 0; one < tablets; one += 1) {
		const person = await world.person([as('auditor')]);
		const { record } = await world.audit({ auditor: person.id });
		const tablet = await world.tablet(person);
		const token = await sessions.start(person.id, { userAgent: 'bench', address: '127.0.0.1' });
		const changes = [];
		for (let n = 1; n <= changesEach; n += 1) {
			const args = {
				question: ['CJ2.1', 'CJ2.3', 'NO.1'][n % 3],
				text: `What the record shows, ${n}: ${'x'.repeat(120)}`
			};
			const change = { n, id: crypto.randomUUID(), at: new Date().toISOString(), name: 'note.set', record, args };
			changes.push({ ...change, h: await changeHash(change) });
		}
		const bodies = [];
		for (let at = 0; at < changesEach; at += batchSize)
			bodies.push(JSON.stringify(tablet.envelope(changes.slice(at, at + batchSize))));
		senders.push({ token, clientId: tablet.clientId, deviceId: tablet.deviceId, bodies });
	}
	return senders;
}

async function fiveOClockOn(server: ServerProgram, senders: readonly Sender[]) {
	const cpuBefore = cpuMsOf(server.pid);
	const began = performance.now();
	const pushed = await Promise.all(senders.map((sender) => pushAll(server.origin, sender)));
	const seconds = (performance.now() - began) / 1000;
	const cpu = cpuMsOf(server.pid) - cpuBefore;
	const epoch = (JSON.parse(must(senders[0]?.bodies[0], 'a body')) as { epoch: string }).epoch;
	const polled = await Promise.all(senders.map((sender) => poll(server.origin, sender, epoch)));
	const requests = pushed.flat();
	const changes = tablets * changesEach;
	return {
		rate: (changes * requests.filter(({ ok }) => ok).length) / requests.length / seconds,
		share: requests.filter(({ ok }) => ok).length / requests.length,
		pushP95: quantile(
			requests.map(({ ms }) => ms),
			0.95
		),
		pollP95: quantile(polled.flat(), 0.95),
		cpuMs: cpu / changes,
		rss: rssOf(server.pid)
	};
}

async function pushAll(origin: string, sender: Sender, at = '/api/sync/v1/push') {
	const requests = [];
	for (const body of sender.bodies) {
		const began = performance.now();
		const { status } = await send(origin, at, sender.token, body);
		requests.push({ ok: status === 200, ms: performance.now() - began });
	}
	return requests;
}

async function poll(origin: string, { token, clientId }: Sender, epoch: string): Promise<number[]> {
	let have: Record<string, number> = {};
	const took: number[] = [];
	for (let seq = 1; seq <= polls + 1; seq += 1) {
		const began = performance.now();
		const body = JSON.stringify({ proto: 1, epoch, clientId, have, seq, limitBytes: 10_000_000 });
		const { put } = (await (await send(origin, '/api/sync/v1/pull', token, body)).json()) as {
			put: { record: { kind: string; id: string }; ver: number }[];
		};
		// The first fills the tablet; what follows is what an idle one does every minute.
		if (seq > 1) took.push(performance.now() - began);
		have = { ...have, ...Object.fromEntries(put.map(({ record, ver }) => [`${record.kind}:${record.id}`, ver])) };
	}
	return took;
}

function send(origin: string, at: string, token: string, body: string): Promise<Response> {
	const headers = {
		'Content-Type': 'application/json',
		'X-Dipper-Client': '1',
		Origin: origin,
		Cookie: `dipper=${token}`
	};
	return fetch(origin + at, { method: 'POST', headers, body });
}

/** The least that could be done with the same requests: read the JSON, insert it, commit to the disk, answer. */
async function floorOn(database: Database, senders: readonly Sender[], origin: string): Promise<number> {
	await sql`create table floor (body text not null)`.execute(database.db);
	const server = createServer(async (request, response) => {
		const body = JSON.stringify(await json(request));
		await sql`insert into floor (body) values (${body})`.execute(database.db);
		response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const here = new URL(origin);
	here.port = String((server.address() as AddressInfo).port);
	here.hostname = '127.0.0.1';
	const began = performance.now();
	await Promise.all(senders.map((sender) => pushAll(here.origin, sender)));
	const rate = (tablets * changesEach) / ((performance.now() - began) / 1000);
	server.closeAllConnections();
	server.close();
	return rate;
}

async function bytesOf(database: Database, store: Store): Promise<number> {
	if ('dataDir' in store) {
		database.sqlite?.exec('pragma wal_checkpoint(truncate)');
		const files = readdirSync(store.dataDir).map((file) => path.join(store.dataDir, file));
		return files.reduce((sum, file) => sum + statSync(file).size, 0);
	}
	const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(
		database.db
	);
	return must(rows[0], 'a size').bytes;
}

const clockTicks = 100;

/** User and system time of a process, from the kernel's own account. */
function cpuMsOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return ((Number(fields[11]) + Number(fields[12])) * 1000) / clockTicks;
}

function rssOf(pid: number): number {
	const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Number(kilobytes) / 1024;
}
