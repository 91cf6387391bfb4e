import type { ExceptionReason } from '#lib/domain/plan/findExceptions.ts';
import type { LinkKind } from '#lib/domain/plan/Plan.ts';
import type { ItemCell, Measure } from '#lib/domain/plan/PlanItem.ts';
import type { SuggestedRag } from '#lib/domain/plan/suggestImpact.ts';
import type { FaultCode, NoteCode, Place, ReadLine } from '#lib/domain/plan/table/PlanTable.ts';
import { inWords, plural } from './numbers.ts';

export const cellWords: Record<ItemCell, string> = {
	ref: 'Reference',
	action: 'Action',
	outcome: 'Expected impact',
	measure: 'Impact measure',
	lead: 'Lead and timescale',
	progress: 'Progress to date',
	progressRag: 'Progress RAG',
	impactRag: 'Impact RAG',
	impactReason: 'Reason for the Impact RAG',
	next: 'What happens next'
};

export const measureWords: Record<Measure, string> = {
	audit: 'Audit',
	'performance-information': 'Performance information',
	review: 'Review',
	'service-user-feedback': 'Service-user feedback'
};

export const linkWords: Record<LinkKind, string> = {
	theme: 'Theme',
	audit: 'Audit',
	sample: 'Sample',
	action: 'Action and its impact check'
};

/** Why an item is off track, as a board reads it. */
export function reasonWords(reason: ExceptionReason, daysLate: number): string {
	switch (reason) {
		case 'impact-red':
			return 'Impact is Red';
		case 'progress-red':
			return 'Progress is Red';
		case 'late':
			return `Late by ${plural(daysLate, 'day')}`;
		case 'claims-more':
			return 'Impact is rated better than the evidence shows';
		case 'no-evidence':
			return 'No evidence of impact is tied to it';
		case 'no-day':
			return 'No day by which it is to be done';
	}
}

/** "Green by the evidence: practice moved in both looks." */
export function suggestedWords(suggested: SuggestedRag | null): string {
	if (suggested === null) return 'Nothing that is tied to it has come to a verdict yet.';
	const { counts } = suggested;
	const all = counts.moved + counts['not-moved'] + counts['cannot-tell'];
	if (all === 1) {
		if (counts.moved === 1) return 'One look at practice: it has moved.';
		return counts['not-moved'] === 1
			? 'One look at practice: it has not moved.'
			: 'One look at practice: it cannot be told yet.';
	}
	const parts = [
		...(counts.moved > 0 ? [`moved in ${inWords(counts.moved)}`] : []),
		...(counts['not-moved'] > 0 ? [`not moved in ${inWords(counts['not-moved'])}`] : []),
		...(counts['cannot-tell'] > 0 ? [`cannot be told in ${inWords(counts['cannot-tell'])}`] : [])
	];
	return `Of ${inWords(all)} looks at practice: ${parts.join(', ')}.`;
}

/** The rule that makes a colour of them, in a sentence: the step of `usualRagRule` that fitted. */
export function ruleWords({ rag }: SuggestedRag): string {
	if (rag === 'green') return 'Green, because every look found that practice moved.';
	if (rag === 'red') return 'Red, because a look found that practice had not moved, and none that it had.';
	return 'Amber, because the looks do not all say the same, or too few children were looked at to tell.';
}

export function placeWords({ part, name, row }: Place): string {
	if (part === 'sheet') return `${name}, row ${row}`;
	return part === 'table' ? `Table ${name}, row ${row}` : `Paragraph ${row}`;
}

type Facts = NonNullable<ReadLine['facts']>;

/** What was done with a line of the file, or what has to be mended in it. */
const lines: Record<NoteCode | FaultCode, (facts: Facts) => string> = {
	joined: ({ ref = '' }) => `Joined to ${ref}: the row goes on from the one above`,
	'ref-given': ({ ref = '' }) => `It had no reference; it is ${ref}`,
	'ref-lettered': ({ ref = '' }) => `Two actions stood under one reference; the second is ${ref}`,
	'rag-words': ({ column = '' }) => `The ${column} is not Red, Amber or Green: kept as words under progress to date`,
	'rag-shade': ({ rag = '' }) => `Read from the colour of the cell: ${rag}`,
	'no-day': () => 'No day can be read from it: kept as its words, and never late by itself',
	'left-out': () => 'Left out: it belongs to no action of the table',
	'no-recommendation': () => 'No recommendation stands above it: its actions are under number 1',
	'ref-twice': ({ ref = '' }) =>
		`${ref} stands in two places. Give one of them another reference. A workbook keeps 1.10 as 1.1 unless its column is text`,
	'ref-wrong': () => 'This is no reference. Write one with a figure in it, such as 5.8',
	'action-missing': ({ ref = '' }) => `${ref} has no action. Write what is to be done, or take the row out`,
	'too-long': ({ most = '' }) => `This is longer than a cell holds (${most}). Shorten it`,
	'number-twice': ({ number = '' }) => `There are two recommendations ${number}. Number one of them anew`,
	'no-table': () =>
		'No plan was found. Its table needs a line of headings with Ref, Action, and one more of the plan’s columns'
};

export function lineWords({ code, facts = {} }: ReadLine): string {
	return lines[code](facts);
}
