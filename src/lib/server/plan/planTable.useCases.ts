import type { Transaction } from 'kysely';
import { z } from 'zod';
import { cellChanges } from '#lib/domain/plan/changeItem.ts';
import { readPlanName, readRecommendation, type PlanProblem, type Recommendation } from '#lib/domain/plan/Plan.ts';
import { emptyItem, mostItems, readItem, type ItemCells, type ItemProblem } from '#lib/domain/plan/PlanItem.ts';
import { compareTable, tableOf, type TableDifference } from '#lib/domain/plan/table/compareTable.ts';
import type { PlanTable } from '#lib/domain/plan/table/PlanTable.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import type { Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { insertHistory } from './aroundPlan.repository.ts';
import { insertItem, insertPlan, saveRecommendation, updateItem, type KeptPlan } from './plan.repository.ts';
import { inOpenPlan, readPlan } from './plans.useCases.ts';

const rag = z.enum(['red', 'amber', 'green']).nullable();
const text = z.string().max(20_000);
const tableShape = z.strictObject({
	title: text,
	recommendations: z
		.array(
			z.strictObject({
				number: text,
				words: text,
				summary: text,
				items: z
					.array(
						z.strictObject({
							...{ ref: text, action: text, outcome: text, measure: text, lead: text, progress: text },
							...{ progressRag: rag, impactRag: rag }
						})
					)
					.max(mostItems)
			})
		)
		.max(200)
});

export type BringProblem = PlanProblem | ItemProblem | 'plan.closed' | 'plan.ref-taken' | 'plan.table-wrong';

/**
 * Brings in a table that was read in the browser: as a new plan, or into one that goes on, where what it says of each
 * reference becomes what the plan says. All of it or nothing; what the table leaves out stays.
 */
export async function bringIn(
	acting: Acting,
	{ table: given, into }: { readonly table: unknown; readonly into: string | null }
): Promise<Result<string, BringProblem>> {
	requireMay(acting, 'keep-plan');
	const parsed = tableShape.safeParse(given);
	if (!parsed.success) return problem('plan.table-wrong');
	const table = tidyTable(parsed.data);
	if (!table.ok) return table;
	if (into !== null) {
		return inOpenPlan(acting, into, async (trx, plan) => {
			await write(trx, acting, plan, compareTable(plan, table.value));
			return ok(into);
		});
	}
	return acting.database.transaction(async (trx) => {
		const id = crypto.randomUUID();
		const made = { id, name: table.value.title, follows: null };
		await insertPlan(trx, { ...made, by: acting.person.id, at: acting.now });
		const empty = { ...made, recommendations: [], items: [], madeAt: acting.now, closedAt: null };
		await write(trx, acting, empty, compareTable(empty, table.value));
		return ok(id);
	});
}

/** The rules of a plan, for what may not have come from our own page. */
function tidyTable(table: PlanTable): Result<PlanTable, BringProblem> {
	const title = readPlanName(table.title);
	if (!title.ok) return title;
	const recommendations = [];
	const refs = new Set<string>();
	for (const { items, ...typed } of table.recommendations) {
		const read = readRecommendation(
			typed,
			recommendations.map(({ number }) => number)
		);
		if (!read.ok) return read;
		const kept = [];
		for (const one of items) {
			const item = readItem({ ...emptyItem, ...one });
			if (!item.ok) return item;
			if (refs.has(item.value.ref)) return problem('plan.ref-taken', { ref: item.value.ref });
			refs.add(item.value.ref);
			kept.push(item.value);
		}
		recommendations.push({ ...read.value, items: kept });
	}
	if (refs.size > mostItems) return problem('plan.too-long', { cell: 'items', most: mostItems });
	return ok(tableOf(asPlan(title.value, recommendations)));
}

type Read = Pick<Recommendation, 'number' | 'words' | 'summary'> & { readonly items: readonly ItemCells[] };

function asPlan(name: string, recommendations: readonly Read[]) {
	const none = { leader: null, from: null, revision: 1 };
	return {
		name,
		recommendations: recommendations.map(({ number, words, summary }) => ({ id: number, number, words, summary })),
		items: recommendations.flatMap(({ number, items }) =>
			items.map((cells) => ({ id: cells.ref, recommendation: number, cells, ...none }))
		)
	};
}

async function write(
	trx: Transaction<Tables>,
	acting: Acting,
	plan: KeptPlan,
	difference: TableDifference
): Promise<void> {
	const about = { how: 'file', by: acting.person.id, at: acting.now } as const;
	const ids = new Map(plan.recommendations.map(({ id, number }) => [number, id]));
	for (const { isNew, ...one } of difference.recommendations) {
		const id = (isNew ? undefined : ids.get(one.number)) ?? crypto.randomUUID();
		ids.set(one.number, id);
		await saveRecommendation(trx, plan.id, { id, ...one });
	}
	for (const { recommendation, cells } of difference.added) {
		const id = crypto.randomUUID();
		const place = { recommendation: ids.get(recommendation) ?? '', leader: null, from: null, revision: 1 };
		await insertItem(trx, plan.id, { id, cells, ...place });
		await insertHistory(trx, cellChanges(emptyItem, cells), { item: id, ...about });
	}
	for (const { item, cells } of difference.changed) {
		await updateItem(trx, { ...item, cells });
		await insertHistory(trx, cellChanges(item.cells, cells), { item: item.id, ...about });
	}
	const { added, changed, recommendations } = difference;
	const counts = { added: added.length, changed: changed.length, recommendations: recommendations.length };
	await logOfficeAct(trx, acting, 'plan.bring-in', { plan: plan.id, ...counts, refs: refsOf(difference) });
}

function refsOf({ added, changed }: TableDifference): string[] {
	return [...added, ...changed].map(({ cells }) => cells.ref);
}

/** The plan as its table, for taking it out. */
export async function readTable(acting: Acting, id: string): Promise<PlanTable> {
	return tableOf(await readPlan(acting, id));
}
