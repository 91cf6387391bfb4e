import type { Kysely, Selectable, Transaction } from 'kysely';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import { evidenceLimits } from '#lib/protocol/evidence.ts';
import type { Tables } from '../db/connection.ts';
import type { EvidenceFileTable, EvidenceLinkTable } from '../db/tables/evidence.ts';
import { stateFrom } from '../records/recordRows.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type EvidenceFile = Selectable<EvidenceFileTable>;
/** A link with the record it stands in, without that record's fields; null where the record is no more. */
export type LinkedRecord = Pick<EvidenceLinkTable, 'by_id' | 'file_kind' | 'bytes'> & {
	readonly record: RecordState | null;
};

export async function findLinks(db: Db, sha256: string): Promise<LinkedRecord[]> {
	const rows = await db
		.selectFrom('evidence_link as link')
		.innerJoin('record', (join) => join.onRef('record.kind', '=', 'link.kind').onRef('record.id', '=', 'link.id'))
		.select(['link.by_id', 'link.file_kind', 'link.bytes'])
		.select(['record.kind', 'record.id', 'record.ver', 'record.head', 'record.deleted_why'])
		.where('link.sha256', '=', sha256)
		.execute();
	return rows.map(({ by_id, file_kind, bytes, deleted_why, ...row }) => ({
		by_id,
		file_kind,
		bytes,
		record: deleted_why === null ? stateFrom(row) : null
	}));
}

export async function listParts(db: Db, sha256: string, personId: string): Promise<{ part: number; size: number }[]> {
	return db
		.selectFrom('evidence_part')
		.select(['part', 'size'])
		.where('sha256', '=', sha256)
		.where('person_id', '=', personId)
		.orderBy('part')
		.execute();
}

export async function findPart(db: Db, sha256: string, personId: string, part: number): Promise<Uint8Array | null> {
	const row = await db
		.selectFrom('evidence_part')
		.select('body')
		.where('sha256', '=', sha256)
		.where('person_id', '=', personId)
		.where('part', '=', part)
		.executeTakeFirst();
	return row?.body ?? null;
}

/** False where that part is there already: the first that came is kept. */
export async function addPart(
	db: Db,
	of: { readonly sha256: string; readonly personId: string; readonly part: number; readonly at: number },
	body: Uint8Array
): Promise<boolean> {
	const { sha256, personId, part, at } = of;
	const added = await db
		.insertInto('evidence_part')
		.values({ sha256, person_id: personId, part, size: body.length, body, at })
		.onConflict((conflict) => conflict.columns(['sha256', 'person_id', 'part']).doNothing())
		.returning('part')
		.execute();
	return added.length > 0;
}

export async function readParts(db: Db, sha256: string, personId: string): Promise<Uint8Array[]> {
	const rows = await db
		.selectFrom('evidence_part')
		.select('body')
		.where('sha256', '=', sha256)
		.where('person_id', '=', personId)
		.orderBy('part')
		.execute();
	return rows.map(({ body }) => body);
}

export async function dropParts(db: Db, sha256: string, personId: string): Promise<void> {
	await db.deleteFrom('evidence_part').where('sha256', '=', sha256).where('person_id', '=', personId).execute();
}

export async function findFile(db: Db, sha256: string): Promise<EvidenceFile | null> {
	const row = await db.selectFrom('evidence_file').selectAll().where('sha256', '=', sha256).executeTakeFirst();
	return row ?? null;
}

/** Keeps a whole file once, however many people sent it. */
export async function addFile(trx: Trx, file: EvidenceFile, served: Uint8Array): Promise<void> {
	const added = await trx
		.insertInto('evidence_file')
		.values(file)
		.onConflict((conflict) => conflict.column('sha256').doNothing())
		.returning('sha256')
		.execute();
	if (added.length === 0) return;
	for (let place = 0; place * evidenceLimits.partBytes < served.length; place += 1) {
		const from = place * evidenceLimits.partBytes;
		const body = served.slice(from, from + evidenceLimits.partBytes);
		await trx.insertInto('evidence_chunk').values({ sha256: file.sha256, place, body }).execute();
	}
}

export async function readChunks(db: Db, sha256: string): Promise<Uint8Array[]> {
	const rows = await db
		.selectFrom('evidence_chunk')
		.select('body')
		.where('sha256', '=', sha256)
		.orderBy('place')
		.execute();
	return rows.map(({ body }) => body);
}

/** Of these people, who has sent the bytes. */
export async function listHolders(db: Db, sha256: string): Promise<ReadonlySet<string>> {
	const rows = await db.selectFrom('evidence_held').select('person_id').where('sha256', '=', sha256).execute();
	return new Set(rows.map((row) => row.person_id));
}

export async function addHolder(trx: Trx, sha256: string, personId: string, bytes: number, at: number): Promise<void> {
	await trx
		.insertInto('evidence_held')
		.values({ sha256, person_id: personId, bytes, at })
		.onConflict((conflict) => conflict.columns(['sha256', 'person_id']).doNothing())
		.execute();
}

/** Whole since then, and begun at any time, in bytes. */
export async function sentBy(db: Db, personId: string, since: number): Promise<number> {
	const whole = await db
		.selectFrom('evidence_held')
		.select((eb) => eb.fn.sum<number | null>('bytes').as('bytes'))
		.where('person_id', '=', personId)
		.where('at', '>=', since)
		.executeTakeFirst();
	const begun = await db
		.selectFrom('evidence_part')
		.select((eb) => eb.fn.sum<number | null>('size').as('bytes'))
		.where('person_id', '=', personId)
		.executeTakeFirst();
	return Number(whole?.bytes ?? 0) + Number(begun?.bytes ?? 0);
}

/** All that is kept, in bytes. */
export async function keptInAll(db: Db): Promise<number> {
	const whole = await db
		.selectFrom('evidence_file')
		.select((eb) => eb.fn.sum<number | null>('served_bytes').as('bytes'))
		.executeTakeFirst();
	const begun = await db
		.selectFrom('evidence_part')
		.select((eb) => eb.fn.sum<number | null>('size').as('bytes'))
		.executeTakeFirst();
	return Number(whole?.bytes ?? 0) + Number(begun?.bytes ?? 0);
}

/** Takes out what nobody finished since then, and whole files of then or before that nothing names any more. */
export async function sweepEvidence(trx: Trx, before: number): Promise<{ parts: number; files: number }> {
	const parts = await trx.deleteFrom('evidence_part').where('at', '<', before).returning('part').execute();
	const unnamed = await trx
		.selectFrom('evidence_file')
		.select('sha256')
		.where('at', '<', before)
		.where('sha256', 'not in', (eb) => eb.selectFrom('evidence_link').select('evidence_link.sha256'))
		.execute();
	for (const { sha256 } of unnamed) {
		await trx.deleteFrom('evidence_held').where('sha256', '=', sha256).execute();
		await trx.deleteFrom('evidence_chunk').where('sha256', '=', sha256).execute();
		await trx.deleteFrom('evidence_file').where('sha256', '=', sha256).execute();
	}
	return { parts: parts.length, files: unnamed.length };
}
