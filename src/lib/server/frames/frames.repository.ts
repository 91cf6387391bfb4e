import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { frameCase, type FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import type { DatabaseKind, Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { FrameTable, FrameTieTable } from '../db/tables/records.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export function findCurrentFrame(db: Db): Promise<Selectable<FrameTable> | undefined> {
	return db.selectFrom('frame').selectAll().where('is_current', '=', 1).executeTakeFirst();
}

/** The caseload that was read last: each page of sampling asks for all of it, and an accepted one never changes. */
let lastRead: { readonly frameId: string; readonly cases: readonly FrameCase[] } | null = null;

export async function findFrameCases(db: Db, frameId: string): Promise<readonly FrameCase[]> {
	if (lastRead?.frameId === frameId) return lastRead.cases;
	const cases = await readCases(db, frameId);
	lastRead = { frameId, cases };
	return cases;
}

async function readCases(db: Db, frameId: string): Promise<FrameCase[]> {
	const rows = await db
		.selectFrom('frame_case')
		.select('facts')
		.where('frame_id', '=', frameId)
		.orderBy('place')
		.execute();
	return rows.map((row) => readJson(row.facts, frameCase));
}

/**
 * Two caseloads accepted at one moment come one after the other, so that one is in use and each knows what it replaced.
 * SQLite has one writer at a time as it is.
 */
export async function lockFrames(trx: Trx, kind: DatabaseKind): Promise<void> {
	if (kind === 'postgres') await sql`lock table frame in share row exclusive mode`.execute(trx);
}

const atOnce = 200;

export async function insertFrame(trx: Trx, frame: FrameTable, cases: readonly FrameCase[]): Promise<void> {
	lastRead = null;
	await trx.updateTable('frame').set({ is_current: 0 }).where('is_current', '=', 1).execute();
	await trx.insertInto('frame').values(frame).execute();
	const rows = cases.map((one, place) => ({ frame_id: frame.id, place, case_ref: one.caseRef, facts: writeJson(one) }));
	for (let from = 0; from < rows.length; from += atOnce) {
		await trx
			.insertInto('frame_case')
			.values(rows.slice(from, from + atOnce))
			.execute();
	}
}

/**
 * A caseload that was replaced is not kept: samples hold their own pool and their cases' facts. Only one from which a
 * sample waits to be allocated stays, because a case of it may have to be replaced.
 */
export async function dropReplacedCases(trx: Trx): Promise<void> {
	const kept = trx.selectFrom('sample').select('frame_id').where('state', '=', 'drawn');
	const current = trx.selectFrom('frame').select('id').where('is_current', '=', 1);
	await trx.deleteFrom('frame_case').where('frame_id', 'not in', kept).where('frame_id', 'not in', current).execute();
}

export function findTies(db: Db): Promise<Selectable<FrameTieTable>[]> {
	return db.selectFrom('frame_tie').selectAll().execute();
}

export async function saveTieRow(trx: Trx, tie: FrameTieTable): Promise<void> {
	const row = { target_id: tie.target_id, tied_by: tie.tied_by, tied_at: tie.tied_at };
	await trx
		.insertInto('frame_tie')
		.values(tie)
		.onConflict((conflict) => conflict.columns(['kind', 'name_key']).doUpdateSet(row))
		.execute();
}
