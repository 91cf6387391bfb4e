import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import { mappableFields } from '#lib/domain/frames/suggestMapping.ts';
import { stages } from '#lib/domain/frames/SamplingFrame.ts';
import type { MappingChoice } from '#lib/domain/frames/mapColumns.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { FrameTable } from '../db/tables/records.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

const count = z.number().int().min(0);
const frameChange = z.strictObject({
	new: count,
	team: count,
	worker: count,
	stage: count,
	unchanged: count,
	/** No longer in the list; in the order of case numbers. */
	gone: z.array(z.string())
});
export type FrameChange = z.infer<typeof frameChange>;

export async function insertFrameChange(trx: Trx, frameId: string, change: FrameChange): Promise<void> {
	await trx
		.insertInto('frame_change')
		.values({ frame_id: frameId, change: writeJson(change) })
		.execute();
}

export type ImportRow = Selectable<FrameTable> & { readonly change: FrameChange | null };

/** The imports, the newest first. */
export async function findImports(db: Db, limit: number): Promise<ImportRow[]> {
	const rows = await db
		.selectFrom('frame')
		.leftJoin('frame_change', 'frame_change.frame_id', 'frame.id')
		.selectAll('frame')
		.select('frame_change.change')
		.orderBy('frame.imported_at', 'desc')
		.orderBy('frame.is_current', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, change: row.change === null ? null : readJson(row.change, frameChange) }));
}

export const mappingChoice = z.strictObject({
	columns: z.partialRecord(z.enum(mappableFields), z.number().int().min(0).max(1000)),
	stage: z.enum(stages)
});

export async function findMapping(db: Db, headers: string): Promise<MappingChoice | null> {
	const row = await db.selectFrom('column_mapping').select('mapping').where('headers', '=', headers).executeTakeFirst();
	return row === undefined ? null : readJson(row.mapping, mappingChoice);
}

export async function saveMappingRow(
	trx: Trx,
	{ headers, mapping, by, at }: { headers: string; mapping: MappingChoice; by: string; at: number }
): Promise<void> {
	const row = { mapping: writeJson(mapping), saved_by: by, saved_at: at };
	await trx
		.insertInto('column_mapping')
		.values({ headers, ...row })
		.onConflict((conflict) => conflict.column('headers').doUpdateSet(row))
		.execute();
}
