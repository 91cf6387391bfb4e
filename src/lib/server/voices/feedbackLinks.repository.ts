import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Tables } from '../db/connection.ts';
import type { FeedbackLinkTable } from '../db/tables/voices.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;
export type FeedbackLink = Selectable<FeedbackLinkTable>;

export async function insertLink(trx: Trx, link: FeedbackLink): Promise<void> {
	await trx.insertInto('feedback_link').values(link).execute();
}

/** Those that could still be used: all of an audit's for one voice, or one of them. */
export async function endLinks(
	trx: Trx,
	which: { readonly audit: string } & ({ readonly asks: FeedbackLink['asks'] } | { readonly id: string }),
	now: number
): Promise<void> {
	const open = trx
		.updateTable('feedback_link')
		.set({ ended_at: now })
		.where('audit_id', '=', which.audit)
		.where('used_at', 'is', null)
		.where('ended_at', 'is', null);
	await ('id' in which ? open.where('id', '=', which.id) : open.where('asks', '=', which.asks)).execute();
}

export async function listLinksOf(db: Db, auditId: string): Promise<FeedbackLink[]> {
	return db
		.selectFrom('feedback_link')
		.selectAll()
		.where('audit_id', '=', auditId)
		.orderBy('made_at', 'desc')
		.orderBy('id')
		.execute();
}

/** Null unless it can be used on this day. */
export async function findOpenLink(db: Db, tokenHash: string, today: Day): Promise<FeedbackLink | null> {
	const found = await db
		.selectFrom('feedback_link')
		.selectAll()
		.where('token_hash', '=', tokenHash)
		.where('used_at', 'is', null)
		.where('ended_at', 'is', null)
		.where('ends_on', '>=', today)
		.executeTakeFirst();
	return found ?? null;
}

/** True for one of those who use it at once, and for nobody after. */
export async function useLink(trx: Trx, id: string, now: number): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('feedback_link')
		.set({ used_at: now })
		.where('id', '=', id)
		.where('used_at', 'is', null)
		.where('ended_at', 'is', null)
		.executeTakeFirstOrThrow();
	return numUpdatedRows === 1n;
}
