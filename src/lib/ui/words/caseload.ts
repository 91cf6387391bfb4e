import type { MarkKind } from '#lib/domain/frames/caseMarks.ts';
import type { CaseloadWarning, WarningCode, WarningLevel } from '#lib/domain/frames/dataQuality.ts';
import type { MappableField } from '#lib/domain/frames/suggestMapping.ts';
import { list as sentenceList, number, plural } from './numbers.ts';
import { caseDateWords } from './stages.ts';

export const levelWords: Record<WarningLevel, string> = {
	'left-out': 'Left out',
	check: 'Worth a look in your records',
	note: 'Read all the same'
};

/** What each warning means to the person who looks after the records. Never a value from the file. */
const warnings: Record<WarningCode, string> = {
	'caseload.sheet-ignored': 'A sheet that is none of the eleven lists',
	'caseload.list-repeated': 'This list is in the workbook twice; the first was read',
	'caseload.header-not-found': 'No row of headers was found in this list, so it was not read',
	'caseload.case-number-missing': 'No case number: the row was not taken',
	'caseload.case-number-unusable': 'What stands as the case number cannot be one: the row was not taken',
	'caseload.adopters-left-out': 'Adopters are not children, so this list is not kept',
	'caseload.row-blank': 'Blank rows',
	'caseload.header-repeated': 'The headers again, among the rows',
	'caseload.column-unknown': 'A column that is not Ofsted’s: it was not read',
	'caseload.column-duplicate': 'This column is there twice; the first was read',
	'caseload.list-empty': 'This list has no rows',
	'caseload.column-missing': 'This column is not in the list',
	'caseload.cell-missing': 'Empty, where Ofsted asks for a value',
	'caseload.not-available': 'Says “not available”',
	'caseload.formula-without-value': 'A formula that was never worked out. Save the workbook in Excel first',
	'caseload.born-missing': 'No date of birth',
	'caseload.born-differs': 'Children with another date of birth in another list',
	'caseload.age-unknown': 'Children whose age is not known',
	'caseload.adult-in-list': 'Older than a child in this list would be',
	'caseload.before-birth': 'A date before the child was born',
	'caseload.date-unreadable': 'Not a date',
	'caseload.date-in-future': 'A date still to come',
	'caseload.number-unreadable': 'Not a number',
	'caseload.code-unknown': 'Not one of Ofsted’s codes',
	'caseload.postcode-unusable': 'Not a postcode',
	'caseload.text-not-kept': 'Looks like a name, a date of birth or a postcode, so it was not kept',
	'caseload.stage-unknown': 'A stage that is not known here; the one you chose was taken',
	'caseload.row-repeated': 'The same child again',
	'caseload.code-loose': 'A code written in words',
	'caseload.header-variant': 'A header in other words than Ofsted’s',
	'caseload.space-in-text': 'Spaces that do not belong there',
	'caseload.text-shortened': 'Longer than is kept',
	'caseload.age-decimal': 'An age with decimals',
	'caseload.date-as-text': 'A date written as text'
};

export function warningWords({ code }: Pick<CaseloadWarning, 'code'>): string {
	return warnings[code];
}

/** "new today", "3 days old": how old a caseload is. */
export function oldWords(days: number): string {
	return days === 0 ? 'new today' : `${plural(days, 'day')} old`;
}

/** "List 6, column Date of Birth": where a warning was met. */
export function placeWords({ list, column }: Pick<CaseloadWarning, 'list' | 'column'>): string {
	const parts = [list === null ? '' : `List ${list}`, column === null ? '' : `column ${column}`];
	return parts.filter((part) => part !== '').join(', ');
}

/** "40 times, first in rows 3, 9 and 12". */
export function rowsWords({ rows, count }: Pick<CaseloadWarning, 'rows' | 'count'>): string {
	const times = plural(count, 'time');
	if (rows.length === 0) return times;
	const shown = sentenceList(rows.slice(0, 8).map(number));
	const said = `row${rows.length === 1 ? '' : 's'} ${shown}`;
	return count > Math.min(rows.length, 8) ? `${times}, first in ${said}` : `${times}, in ${said}`;
}

const fields: Record<Exclude<MappableField, keyof typeof caseDateWords>, string> = {
	caseRef: 'Case number',
	stage: 'Stage',
	open: 'Open or closed',
	team: 'Team',
	worker: 'Worker',
	bornOn: 'Date of birth (only the age band is kept)',
	age: 'Age (only the age band is kept)',
	planType: 'Kind of plan',
	legalStatus: 'Legal status',
	placement: 'Placement code',
	uasc: 'Unaccompanied, seeking asylum',
	disability: 'Disability',
	seenAlone: 'Seen alone',
	previousPlans: 'Earlier child protection plans',
	missingEpisodes: 'Missing episodes',
	placements: 'Placements in 12 months',
	restricted: 'Restricted record, yes or no',
	complaint: 'Open complaint, yes or no',
	household: 'Family number (only who shares it is kept)'
};

export const markWords: Readonly<
	Record<MarkKind, { readonly heading: string; readonly why: string; readonly add: string; readonly hint: string }>
> = {
	restricted: {
		heading: 'Restricted records',
		why: 'Few may open these records, so they are not drawn.',
		add: 'Restricted record',
		hint: 'Few may open it'
	},
	complaint: {
		heading: 'Open complaints',
		why: 'A complaint is being looked into, so an audit would stand in its way.',
		add: 'Open complaint',
		hint: 'It is being looked into'
	},
	household: {
		heading: 'Brothers, sisters, one household',
		why: 'Only one child of a household is drawn, and none while a sibling is in an open sample.',
		add: 'Children of one household',
		hint: 'Write the numbers of all of them'
	}
};

export function fieldWords(field: MappableField): string {
	return { ...caseDateWords, ...fields }[field];
}
