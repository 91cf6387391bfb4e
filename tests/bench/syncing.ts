/** B3: a day's work goes up through a bad link. B4: a new tablet is filled. */
import type { Page } from '@playwright/test';
import { Device } from '../e2e/Browser.ts';
import { DipperServer } from '../e2e/DipperServer.ts';
import { BadLink, type Crossed, type Faults } from './BadLink.ts';
import { auditId, auditor, fillStore } from './benchStore.ts';
import { benchTemplate } from './benchTemplate.ts';
import type { Bench, Measured } from './Measured.ts';
import { Pages } from './Pages.ts';
import { PeerServers } from './peerServers.ts';
import { rounds } from './rounds.ts';
import { act, change } from './pages/aDay.ts';

const questions = 120;
const dayAudits = 50;
const changesEach = 40;
const fillAudits = 500;
const answered = 60;
const names = { pouch: 'PouchDB', pouchBest: 'PouchDB, batches of 1,000', rx: 'RxDB', rxBest: 'RxDB, big batches' };
/** bench.md: 300 ms, 5 % of answers lost after commit, and three times the link is gone for two seconds. */
const badLink: Faults = {
	latency: 300,
	losesAnswers: 0.05,
	cutsAfter: [150_000, 400_000, 700_000],
	downMs: 2_000,
	seed: 'car park'
};

export const monthEnd: Bench = {
	id: 'B3',
	what: `${dayAudits} audits, ${dayAudits * changesEach} changes, sent through a bad link`,
	run: () => withPages(0, sendTheDay)
};
export const firstFill: Bench = {
	id: 'B4',
	what: `a new tablet fetches ${fillAudits} audits of ${answered} answers`,
	run: () => withPages(answered, fillTablets)
};

type World = {
	readonly page: Page;
	readonly link: BadLink;
	readonly peers: PeerServers;
	readonly server: DipperServer;
};

async function withPages(given: number, run: (world: World) => Promise<Measured[]>): Promise<Measured[]> {
	const pages = await Pages.open();
	const link = await BadLink.open();
	const server = await DipperServer.with((database) =>
		fillStore(database, [{ questions, count: fillAudits, answered: given }])
	);
	const device = new Device('tablet');
	const peers = await PeerServers.behind(link);
	try {
		await link.leads('/api/', server.origin);
		await link.leads('/', pages.origin);
		const page = await device.open();
		await page.goto(`${link.origin}/sync.html`);
		await page.waitForFunction(() => 'sendNow' in window && 'senders' in window);
		await signIn(page);
		return await run({ page, link, peers, server });
	} finally {
		await device.throwAway();
		await link.close();
		peers.end();
		await server.end();
		await pages.close();
	}
}

async function signIn(page: Page): Promise<void> {
	const status = await page.evaluate(async ({ username, password }) => {
		const headers = { 'Content-Type': 'application/json' };
		const body = JSON.stringify({ username, password });
		return (await fetch('/api/session', { method: 'POST', headers, body })).status;
	}, auditor);
	if (status !== 204) throw new Error(`not signed in: ${status}`);
}

type Sent = Crossed & { readonly ms: number; readonly arrived: number; readonly twice: number };

async function sendTheDay({ page, link, peers, server }: World): Promise<Measured[]> {
	const all: Record<string, Sent[]> = {};
	for (let round = 0; round < rounds; round += 1) {
		for (const name of ['dipper', 'floor', ...Object.keys(names)]) {
			// Each round writes in audits of its own: a second day on the same questions would be another kind of work.
			const audits = Array.from({ length: dayAudits }, (_, at) =>
				auditId(questions, (round * dayAudits + at) % fillAudits)
			);
			await peers.begin([]);
			const before = await peers.arrived();
			link.becomes({});
			const day = { audits, questions: asked(), template: `bench-${questions}` };
			await page.evaluate((given) => window.makeReady(...given), [name, day, await docs(audits)] as const);
			const seqBefore = await logEnd(server);
			link.becomes(name === 'floor' ? { latency: badLink.latency } : { ...badLink, seed: `${badLink.seed}/${round}` });
			const ms = await page.evaluate(() => window.sendNow());
			const crossed = link.crossed;
			const { arrived, twice } =
				name === 'dipper' ? await logged(server, seqBefore) : { arrived: (await peers.arrived()) - before, twice: 0 };
			(all[name] ??= []).push({ ...crossed, ms, arrived, twice });
		}
	}
	return sentRows(all);
}

