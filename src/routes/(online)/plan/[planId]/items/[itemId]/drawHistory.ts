import type { Day } from '#lib/domain/shared/dates.ts';
import type { ItemCell } from '#lib/domain/plan/PlanItem.ts';
import { moment } from '#lib/ui/words/dates.ts';
import { ragWords } from '#lib/ui/words/kinds.ts';
import { list } from '#lib/ui/words/numbers.ts';
import { cellWords } from '#lib/ui/words/plan.ts';

type Written = {
	readonly cell: ItemCell;
	readonly was: string;
	readonly now: string;
	readonly how: 'typed' | 'file' | 'carried';
	readonly by: string;
	readonly at: number;
};

/** What was written in an item at one moment by one person, the newest first: each cell with what it was and became. */
export function drawHistory(written: readonly Written[], names: Readonly<Record<string, string>>, today: Day) {
	const moments = new Map<string, Written[]>();
	for (const one of written) {
		const key = `${one.at} ${one.by} ${one.how}`;
		moments.set(key, [...(moments.get(key) ?? []), one]);
	}
	return [...moments.values()].map((cells) => {
		const [first] = cells;
		const at = new Date(first?.at ?? 0).toISOString();
		const isFirst = cells.some(({ cell, was }) => cell === 'ref' && was === '');
		return {
			what: first?.how === 'carried' ? 'Carried over' : isFirst ? 'Put into the plan' : headOf(cells),
			rest: ` by ${names[first?.by ?? ''] ?? 'someone who has left'}${first?.how === 'file' ? ', from a file' : ''}`,
			when: moment(at, today),
			at,
			cells: isFirst
				? []
				: cells.map(({ cell, was, now }) => ({ name: cellWords[cell], was: says(cell, was), now: says(cell, now) }))
		};
	});
}

function headOf(cells: readonly Written[]): string {
	const names = list(cells.map(({ cell }) => cellWords[cell]));
	return `${names} changed`;
}

function says(cell: ItemCell, value: string): string {
	if (value === '') return 'nothing';
	if (cell !== 'progressRag' && cell !== 'impactRag') return value;
	return value === 'red' || value === 'amber' || value === 'green' ? ragWords[value] : value;
}
