import type { Kysely } from 'kysely';
import { maySee } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { RecordKind } from '#lib/domain/changes/RecordState.ts';
import { isWellFormed } from '#lib/domain/shared/text.ts';
import type { GoneRecord } from '#lib/protocol/pull.ts';
import type { Tables } from '../db/connection.ts';
import { todayOf } from '../records/Acting.ts';
import { stateFrom } from '../records/recordRows.ts';

/**
 * Why a tablet is to let go of what it says it has. Only who may see a record learns that it is closed or deleted;
 * to all others it is revoked, whether it exists or not (P8).
 */
export async function explainGone(
	db: Kysely<Tables>,
	person: Person,
	keys: readonly string[],
	now: number
): Promise<GoneRecord[]> {
	const today = todayOf(now);
	const gone: GoneRecord[] = [];
	for (const [kind, ids] of byKind(keys)) {
		const rows = await findRows(db, kind, ids.filter(isWellFormed));
		for (const id of ids) {
			const row = rows.get(id);
			const known = row !== undefined && maySee(person, stateFrom(row), today);
			gone.push({ record: { kind, id }, why: known ? (row.deleted_why ?? 'closed') : 'revoked' });
		}
	}
	return gone;
}

function byKind(keys: readonly string[]): Map<string, string[]> {
	const kinds = new Map<string, string[]>();
	for (const key of keys) {
		const colon = key.indexOf(':');
		const kind = colon < 0 ? '' : key.slice(0, colon);
		const ids = kinds.get(kind);
		if (ids === undefined) kinds.set(kind, [key.slice(colon + 1)]);
		else ids.push(key.slice(colon + 1));
	}
	return kinds;
}

/** Fewer than the least number of parameters that either database takes. */
const atOnce = 500;

async function findRows(db: Kysely<Tables>, kind: string, ids: readonly string[]) {
	const found = new Map<string, Awaited<ReturnType<typeof page>>[number]>();
	if (!isWellFormed(kind)) return found;
	const page = (some: readonly string[]) =>
		db
			.selectFrom('record')
			.select(['kind', 'id', 'ver', 'head', 'deleted_why'])
			.where('kind', '=', kind as RecordKind)
			.where('id', 'in', some)
			.execute();
	for (let from = 0; from < ids.length; from += atOnce) {
		for (const row of await page(ids.slice(from, from + atOnce))) found.set(row.id, row);
	}
	return found;
}
