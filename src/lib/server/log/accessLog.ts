import type { Insertable, Kysely } from 'kysely';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import type { AccessLogTable } from '../db/tables/records.ts';

export type Access = {
	readonly at: number;
	readonly personId: string;
	readonly clientId: string | null;
	/** How it was seen: `pull`, `page`, `list`. */
	readonly act: string;
};

const caseLevel: ReadonlySet<string> = new Set(['audit', 'action', 'moderation', 'parked']);

/** Notes who was shown which case-level records, and when. What they said stands nowhere in it. */
export async function noteAccess(db: Kysely<Tables>, access: Access, seen: readonly RecordState[]): Promise<void> {
	await insertRows(
		db,
		seen.filter(({ record }) => caseLevel.has(record.kind)).map((record) => accessRow(access, record))
	);
}

/** Notes who was shown the case numbers of a thing that is no record: a sample. */
export async function noteCases(
	db: Kysely<Tables>,
	access: Access,
	{ kind, id }: { readonly kind: string; readonly id: string },
	caseRefs: readonly string[]
): Promise<void> {
	await insertRows(
		db,
		caseRefs.map((caseRef) => ({ ...whoAndWhen(access), kind, id, case_ref: caseRef, ver: null }))
	);
}

async function insertRows(db: Kysely<Tables>, rows: readonly Insertable<AccessLogTable>[]): Promise<void> {
	for (let from = 0; from < rows.length; from += 500) {
		await db
			.insertInto('access_log')
			.values(rows.slice(from, from + 500))
			.execute();
	}
}

function accessRow(access: Access, { record, head, ver }: RecordState) {
	return {
		...whoAndWhen(access),
		kind: record.kind,
		id: record.id,
		case_ref: 'caseRef' in head ? (head.caseRef ?? null) : null,
		ver
	};
}

function whoAndWhen({ at, personId, clientId, act }: Access) {
	return { at, person_id: personId, client_id: clientId, act };
}
