import fc from 'fast-check';
import type { Plan, PlanItem } from './Plan.ts';
import { emptyItem, tidyLine, tidyLines, tidyText, type ItemCells, type TableItem } from './PlanItem.ts';
import { isHeading } from './table/headings.ts';
import type { PlanTable } from './table/PlanTable.ts';

export function anItem(cells: Partial<ItemCells> = {}, more: Partial<PlanItem> = {}): PlanItem {
	const ref = cells.ref ?? '1.1';
	return {
		id: `item-${ref}`,
		recommendation: 'rec-1',
		cells: { ...emptyItem, ref, action: 'Audit 25 plans twice a year', lead: 'Rowan Hale\n30/07/2026', ...cells },
		leader: null,
		from: null,
		revision: 1,
		...more
	};
}

export function aPlan(items: readonly PlanItem[] = [anItem()], more: Partial<Plan> = {}): Plan {
	const recommendations = [...new Set(items.map(({ recommendation }) => recommendation))].map((id) => ({
		...{ id, number: id.replace('rec-', ''), words: 'Ensure that all plans have clear objectives.', summary: '' }
	}));
	return { id: 'plan', name: 'Improvement plan', follows: null, recommendations, items, ...more };
}

const letters = fc.constantFrom(
	...['a', 'b', 'Z', '1', '0', '.', '/', ' ', ' ', '\n', '\t', '&', '<', '"', "'", '’', '–', '•', 'é', 'ẞ', '中', '🐦'],
	...['_x0041_', '_', 'Ref', 'Action', 'Progress RAG', '01/04/2018', '&amp;', ']]>', '\u00a0', '\u2028', '\u0085', '=']
);
export const anyText = fc.array(letters, { maxLength: 24 }).map((parts) => parts.join(''));
const anyRag = fc.constantFrom(null, 'red' as const, 'amber' as const, 'green' as const);
const full = anyText.map((text) => tidyText(`x${text}`));

const anyTableItem = fc.record({
	...{ action: full, outcome: anyText.map(tidyText), measure: anyText.map(tidyText) },
	...{ lead: anyText.map(tidyText), progress: anyText.map(tidyText), progressRag: anyRag, impactRag: anyRag }
});

/** Any plan that could be kept, as a table: every reference once, no line that reads as a recommendation's heading. */
export const anyTable: fc.Arbitrary<PlanTable> = fc
	.record({
		title: full.map(tidyLine),
		recommendations: fc.array(
			fc.record({
				words: full.map(tidyLine),
				summary: fc.array(anyText, { maxLength: 3 }).map((lines) => tidyLines(lines.join('\n'))),
				items: fc.array(anyTableItem, { maxLength: 4 })
			}),
			{ minLength: 1, maxLength: 4 }
		)
	})
	.map(({ title, recommendations }) => ({
		title,
		recommendations: recommendations.map(({ words, summary, items }, at) => ({
			number: `${at + 1}`,
			words,
			summary: summary
				.split('\n')
				.filter((line) => !isHeading(line))
				.join('\n'),
			items: items.map((item, row): TableItem => ({ ref: `${at + 1}.${row + 1}`, ...item }))
		}))
	}))
	.filter(({ recommendations }) => recommendations.some(({ items }) => items.length > 0));
