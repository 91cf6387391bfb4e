import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Tables } from '../db/connection.ts';
import type { TemplateEditionTable } from '../db/tables/templates.ts';

export type Edition = Selectable<TemplateEditionTable>;

/** What the office says of the versions of a template it published, newest first. */
export function listEditions(db: Kysely<Tables>, templateId: string): Promise<Edition[]> {
	return db
		.selectFrom('template_edition')
		.selectAll()
		.where('template_id', '=', templateId)
		.orderBy('version', 'desc')
		.execute();
}

export async function insertEdition(trx: Transaction<Tables>, edition: Edition): Promise<void> {
	await trx.insertInto('template_edition').values(edition).execute();
}
