import type { TableItem } from '../PlanItem.ts';
import type { Place, ReadLine } from './PlanTable.ts';

export type ReadItem = {
	readonly at: Place;
	cells: TableItem;
	/** It has no reference, or that of the row above it: merged cells give it to both. */
	readonly wants: 'given' | 'lettered' | null;
};
type Recommended = { readonly number: string; readonly items: readonly ReadItem[] };

/**
 * An action without a reference gets the next one of its recommendation; the second of two under one gets a letter. One
 * that stands in two places of the plan is for a person to settle: nobody could say later which is meant.
 */
export function giveRefs(recommendations: readonly Recommended[]): ReadLine[] {
	const all = recommendations.flatMap(({ items }) => items);
	const used = new Set<string>();
	const lines: ReadLine[] = [];
	for (const { at, cells, wants } of all) {
		if (wants !== null) continue;
		if (used.has(cells.ref)) lines.push(line('ref-twice', at, cells));
		used.add(cells.ref);
	}
	for (const { number, items } of recommendations) {
		for (const item of items) {
			if (item.wants === null) continue;
			const ref = item.wants === 'lettered' ? nextLetter(item.cells.ref, used) : nextNumber(number, used);
			used.add(ref);
			item.cells = { ...item.cells, ref };
			lines.push(line(item.wants === 'lettered' ? 'ref-lettered' : 'ref-given', item.at, item.cells));
		}
	}
	return lines;
}

function line(code: ReadLine['code'], at: Place, { ref, action }: TableItem): ReadLine {
	return { at, code, facts: { ref }, says: action.replace(/\s+/g, ' ').slice(0, 160) };
}

/** After the highest there is, so that a gap that an action left is not filled with another. */
function nextNumber(number: string, used: ReadonlySet<string>): string {
	const taken = [...used].flatMap((ref) => {
		const rest = ref.startsWith(`${number}.`) ? ref.slice(number.length + 1) : '';
		return /^\d+$/.test(rest) ? [Number(rest)] : [];
	});
	return `${number}.${Math.max(0, ...taken) + 1}`;
}

function nextLetter(ref: string, used: ReadonlySet<string>): string {
	const letters = 'bcdefghijklmnopqrstuvwxyz';
	const letter = [...letters].find((one) => !used.has(ref + one));
	return letter === undefined ? nextNumber(ref, used) : ref + letter;
}
