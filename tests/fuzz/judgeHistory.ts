import type { Database } from '#lib/server/db/connection.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { findResult } from '#lib/server/sync/clients.repository.ts';
import type { PushingTablet } from './PushingTablet.ts';

/** What must not be, in words: changes lost, doubled, out of order or told differently than they are kept. */
export async function judgeHistory(
	database: Database,
	tablets: readonly Pick<PushingTablet, 'clientId' | 'made' | 'told' | 'wrongs'>[]
): Promise<string[]> {
	const verified = await verifyLog(database.db);
	const wrongs = verified.ok ? [] : [`the chain is broken at ${verified.brokenAt}`];
	for (const tablet of tablets) {
		wrongs.push(...tablet.wrongs, ...(await judgeLog(database, tablet)), ...(await judgeResults(database, tablet)));
	}
	return [...wrongs, ...(await judgeFields(database))];
}

type Judged = Pick<PushingTablet, 'clientId' | 'made' | 'told'>;

/** I1, I3: each change once in the log, in order of n. */
async function judgeLog({ db }: Database, { clientId, made }: Judged): Promise<string[]> {
	const rows = await db
		.selectFrom('change_log')
		.innerJoin('change_body', 'change_body.seq', 'change_log.seq')
		.select(['change_log.n', 'change_body.body'])
		.where('client_id', '=', clientId)
		.orderBy('change_log.seq')
		.execute();
	const found = rows.map(({ n }) => n).join();
	const wanted = made.map(({ n }) => n).join();
	if (found !== wanted) return [`${clientId} made ${wanted}, the log has ${found}`];
	const ids = rows.map(({ body }) => (JSON.parse(body) as { id: string }).id);
	return made.every(({ id }, at) => ids[at] === id) ? [] : [`${clientId}: the log has other changes than were made`];
}

/** I5, I7: what a tablet was told is what is kept, and was told of everything. */
async function judgeResults({ db }: Database, { clientId, made, told }: Judged): Promise<string[]> {
	const wrongs: string[] = [];
	for (const { n } of made) {
		const kept = await findResult(db, clientId, n);
		const said = told.get(n);
		if (kept === null || said === undefined) wrongs.push(`${clientId} ${n}: ${kept === null ? 'lost' : 'never told'}`);
		else if (kept.st !== said.st || kept.ver !== said.ver || kept.code !== said.code)
			wrongs.push(`${clientId} ${n} was told ${said.st} ${said.ver}, kept is ${kept.st} ${kept.ver}`);
	}
	return wrongs;
}

/** W3: every version of a record was given once, without gaps, and its fields hold what history says last. */
async function judgeFields({ db }: Database): Promise<string[]> {
	const history = await db
		.selectFrom('record_history')
		.select(['kind', 'id', 'key', 'ver', 'value', 'client_id', 'n'])
		.where('how', '=', 'written')
		.orderBy('log_seq')
		.execute();
	const fields = await db.selectFrom('record_field').select(['kind', 'id', 'key', 'ver', 'value']).execute();
	const wrongs: string[] = [];
	const last = new Map<string, (typeof history)[number]>();
	const versions = new Map<string, number>();
	const numbers = new Map<string, number>();
	for (const row of history) {
		const record = `${row.kind}:${row.id}`;
		const before = versions.get(record);
		if (before !== undefined && row.ver !== before + 1) wrongs.push(`${record} went from ${before} to ${row.ver}`);
		versions.set(record, row.ver);
		last.set(`${record} ${row.key}`, row);
		const client = `${row.client_id} ${record} ${row.key}`;
		if ((row.n ?? 0) <= (numbers.get(client) ?? 0))
			wrongs.push(`${client}: ${row.n} after ${numbers.get(client)} (I3)`);
		numbers.set(client, row.n ?? 0);
	}
	for (const field of fields) {
		const row = last.get(`${field.kind}:${field.id} ${field.key}`);
		if (row !== undefined && (row.ver !== field.ver || row.value !== field.value))
			wrongs.push(`${field.kind}:${field.id} ${field.key} is not what history says`);
	}
	return wrongs;
}
