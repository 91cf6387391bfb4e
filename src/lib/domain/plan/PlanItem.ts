import type { ragValues } from '../audits/values.ts';
import { ok, problem, type Result } from '../shared/Result.ts';
import { cleanText } from '../shared/text.ts';

export type Rag = (typeof ragValues)[number];

/** The columns of the 2018 plan's table, in its order (practice.md 1.11: C, line 362). */
export const textCells = ['ref', 'action', 'outcome', 'measure', 'lead', 'progress'] as const;
export type TextCell = (typeof textCells)[number];
export const ragCells = ['progressRag', 'impactRag'] as const;
export type RagCell = (typeof ragCells)[number];
export const tableCells = [...textCells, ...ragCells] as const;
export type TableCell = (typeof tableCells)[number];

/**
 * One row of the table as it stands in a file. `lead` is lead and timescale in one cell, as the plans of councils have
 * it: who and by when are read out of it (`readLead`), so that nothing in it is lost.
 */
export type TableItem = Readonly<Record<TextCell, string>> & Readonly<Record<RagCell, Rag | null>>;

/** A row as Dipper keeps it: with what the table has no column for. */
export type ItemCells = TableItem & {
	/** Why the Impact RAG is what it is, by whoever gave it. */
	readonly impactReason: string;
	/** What is done next where it is off track: for the exception report. */
	readonly next: string;
};
export const itemCells = [...tableCells, 'impactReason', 'next'] as const;
export type ItemCell = (typeof itemCells)[number];

export const emptyItem: ItemCells = {
	ref: '',
	action: '',
	outcome: '',
	measure: '',
	lead: '',
	progress: '',
	progressRag: null,
	impactRag: null,
	impactReason: '',
	next: ''
};

/** No cell of the table of 2018 has a twentieth of it. */
export const mostLetters = 8_000;
export const mostItems = 1_000;

/** Letters and digits with points between, at least one digit: 5.8, 12.7a, C5.8. What has none is a word, not a reference. */
export function isRef(text: string): boolean {
	return text.length <= 12 && /^[\p{L}\p{N}][\p{L}\p{N}./-]*$/u.test(text) && /\p{N}/u.test(text);
}

// eslint-disable-next-line no-control-regex
const unwritable = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

/** Text as a cell keeps it: line ends alike, nothing that no file can hold, no space around it. */
export function tidyText(text: string): string {
	return cleanText(text).replace(/\r\n?/g, '\n').replace(unwritable, '').trim();
}

/** On one line: names, headings. */
export function tidyLine(text: string): string {
	return tidyText(text).replace(/\s+/g, ' ');
}

/** Lines with something on them, for what stands as paragraphs of their own. */
export function tidyLines(text: string): string {
	return tidyText(text)
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join('\n');
}

export type ItemProblem = 'plan.ref-missing' | 'plan.ref-wrong' | 'plan.action-missing' | 'plan.too-long';

/** A row as somebody typed it, made tidy; of what is wrong, the first thing. */
export function readItem(typed: ItemCells): Result<ItemCells, ItemProblem> {
	const item: ItemCells = {
		ref: tidyLine(typed.ref),
		action: tidyText(typed.action),
		outcome: tidyText(typed.outcome),
		measure: tidyText(typed.measure),
		lead: tidyText(typed.lead),
		progress: tidyText(typed.progress),
		progressRag: typed.progressRag,
		impactRag: typed.impactRag,
		impactReason: tidyText(typed.impactReason),
		next: tidyText(typed.next)
	};
	if (item.ref === '') return problem('plan.ref-missing');
	if (!isRef(item.ref)) return problem('plan.ref-wrong', { ref: item.ref.slice(0, 40) });
	if (item.action === '') return problem('plan.action-missing');
	const long = itemCells.find((cell) => (item[cell] ?? '').length > mostLetters);
	return long === undefined ? ok(item) : problem('plan.too-long', { cell: long, most: mostLetters });
}

/** Of which of the four kinds the impact measure is (product.md 7); a cell may name several, or other things too. */
export const measures = ['audit', 'performance-information', 'review', 'service-user-feedback'] as const;
export type Measure = (typeof measures)[number];

const named: Readonly<Record<Measure, RegExp>> = {
	audit: /\baudit/i,
	'performance-information': /\b(performance|data|dashboard)\b/i,
	review: /\breview/i,
	'service-user-feedback': /\bfeedback/i
};

export function measuresIn(text: string): Measure[] {
	return measures.filter((measure) => named[measure].test(text));
}
