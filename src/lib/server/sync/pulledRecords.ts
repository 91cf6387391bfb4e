import type { Kysely } from 'kysely';
import type { Field, Fields, RecordKind, RecordState } from '#lib/domain/changes/RecordState.ts';
import { recordDigest } from '#lib/protocol/hashes.ts';
import type { PulledField, PulledRecord } from '#lib/protocol/pull.ts';
import type { Tables } from '../db/connection.ts';
import { fieldFrom } from '../records/recordRows.ts';

/** A record to send, and the version the tablet has of it: 0 where it has none, or a later one than ours (P7). */
export type Wanted = { readonly record: RecordState; readonly from: number };

const atOnce = 40;

/** As many of the wanted records, whole and in order, as the limit takes; at least one. */
export async function fillPage(
	db: Kysely<Tables>,
	wanted: readonly Wanted[],
	limitBytes: number
): Promise<{ put: PulledRecord[]; sent: RecordState[]; more: boolean }> {
	const put: PulledRecord[] = [];
	let bytes = 0;
	for (let start = 0; start < wanted.length; start += atOnce) {
		const some = wanted.slice(start, start + atOnce);
		const fields = await fieldsOf(db, some);
		for (const one of some) {
			const pulled = await asPulled(one, fields.get(keyOf(one.record)) ?? new Map());
			bytes += Buffer.byteLength(JSON.stringify(pulled));
			if (put.length > 0 && bytes > limitBytes)
				return { put, sent: wanted.slice(0, put.length).map(({ record }) => record), more: true };
			put.push(pulled);
		}
	}
	return { put, sent: wanted.map(({ record }) => record), more: false };
}

function keyOf({ record }: RecordState): string {
	return `${record.kind}:${record.id}`;
}

async function fieldsOf(db: Kysely<Tables>, wanted: readonly Wanted[]): Promise<Map<string, Map<string, Field>>> {
	const byRecord = new Map<string, Map<string, Field>>();
	const kinds = Map.groupBy(wanted, ({ record }) => record.record.kind);
	for (const [kind, some] of kinds) {
		const ids = some.map(({ record }) => record.record.id);
		const rows = await db
			.selectFrom('record_field')
			.selectAll()
			.where('kind', '=', kind as RecordKind)
			.where('id', 'in', ids)
			.execute();
		for (const row of rows) {
			const key = `${row.kind}:${row.id}`;
			byRecord.set(key, (byRecord.get(key) ?? new Map<string, Field>()).set(row.key, fieldFrom(row)));
		}
	}
	return byRecord;
}

async function asPulled({ record, from }: Wanted, fields: Fields): Promise<PulledRecord> {
	const newer = [...fields].filter(([, field]) => field.ver > from);
	return {
		record: record.record,
		full: from === 0,
		from,
		ver: record.ver,
		head: { ...record.head },
		fields: newer.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => asPulledField(key, field)),
		digest: await recordDigest(fields)
	};
}

/** Which tablet wrote a field is not told: it would say who sat where. */
function asPulledField(key: string, { ver, value, by, at, deviceAt, other }: Field): PulledField {
	const waits = other !== undefined && other.length > 0;
	return {
		key,
		ver,
		value,
		by,
		at,
		...(deviceAt === undefined ? {} : { deviceAt }),
		...(waits ? { conflict: true, other: [...other] } : {})
	};
}
