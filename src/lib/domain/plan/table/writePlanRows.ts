import { tableCells, type TableItem } from '../PlanItem.ts';
import { columnHeadings, headingOf, ragNames } from './headings.ts';
import type { PlanTable } from './PlanTable.ts';

/** One line of the plan as it goes out: alone on its line, a heading, or one of the table's. */
export type OutLine =
	| { readonly kind: 'title' | 'heading' | 'words' | 'summary'; readonly text: string }
	| { readonly kind: 'columns' | 'item'; readonly cells: readonly string[] };

/** The lines that `readPlanRows` reads the same plan from, in the shape of 2018. */
export function writePlanRows({ title, recommendations }: PlanTable): OutLine[] {
	return [
		{ kind: 'title', text: title },
		...recommendations.flatMap(({ number, words, summary, items }): OutLine[] => [
			{ kind: 'heading', text: headingOf(number) },
			...(words === '' ? [] : [{ kind: 'words', text: words } as const]),
			...(summary === '' ? [] : [{ kind: 'summary', text: summary } as const]),
			{ kind: 'columns', cells: tableCells.map((cell) => columnHeadings[cell]) },
			...items.map((item): OutLine => ({ kind: 'item', cells: cellsOf(item) }))
		])
	];
}

export function cellsOf(item: TableItem): string[] {
	return tableCells.map((cell) => {
		if (cell === 'progressRag' || cell === 'impactRag') {
			const rag = item[cell];
			return rag === null ? '' : ragNames[rag];
		}
		return item[cell];
	});
}
