import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { CellChange } from '#lib/domain/plan/changeItem.ts';
import type { PlanRisk } from '#lib/domain/plan/PlanRisk.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { PlanHistoryTable } from '../db/tables/plans.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type WrittenCell = CellChange & {
	readonly item: string;
	readonly how: PlanHistoryTable['how'];
	readonly by: string;
	readonly at: number;
};

export async function insertHistory(
	trx: Trx,
	changes: readonly CellChange[],
	about: Omit<WrittenCell, keyof CellChange>
): Promise<void> {
	const { item, how, by, at } = about;
	if (changes.length === 0) return;
	await trx
		.insertInto('plan_history')
		.values(
			changes.map((change, place) => ({
				...{ id: crypto.randomUUID(), item_id: item, place, how, by_id: by, at },
				...change
			}))
		)
		.execute();
}

/** The newest first, of these items: an item and those it came from. */
export async function listHistory(db: Db, items: readonly string[]): Promise<WrittenCell[]> {
	if (items.length === 0) return [];
	const rows = await db
		.selectFrom('plan_history')
		.selectAll()
		.where('item_id', 'in', items)
		.orderBy('at', 'desc')
		.orderBy('place')
		.execute();
	return rows.map(({ item_id: item, cell, was, now, how, by_id: by, at }) => ({ item, cell, was, now, how, by, at }));
}

/** The item and all that it was in the plans before, the newest first. */
export async function listLine(db: Db, item: string): Promise<string[]> {
	const line = [item];
	for (let at: string | null = item; at !== null;) {
		const row = await db.selectFrom('plan_item').select('from_id').where('id', '=', at).executeTakeFirst();
		at = row?.from_id ?? null;
		if (at !== null && line.includes(at)) break;
		if (at !== null) line.push(at);
	}
	return line;
}

export type PlanComment = {
	readonly id: string;
	readonly item: string | null;
	readonly by: string;
	readonly fromBoard: boolean;
	readonly says: string;
	readonly at: number;
};

export async function insertComment(trx: Trx, plan: string, comment: PlanComment): Promise<void> {
	const { id, item, by, fromBoard, says, at } = comment;
	await trx
		.insertInto('plan_comment')
		.values({ id, plan_id: plan, item_id: item, by_id: by, from_board: fromBoard ? 1 : 0, says, at })
		.execute();
}

/** The newest first. */
export async function listComments(db: Db, plan: string): Promise<PlanComment[]> {
	const rows = await db
		.selectFrom('plan_comment')
		.selectAll()
		.where('plan_id', '=', plan)
		.orderBy('at', 'desc')
		.orderBy('id')
		.execute();
	return rows.map(({ id, item_id: item, by_id: by, from_board, says, at }) => ({
		...{ id, item, by, says, at },
		fromBoard: from_board === 1
	}));
}

const riskShape: z.ZodType<PlanRisk> = z.strictObject({
	what: z.string(),
	likelihood: z.number(),
	impact: z.number(),
	answer: z.string(),
	owner: z.string(),
	isClosed: z.boolean()
});

export type KeptRisk = PlanRisk & { readonly id: string; readonly changedBy: string; readonly changedAt: number };

export async function listRiskRows(db: Db, plan: string): Promise<KeptRisk[]> {
	const query = db.selectFrom('plan_risk').selectAll().where('plan_id', '=', plan);
	const rows = await query.orderBy('made_at').orderBy('id').execute();
	return rows.map(({ id, body, changed_by: changedBy, changed_at: changedAt }) => ({
		...readJson(body, riskShape),
		...{ id, changedBy, changedAt }
	}));
}

export async function saveRiskRow(
	trx: Trx,
	plan: string,
	{ id, risk, by, at }: { readonly id: string; readonly risk: PlanRisk; readonly by: string; readonly at: number }
): Promise<void> {
	const row = { body: writeJson(risk), changed_by: by, changed_at: at };
	await trx
		.insertInto('plan_risk')
		.values({ id, plan_id: plan, ...row, made_at: at })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
		.execute();
}
