import type { Kysely, Transaction } from 'kysely';
import type { Json, RecordRef } from '#lib/domain/changes/RecordState.ts';
import { z } from 'zod';
import { readJson, writeJson } from '../db/json.ts';
import type { Tables } from '../db/connection.ts';
import type { RecordHistoryTable } from '../db/tables/records.ts';

/** The act that values in history came from. */
export type HistoryOrigin = {
	readonly logSeq: number;
	readonly name: string;
	readonly by: string;
	readonly at: number;
	readonly deviceAt: string | null;
	readonly clientId: string | null;
	readonly n: number | null;
	readonly changeId: string | null;
	readonly base: number;
	/** The receipt of a rescue that brought it; null where the tablet or the office did. */
	readonly rescueId?: string | null;
};

export type HistoryValue = {
	readonly record: { readonly kind: string; readonly id: string };
	readonly key: string;
	readonly value: unknown;
	readonly ver: number;
	readonly how: RecordHistoryTable['how'];
};

/** Every value ever applied stays, with who, when, on which tablet, and the base it was written against (M6). */
export async function keepHistory(trx: Transaction<Tables>, origin: HistoryOrigin, values: readonly HistoryValue[]) {
	if (values.length === 0) return;
	const rows = values.map(({ record, key, value, ver, how }) => ({
		log_seq: origin.logSeq,
		key,
		kind: record.kind,
		id: record.id,
		name: origin.name,
		ver,
		value: writeJson(value),
		how,
		by_id: origin.by,
		at: origin.at,
		device_at: origin.deviceAt,
		client_id: origin.clientId,
		n: origin.n,
		change_id: origin.changeId,
		base: origin.base,
		rescue_id: origin.rescueId ?? null
	}));
	await trx.insertInto('record_history').values(rows).execute();
}

export type HistoryEntry = {
	readonly at: string;
	readonly deviceAt: string | null;
	readonly by: string;
	readonly name: string;
	readonly key: string;
	readonly value: Json;
	readonly ver: number;
	readonly how: RecordHistoryTable['how'];
	/** It was rescued from a tablet, not sent by it (V4). */
	readonly rescued: boolean;
};

/** What was ever written in a record, oldest first. */
export async function findHistory(db: Kysely<Tables>, { kind, id }: RecordRef): Promise<HistoryEntry[]> {
	const rows = await db
		.selectFrom('record_history')
		.selectAll()
		.where('kind', '=', kind)
		.where('id', '=', id)
		.orderBy('log_seq')
		.orderBy('key')
		.execute();
	return rows.map((row) => ({
		at: new Date(row.at).toISOString(),
		deviceAt: row.device_at,
		by: row.by_id,
		name: row.name,
		key: row.key,
		value: readJson(row.value, z.unknown()) as Json,
		ver: row.ver,
		how: row.how,
		rescued: row.rescue_id !== null
	}));
}
