import { emptyItem, tableCells, type ItemCells, type TableCell, type TableItem } from '../PlanItem.ts';
import type { Plan, PlanItem } from '../Plan.ts';
import type { PlanTable } from './PlanTable.ts';

export type AddedItem = { readonly recommendation: string; readonly cells: ItemCells };
export type ChangedItem = {
	readonly item: PlanItem;
	readonly cells: ItemCells;
	readonly changed: readonly TableCell[];
};

/** What a table that comes back changes of the plan it is brought into: by references, which a plan never gives twice. */
export type TableDifference = {
	/** By number: those that are new, and those whose words are others. */
	readonly recommendations: readonly {
		readonly number: string;
		readonly words: string;
		readonly summary: string;
		readonly isNew: boolean;
	}[];
	readonly added: readonly AddedItem[];
	readonly changed: readonly ChangedItem[];
	/** References of the plan that the table does not have: they stay as they are. */
	readonly missing: readonly string[];
};

export function compareTable(plan: Pick<Plan, 'recommendations' | 'items'>, table: PlanTable): TableDifference {
	const byRef = new Map(plan.items.map((item) => [item.cells.ref, item]));
	const incoming = table.recommendations.flatMap(({ number, items }) => items.map((cells) => ({ number, cells })));
	const refs = new Set(incoming.map(({ cells }) => cells.ref));
	return {
		recommendations: table.recommendations.flatMap(({ number, words, summary }) => {
			const known = plan.recommendations.find((one) => one.number === number);
			if (known !== undefined && known.words === words && known.summary === summary) return [];
			return [{ number, words, summary, isNew: known === undefined }];
		}),
		added: incoming
			.filter(({ cells }) => !byRef.has(cells.ref))
			.map(({ number, cells }) => ({ recommendation: number, cells: { ...emptyItem, ...cells } })),
		changed: incoming.flatMap(({ cells }): ChangedItem[] => {
			const item = byRef.get(cells.ref);
			const changed = item === undefined ? [] : changedCells(item.cells, cells);
			return item === undefined || changed.length === 0 ? [] : [{ item, cells: { ...item.cells, ...cells }, changed }];
		}),
		missing: plan.items.filter(({ cells }) => !refs.has(cells.ref)).map(({ cells }) => cells.ref)
	};
}

function changedCells(was: TableItem, now: TableItem): TableCell[] {
	return tableCells.filter((cell) => was[cell] !== now[cell]);
}

/** The plan as the table that goes out. */
export function tableOf({ name, recommendations, items }: Pick<Plan, 'name' | 'recommendations' | 'items'>): PlanTable {
	return {
		title: name,
		recommendations: recommendations.map(({ id, number, words, summary }) => ({
			...{ number, words, summary },
			items: items.filter(({ recommendation }) => recommendation === id).map(({ cells }) => tableItemOf(cells))
		}))
	};
}

function tableItemOf({ ref, action, outcome, measure, lead, progress, progressRag, impactRag }: ItemCells): TableItem {
	return { ref, action, outcome, measure, lead, progress, progressRag, impactRag };
}
