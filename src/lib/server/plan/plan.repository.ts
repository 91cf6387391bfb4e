import type { Kysely, Selectable, Transaction } from 'kysely';
import { z } from 'zod';
import type { Plan, PlanItem, PlanLink, Recommendation } from '#lib/domain/plan/Plan.ts';
import type { ItemCells } from '#lib/domain/plan/PlanItem.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { PlanItemTable, PlanTable } from '../db/tables/plans.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

const rag = z.enum(['red', 'amber', 'green']).nullable();
const cellsShape: z.ZodType<ItemCells> = z.strictObject({
	ref: z.string(),
	action: z.string(),
	outcome: z.string(),
	measure: z.string(),
	lead: z.string(),
	progress: z.string(),
	progressRag: rag,
	impactRag: rag,
	impactReason: z.string(),
	next: z.string()
});

export type KeptPlan = Plan & { readonly madeAt: number; readonly closedAt: number | null };
export type PlanListing = Omit<KeptPlan, 'recommendations' | 'items'>;

function listingFrom({ id, name, follows, made_at, closed_at }: Selectable<PlanTable>): PlanListing {
	return { id, name, follows, madeAt: made_at, closedAt: closed_at };
}

/** The newest first. */
export async function listPlanRows(db: Db): Promise<PlanListing[]> {
	const rows = await db.selectFrom('plan').selectAll().orderBy('made_at', 'desc').orderBy('id').execute();
	return rows.map(listingFrom);
}

export async function findPlan(db: Db, id: string): Promise<KeptPlan | null> {
	const row = await db.selectFrom('plan').selectAll().where('id', '=', id).executeTakeFirst();
	if (row === undefined) return null;
	const recommendations = await db
		.selectFrom('plan_recommendation')
		.select(['id', 'number', 'words', 'summary'])
		.where('plan_id', '=', id)
		.orderBy('place')
		.execute();
	return { ...listingFrom(row), recommendations, items: await listItems(db, id) };
}

export async function listItems(db: Db, plan: string): Promise<PlanItem[]> {
	const rows = await db
		.selectFrom('plan_item')
		.innerJoin('plan_recommendation as above', 'above.id', 'plan_item.recommendation_id')
		.selectAll('plan_item')
		.where('plan_item.plan_id', '=', plan)
		.orderBy('above.place')
		.orderBy('plan_item.place')
		.execute();
	return rows.map(itemFrom);
}

export async function findItem(db: Db, plan: string, id: string): Promise<PlanItem | null> {
	const query = db.selectFrom('plan_item').selectAll().where('id', '=', id).where('plan_id', '=', plan);
	const row = await query.executeTakeFirst();
	return row === undefined ? null : itemFrom(row);
}

function itemFrom(row: Selectable<PlanItemTable>): PlanItem {
	return {
		id: row.id,
		recommendation: row.recommendation_id,
		cells: readJson(row.cells, cellsShape),
		leader: row.leader_id,
		from: row.from_id,
		revision: row.revision
	};
}

export async function insertPlan(
	trx: Trx,
	{ id, name, follows, by, at }: Pick<Plan, 'id' | 'name' | 'follows'> & { readonly by: string; readonly at: number }
): Promise<void> {
	await trx.insertInto('plan').values({ id, name, follows, made_by: by, made_at: at, closed_at: null }).execute();
}

export async function updatePlan(
	trx: Trx,
	id: string,
	row: { readonly name?: string; readonly closed_at?: number | null }
): Promise<void> {
	await trx.updateTable('plan').set(row).where('id', '=', id).execute();
}

/** Takes the plan's row for this transaction: of two who write in it one waits. False where there is none. */
export async function lockPlan(trx: Trx, id: string): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('plan')
		.set((eb) => ({ name: eb.ref('name') }))
		.where('id', '=', id)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Written anew where it stands; new ones come after the last. */
export async function saveRecommendation(trx: Trx, plan: string, one: Recommendation): Promise<void> {
	const { id, number, words, summary } = one;
	const place = await nextPlace(trx, 'plan_recommendation', plan);
	await trx
		.insertInto('plan_recommendation')
		.values({ id, plan_id: plan, place, number, words, summary })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ number, words, summary }))
		.execute();
}

export async function insertItem(trx: Trx, plan: string, item: PlanItem): Promise<void> {
	const { id, recommendation, cells, leader, from, revision } = item;
	const place = await nextPlace(trx, 'plan_item', plan);
	await trx
		.insertInto('plan_item')
		.values({
			...{ id, plan_id: plan, recommendation_id: recommendation, place, ref: cells.ref },
			...{ cells: writeJson(cells), leader_id: leader, from_id: from, revision }
		})
		.execute();
}

async function nextPlace(trx: Trx, table: 'plan_recommendation' | 'plan_item', plan: string): Promise<number> {
	const row = await trx
		.selectFrom(table)
		.select((eb) => eb.fn.max('place').as('last'))
		.where('plan_id', '=', plan)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}

/** False where somebody else changed it since it was read. */
export async function updateItem(trx: Trx, { id, cells, leader, revision }: PlanItem): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('plan_item')
		.set({ ref: cells.ref, cells: writeJson(cells), leader_id: leader, revision: revision + 1 })
		.where('id', '=', id)
		.where('revision', '=', revision)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

export async function listLinks(db: Db, plan: string): Promise<PlanLink[]> {
	const rows = await db
		.selectFrom('plan_link')
		.innerJoin('plan_item as item', 'item.id', 'plan_link.item_id')
		.select(['item_id', 'kind', 'target'])
		.where('item.plan_id', '=', plan)
		.orderBy('plan_link.at')
		.orderBy('target')
		.execute();
	return rows.map(({ item_id: item, kind, target }) => ({ item, kind, of: target }));
}

export async function insertLink(
	trx: Trx,
	{ item, kind, of }: PlanLink,
	{ by, at }: { readonly by: string; readonly at: number }
): Promise<void> {
	await trx
		.insertInto('plan_link')
		.values({ item_id: item, kind, target: of, by_id: by, at })
		.onConflict((conflict) => conflict.columns(['item_id', 'kind', 'target']).doNothing())
		.execute();
}

export async function removeLink(trx: Trx, { item, kind, of }: PlanLink): Promise<boolean> {
	const { numDeletedRows } = await trx
		.deleteFrom('plan_link')
		.where('item_id', '=', item)
		.where('kind', '=', kind)
		.where('target', '=', of)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}
