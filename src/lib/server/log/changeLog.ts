import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import type { Database, Tables } from '../db/connection.ts';

export type LogEntry = {
	readonly at: number;
	readonly personId: string;
	/** The tablet and the number it gave; null for what was done online. */
	readonly clientId: string | null;
	readonly n: number | null;
	/** What was asked, as it arrived. */
	readonly change: unknown;
	readonly outcome: string;
};

/**
 * Adds to the end of the chain, in the transaction that does what it tells of. Taking the end's row keeps other
 * processes out until that transaction ends, so it is the last thing a transaction locks.
 */
export async function appendToLog(trx: Transaction<Tables>, entry: LogEntry): Promise<number> {
	const end = await trx
		.updateTable('change_log_end')
		.set((eb) => ({ seq: eb('seq', '+', 1) }))
		.where('id', '=', 1)
		.returning(['seq', 'hash'])
		.executeTakeFirstOrThrow();
	const { row, body } = link({ seq: end.seq, hash: end.hash }, entry);
	await trx.insertInto('change_log').values(row).execute();
	await trx.insertInto('change_body').values(body).execute();
	const { hash } = row;
	await trx.updateTable('change_log_end').set({ hash }).where('id', '=', 1).execute();
	return end.seq;
}

/**
 * Takes what was committed without waiting for the disk there: what is noted outside the database must not be ahead of
 * what a power cut leaves in it.
 */
export async function flushLog({ transaction }: Pick<Database, 'transaction'>): Promise<void> {
	await transaction(
		(trx) =>
			trx
				.updateTable('change_log_end')
				.set((eb) => ({ seq: eb.ref('seq') }))
				.where('id', '=', 1)
				.execute(),
		{ flush: true }
	);
}

/** The next link of the chain: what it tells of, and the hash that holds it to the one before. */
export function link(place: { readonly seq: number; readonly hash: string }, entry: LogEntry) {
	const salt = randomBytes(16).toString('hex');
	const body = canonicalJson(entry.change);
	const signed = {
		seq: place.seq,
		at: entry.at,
		person_id: entry.personId,
		client_id: entry.clientId,
		n: entry.n,
		outcome: entry.outcome,
		body_hash: sha256(`${salt}\n${body}`),
		prev_hash: place.hash
	};
	return { row: { ...signed, hash: sha256(canonicalJson(signed)) }, body: { seq: place.seq, salt, body } };
}

export type Verified =
	{ readonly ok: true; readonly entries: number } | { readonly ok: false; readonly brokenAt: number };

/** Walks the chain from its beginning: an entry altered, left out or put in shows at its number. */
export async function verifyLog(db: Kysely<Tables>): Promise<Verified> {
	let before = { seq: 0, hash: '0'.repeat(64) };
	for (;;) {
		const rows = await readPage(db, before.seq);
		for (const { body, salt, ...entry } of rows) {
			const { hash, ...signed } = entry;
			const isNext = entry.seq === before.seq + 1 && entry.prev_hash === before.hash;
			const bodyStands = body === null || sha256(`${salt}\n${body}`) === entry.body_hash;
			if (!isNext || !bodyStands || sha256(canonicalJson(signed)) !== hash)
				return { ok: false, brokenAt: before.seq + 1 };
			before = { seq: entry.seq, hash };
		}
		if (rows.length === 0) break;
	}
	const end = await db.selectFrom('change_log_end').selectAll().executeTakeFirstOrThrow();
	return end.seq === before.seq && end.hash === before.hash
		? { ok: true, entries: before.seq }
		: { ok: false, brokenAt: before.seq + 1 };
}

function readPage(db: Kysely<Tables>, after: number) {
	return db
		.selectFrom('change_log')
		.leftJoin('change_body', 'change_body.seq', 'change_log.seq')
		.selectAll('change_log')
		.select(['change_body.salt', 'change_body.body'])
		.where('change_log.seq', '>', after)
		.orderBy('change_log.seq')
		.limit(1000)
		.execute();
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
