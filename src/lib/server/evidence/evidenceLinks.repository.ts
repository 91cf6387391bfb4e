import type { Transaction } from 'kysely';
import type { ParkedHead, RecordRef, RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { linksIn, linksInParked, type EvidenceLink } from './linksIn.ts';

type Trx = Transaction<Tables>;

/** Follows what was just written into a record: which files its fields name now, and who attached them. */
export async function keepLinks(trx: Trx, { record, fields }: RecordState, written: readonly string[]): Promise<void> {
	for (const key of written) {
		const field = fields.get(key);
		if (field === undefined || !key.startsWith('evidence/')) continue;
		await dropLinks(trx, record, key);
		await insertLinks(trx, record, linksIn(key, field.value, field.by));
	}
}

export async function keepParkedLinks(trx: Trx, { record, head }: RecordState): Promise<void> {
	if (record.kind !== 'parked') return;
	const { change, by } = head as ParkedHead;
	await insertLinks(trx, record, linksInParked(change, by));
}

/** All links of a record, or that of one field. The bytes of a file that nothing names go with the sweep. */
export async function dropLinks(trx: Trx, { kind, id }: RecordRef, key?: string): Promise<void> {
	const query = trx.deleteFrom('evidence_link').where('kind', '=', kind).where('id', '=', id);
	await (key === undefined ? query : query.where('key', '=', key)).execute();
}

async function insertLinks(trx: Trx, { kind, id }: RecordRef, links: readonly EvidenceLink[]): Promise<void> {
	for (const link of links)
		await trx
			.insertInto('evidence_link')
			.values({ kind, id, ...link })
			.onConflict((conflict) => conflict.columns(['kind', 'id', 'key']).doNothing())
			.execute();
}