function asked(): string[] {
	const sections = benchTemplate(questions).sections;
	return sections.flatMap((section) => section.questions.filter(({ kind }) => kind === 'ynp').map(({ id }) => id));
}

async function docs(audits: readonly string[]): Promise<object[]> {
	const tpl = { id: `bench-${questions}`, ver: 1 };
	return Promise.all(
		audits.flatMap((id, audit) =>
			Array.from({ length: changesEach }, (_, at) =>
				change({
					n: audit * changesEach + at + 1,
					record: { kind: 'audit', id },
					tpl,
					act: act(asked(), at)
				})
			)
		)
	);
}

async function logEnd(server: DipperServer): Promise<number> {
	return server.look(async ({ db }) => {
		const row = await db
			.selectFrom('change_log')
			.select((eb) => eb.fn.max('seq').as('seq'))
			.executeTakeFirst();
		return Number(row?.seq ?? 0);
	});
}

/** Changes in the office's log since then, and how many of them stand there more than once. */
async function logged(server: DipperServer, since: number): Promise<{ arrived: number; twice: number }> {
	return server.look(async ({ db }) => {
		const rows = await db
			.selectFrom('record_history')
			.select('change_id')
			.where('log_seq', '>', since)
			.where('change_id', 'is not', null)
			.execute();
		const ids = new Set(rows.map((row) => row.change_id));
		return { arrived: ids.size, twice: rows.length - ids.size };
	});
}

function sentRows(all: Readonly<Record<string, readonly Sent[]>>): Measured[] {
	const row = (what: string, of: (sent: Sent) => number, reach?: string): Measured => {
		const values = (name: string) => (all[name] ?? []).map(of);
		return {
			bench: 'B3',
			what: `${dayAudits * changesEach} changes, bad link: ${what}`,
			dipper: values('dipper'),
			floor: values('floor'),
			peers: Object.fromEntries(Object.entries(names).map(([name, said]) => [said, values(name)])),
			...(reach === undefined ? {} : { reach })
		};
	};
	return [
		row('seconds until all is safe', ({ ms }) => ms / 1000, '≥ 3 × ahead of the peers'),
		row('kB up and down, with headers', ({ up, down }) => (up + down) / 1000, '≤ 2 × floor'),
		row('requests', ({ requests }) => requests),
		row('answers lost on the way', ({ answersLost }) => answersLost),
		row('changes that arrived', ({ arrived }) => arrived),
		row('of them, more than once', ({ twice }) => twice, '0')
	];
}

async function fillTablets({ page, link, peers, server }: World): Promise<Measured[]> {
	await peers.begin(await auditsAsDocs(server));
	const times: Record<string, number[]> = {};
	const bytes: Record<string, number[]> = {};
	for (let round = 0; round <= rounds; round += 1) {
		for (const name of ['dipper', 'floor', ...Object.keys(names)]) {
			link.becomes({});
			const { ms, records } = await page.evaluate((who) => window.firstFill(who), name);
			if (records < fillAudits) throw new Error(`${name} fetched ${records} of ${fillAudits}`);
			if (round === 0) continue;
			(times[name] ??= []).push(ms);
			(bytes[name] ??= []).push((link.crossed.up + link.crossed.down) / 1000);
		}
	}
	const row = (what: string, of: Readonly<Record<string, readonly number[]>>, reach?: string): Measured => ({
		bench: 'B4',
		what: `${fillAudits} audits × ${answered} answers: ${what}`,
		dipper: of.dipper ?? [],
		floor: of.floor ?? [],
		peers: Object.fromEntries(Object.entries(names).map(([name, said]) => [said, of[name] ?? []])),
		...(reach === undefined ? {} : { reach })
	});
	return [row('ms until all is on the disk (Dipper: sealed)', times, '≤ 2 × floor'), row('kB up and down', bytes)];
}

/** The same answers as plain JSON. */
async function auditsAsDocs(server: DipperServer) {
	return server.look(async ({ db }) => {
		const records = await db.selectFrom('record').select(['id', 'ver', 'head']).where('kind', '=', 'audit').execute();
		const fields = await db.selectFrom('record_field').selectAll().where('kind', '=', 'audit').execute();
		const byAudit = Map.groupBy(fields, (field) => field.id);
		return records.map(({ id, ver, head }) => ({
			id,
			ver,
			head: JSON.parse(head) as object,
			fields: (byAudit.get(id) ?? []).map((one) => ({
				key: one.key,
				ver: one.ver,
				value: JSON.parse(one.value) as unknown,
				by: one.by_id,
				at: new Date(one.at).toISOString()
			}))
		}));
	});
}
