import { tableCells, type TableCell } from '#lib/domain/plan/PlanItem.ts';
import { columnHeadings, headingOf } from '#lib/domain/plan/table/headings.ts';
import type { PlanTable } from '#lib/domain/plan/table/PlanTable.ts';
import { cellsOf } from '#lib/domain/plan/table/writePlanRows.ts';
import type { Paper, PaperBlock } from '#lib/domain/papers/Paper.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';

/** How wide the columns are beside one another, on paper. */
const shares: Readonly<Record<TableCell, number>> = {
	ref: 0.6,
	action: 3,
	outcome: 3,
	measure: 1.4,
	lead: 1.6,
	progress: 2.6,
	progressRag: 0.95,
	impactRag: 0.9
};

/** The plan as a paper in the shape of 2018: what `readPlanRows` reads the same plan from. */
export function planPaper(table: PlanTable, { foot, at }: { readonly foot: string; readonly at: Instant }): Paper {
	return { title: table.title, foot, at, isWide: true, blocks: table.recommendations.flatMap(blocksOf) };
}

function blocksOf({ number, words, summary, items }: PlanTable['recommendations'][number]): PaperBlock[] {
	return [
		{ kind: 'heading', level: 2, text: headingOf(number) },
		...(words === '' ? [] : [{ kind: 'paragraph', text: words, isStrong: true } as const]),
		...(summary === '' ? [] : summary.split('\n').map((text) => ({ kind: 'paragraph', text }) as const)),
		{
			kind: 'table',
			caption: `Actions under recommendation ${number}`,
			columns: tableCells.map((cell) => ({ heading: columnHeadings[cell], share: shares[cell] })),
			rows: items.map(cellsOf)
		}
	];
}
