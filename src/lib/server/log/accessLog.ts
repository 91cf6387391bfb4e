import type { Kysely } from 'kysely';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';

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
	const rows = seen.filter(({ record }) => caseLevel.has(record.kind)).map((record) => accessRow(access, record));
	for (let from = 0; from < rows.length; from += 500) {
		await db
			.insertInto('access_log')
			.values(rows.slice(from, from + 500))
			.execute();
	}
}

function accessRow(access: Access, { record, head, ver }: RecordState) {
	return {
		at: access.at,
		person_id: access.personId,
		client_id: access.clientId,
		act: access.act,
		kind: record.kind,
		id: record.id,
		case_ref: 'caseRef' in head ? (head.caseRef ?? null) : null,
		ver
	};
}
