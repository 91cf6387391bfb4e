import { expect, test } from '@playwright/test';
import { openDatabase, type Database } from '#lib/server/db/connection.ts';
import { accessTable, everyone, mayRead, type Answer, type Row, type Who } from './accessTable.ts';
import { demoPassword, DipperServer } from './DipperServer.ts';
import { HttpPerson } from './HttpPerson.ts';
import { canaryNames, canaryOf, endTheirAccess, plantCanaries, plantLeavers, type Planted } from './plantCanaries.ts';
import { answeredRoutes } from './routesOf.ts';

let server: DipperServer;
let database: Database;
let planted: Planted;
const people = new Map<Who, HttpPerson>();
const syncs = new Map<Who, Awaited<ReturnType<Planted['syncBodies']>>>();

test.beforeAll(async () => {
	server = await DipperServer.ofMarchbrook();
	database = await openDatabase({ dataDir: server.dataDir });
	await holdJobs(database);
	await plantLeavers(database);
	planted = await plantCanaries(server, database);
	const signIns: Partial<Record<Who, string | null>> = {
		nobody: null,
		deactivated: 'left',
		'guest past the last day': 'late'
	};
	for (const who of everyone) {
		const person = new HttpPerson(server.origin);
		const username = who in signIns ? signIns[who] : `${who}@demo.example`;
		if (typeof username === 'string') await person.signIn(username, demoPassword);
		people.set(who, person);
		syncs.set(who, await planted.syncBodies());
	}
	await endTheirAccess(database);
});

test.afterAll(async () => {
	await database.close();
	await server.end();
});

/** What the server does by itself each minute would change the store between two looks at it, whoever asked for what. */
async function holdJobs({ db }: Database): Promise<void> {
	await db
		.updateTable('job')
		.set({ due_at: Date.now() + 86_400_000 })
		.execute();
}

// Every row of the table for every person, and the store looked at before and after.
test.describe.configure({ timeout: 600_000 });

test('every route and every act of it is in the table, and nothing else is', () => {
	const name = ({ route, act }: { route: string; act: string }) => `${act} ${route}`;
	const inTable = [...new Set(accessTable.map(name))].sort();
	expect(inTable).toEqual([...new Set(answeredRoutes().map(name))].sort());
});

test('whatever changes something is refused without our own Origin, even to who may do it', async () => {
	const wrong: string[] = [];
	for (const row of accessTable.filter(({ act }) => !['open', 'GET', 'HEAD'].includes(act))) {
		const who = everyone.find((one) => !isRefused(row, one)) ?? 'qa';
		for (const from of [null, 'https://elsewhere.example']) {
			const { status, given } = await ask(row, who, from);
			if (status !== 403) wrong.push(`${row.act} ${given} from ${String(from)}: ${String(status)}`);
		}
	}
	expect(wrong).toEqual([]);
});

test('each person gets what the table says from each route, and not one byte of what is not theirs', async () => {
	const wrong: string[] = [];
	for (const row of accessTable) {
		const check = async (who: Who) => wrong.push(...(await judge(row, who)));
		if (row.act === 'open') await Promise.all(everyone.map(check));
		else for (const who of everyone) await check(who);
	}
	expect(wrong).toEqual([]);
	const unseen = canaryNames.flatMap((canary) =>
		mayRead[canary].filter((who) => !(seenBy.get(canary)?.has(who) ?? false)).map((who) => `${canary} by ${who}`)
	);
	expect(unseen, 'who may read it was shown it, so that its absence elsewhere means something').toEqual([]);
});

async function judge(row: Row, who: Who): Promise<string[]> {
	const { answer, text, given } = await ask(row, who);
	const what = `${row.act} ${given} by ${who}`;
	const expected = answerFor(row, who);
	const wrong = leaks(text, who).map((canary) => `${what} shows ${canary}`);
	if (answer !== expected) wrong.push(`${what}: ${String(answer)}, not ${String(expected)}`);
	if (row.route.endsWith('/push') && answer === 200) {
		const codes = [...text.matchAll(/"(?:code|st)":"(\w+)"/g)].map(([, code]) => code).join(' ');
		const isTheirs = (mayRead.auditSouth as readonly Who[]).includes(who);
		if (!isTheirs && codes !== 'parked NO_PERMISSION parked NO_PERMISSION') wrong.push(`${what}: ${codes}`);
	}
	if (row.act !== 'open') return wrong;
	const data = await (await person(who).open(`${given === '/' ? '' : given}/__data.json`)).text();
	return [...wrong, ...leaks(data, who).map((canary) => `the data of ${what} shows ${canary}`)];
}

const seenBy = new Map<string, Set<Who>>();

