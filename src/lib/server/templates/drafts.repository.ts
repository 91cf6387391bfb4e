import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import { templateDraft, type TemplateDraft } from '#lib/domain/templates/editing/TemplateDraft.ts';
import type { DatabaseKind, Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { TemplateDraftTable } from '../db/tables/templates.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

/** A draft put forward by one person, for another to publish. */
const proposal = z.object({ note: z.string(), effectiveOn: z.string(), by: z.string(), at: z.number() });
export type Proposal = Readonly<z.infer<typeof proposal>>;

export type KeptDraft = {
	readonly draft: TemplateDraft;
	readonly revision: number;
	/** The published version it began from; null for a new template. */
	readonly basedOn: number | null;
	readonly changedBy: string;
	readonly changedAt: number;
	readonly proposal: Proposal | null;
};

export async function findDraft(db: Db, templateId: string): Promise<KeptDraft | null> {
	const row = await db
		.selectFrom('template_draft')
		.selectAll()
		.where('template_id', '=', templateId)
		.executeTakeFirst();
	return row === undefined ? null : draftFrom(row);
}

/** Held until the transaction ends: of two saves one waits, and then sees that it came second. */
export async function lockDraft(trx: Trx, kind: DatabaseKind, templateId: string): Promise<KeptDraft | null> {
	const query = trx.selectFrom('template_draft').selectAll().where('template_id', '=', templateId);
	const row = await (kind === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
	return row === undefined ? null : draftFrom(row);
}

export async function listKeptDrafts(db: Db): Promise<KeptDraft[]> {
	const rows = await db.selectFrom('template_draft').selectAll().orderBy('template_id').execute();
	return rows.map(draftFrom);
}

/** False where that template has a draft already. */
export async function insertDraft(trx: Trx, kept: KeptDraft): Promise<boolean> {
	const inserted = await trx
		.insertInto('template_draft')
		.values({ template_id: kept.draft.id, based_on: kept.basedOn, ...columnsOf(kept) })
		.onConflict((conflict) => conflict.column('template_id').doNothing())
		.returning('template_id')
		.execute();
	return inserted.length > 0;
}

export async function updateDraft(trx: Trx, kept: KeptDraft): Promise<void> {
	await trx
		.updateTable('template_draft')
		.set({ based_on: kept.basedOn, ...columnsOf(kept) })
		.where('template_id', '=', kept.draft.id)
		.execute();
}

export async function deleteDraft(trx: Trx, templateId: string): Promise<void> {
	await trx.deleteFrom('template_draft').where('template_id', '=', templateId).execute();
}

function columnsOf(kept: KeptDraft) {
	return {
		body: writeJson(kept.draft),
		revision: kept.revision,
		changed_by: kept.changedBy,
		changed_at: kept.changedAt,
		proposal: kept.proposal === null ? null : writeJson(kept.proposal)
	};
}

function draftFrom(row: Selectable<TemplateDraftTable>): KeptDraft {
	return {
		draft: readJson(row.body, templateDraft),
		revision: row.revision,
		basedOn: row.based_on,
		changedBy: row.changed_by,
		changedAt: row.changed_at,
		proposal: row.proposal === null ? null : readJson(row.proposal, proposal)
	};
}
