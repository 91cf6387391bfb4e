import { ok, problem, type Result } from '../shared/Result.ts';
import { itemCells, readItem, type ItemCell, type ItemCells, type ItemProblem } from './PlanItem.ts';

/** One cell that somebody changed: what the history of an item is made of. */
export type CellChange = { readonly cell: ItemCell; readonly was: string; readonly now: string };

/** Cells that whoever leads an item keeps up to date; the rest are for those who keep the plan. */
export const leadersCells: readonly ItemCell[] = ['progress', 'progressRag', 'next'];

/** Who writes in an item: those who keep the plan, or whoever leads it. */
export type Hand = 'keeper' | 'leader';

export type ChangeProblem = ItemProblem | 'plan.ref-taken' | 'plan.reason-missing' | 'plan.not-yours';

/**
 * What typing makes of an item. A reference is never given twice in a plan; an Impact RAG that a person sets or changes
 * asks for a reason, since it stands beside what the evidence says; who leads an item does not mark its impact.
 */
export function changeItem(
	was: ItemCells,
	typed: ItemCells,
	{ hand, otherRefs }: { readonly hand: Hand; readonly otherRefs: ReadonlySet<string> }
): Result<{ readonly cells: ItemCells; readonly changes: readonly CellChange[] }, ChangeProblem> {
	const read = readItem(typed);
	if (!read.ok) return read;
	const cells = read.value;
	const changes = cellChanges(was, cells);
	if (otherRefs.has(cells.ref)) return problem('plan.ref-taken', { ref: cells.ref });
	if (hand === 'leader' && changes.some(({ cell }) => !leadersCells.includes(cell))) return problem('plan.not-yours');
	const isRated = cells.impactRag !== null && cells.impactRag !== was.impactRag;
	const isSame = cells.impactReason === '' || cells.impactReason === was.impactReason;
	if (isRated && isSame) return problem('plan.reason-missing');
	return ok({ cells, changes });
}

export function cellChanges(was: ItemCells, now: ItemCells): CellChange[] {
	return itemCells.flatMap((cell) =>
		was[cell] === now[cell] ? [] : [{ cell, was: was[cell] ?? '', now: now[cell] ?? '' }]
	);
}