function leaks(text: string, who: Who): string[] {
	const found = canaryNames.filter((canary) => text.toLowerCase().includes(canaryOf(canary)));
	for (const canary of found) seenBy.set(canary, (seenBy.get(canary) ?? new Set()).add(who));
	return found.filter((canary) => !(mayRead[canary] as readonly Who[]).includes(who));
}

function person(who: Who): HttpPerson {
	const found = people.get(who);
	if (found === undefined) throw new Error(who);
	return found;
}

function answerFor({ answers }: Row, who: Who): Answer {
	return answers[who] ?? answers.rest;
}

function isRefused(row: Row, who: Who): boolean {
	return ['sign-in', 401, 403, 404, 409].includes(answerFor(row, who));
}

/** Asks as this person; whoever is refused, nothing may have changed. */
async function ask(row: Row, who: Who, from?: string | null) {
	const made = row.fresh === undefined ? '' : await planted.makeFresh(row.fresh);
	const bodies = syncs.get(who) ?? (await planted.syncBodies());
	const given = { ...planted, ...bodies, fresh: made };
	const at = row.at?.(given) ?? placeOf(row.route);
	const options = {
		...(from === undefined ? {} : { from }),
		...(row.json === undefined ? {} : { json: row.json(given) }),
		...(row.form === undefined ? {} : { form: row.form(given) }),
		...(row.bytes === undefined ? {} : { bytes: row.bytes })
	};
	const before = row.act === 'open' ? '' : await fingerprint();
	const isAction = row.act.startsWith('?/');
	const address = row.act === '?/default' || !isAction ? at : at + row.act;
	const response = await person(who).send(isAction ? 'POST' : row.act === 'open' ? 'GET' : row.act, address, options);
	const text = `${JSON.stringify([...response.headers])}${await response.text()}`;
	const location = response.headers.get('location') ?? '';
	const answer = response.status === 303 && /^\/sign-in(\?|$)/.test(location) ? 'sign-in' : response.status;
	const isRefusal = from !== undefined || (answer === 'sign-in' ? row.route !== '/(open)/sign-out' : answer >= 400);
	if (isRefusal && row.act !== 'open') {
		expect(await fingerprint(), `${row.act} ${at} by ${who}: refused, but something changed`).toBe(before);
	}
	return { answer, status: response.status, text, given: at };
}

function placeOf(route: string): string {
	const path = route.replaceAll(/\/\([a-z]+\)/g, '');
	if (path.includes('[')) throw new Error(`${route} needs to be told at which record`);
	return path === '' ? '/' : path;
}

/** Everything that anyone could change, short enough to take before and after each request. */
async function fingerprint(): Promise<string> {
	const { db } = database;
	const tables = [
		db
			.selectFrom('record')
			.select((eb) => [eb.fn.countAll().as('rows'), eb.fn.sum('ver').as('versions'), eb.fn.max('updated_at').as('at')]),
		db
			.selectFrom('person')
			.select((eb) => [
				eb.fn.countAll().as('rows'),
				eb.fn.sum('perm_ver').as('versions'),
				eb.fn.sum('must_change').as('at')
			]),
		db.selectFrom('change_log').select((eb) => [eb.fn.countAll().as('rows')]),
		db.selectFrom('sample').select((eb) => [eb.fn.countAll().as('rows'), eb.fn.max('drawing').as('drawing')]),
		db.selectFrom('sample_case').select((eb) => [eb.fn.count('audit_id').as('allocated')]),
		db.selectFrom('frame').select((eb) => [eb.fn.countAll().as('rows')]),
		db.selectFrom('frame_tie').select((eb) => [eb.fn.countAll().as('rows')]),
		db.selectFrom('case_mark').select((eb) => [eb.fn.countAll().as('rows')]),
		db.selectFrom('team').select((eb) => [eb.fn.countAll().as('rows'), eb.fn.max('name').as('last')]),
		db.selectFrom('service').select((eb) => [eb.fn.countAll().as('rows'), eb.fn.max('name').as('last')]),
		db.selectFrom('evidence_part').select((eb) => [eb.fn.countAll().as('rows')]),
		db.selectFrom('evidence_held').select((eb) => [eb.fn.countAll().as('rows')]),
		db.selectFrom('loop_view').select((eb) => [eb.fn.countAll().as('rows')]),
		db.selectFrom('loop_chase').select((eb) => [eb.fn.countAll().as('rows')]),
		db.selectFrom('setting').select((eb) => [eb.fn.countAll().as('rows')])
	];
	const rows: unknown[] = [];
	for (const table of tables) rows.push(await table.executeTakeFirst());
	return JSON.stringify(rows);
}
