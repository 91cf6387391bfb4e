import type { Cell, SheetRow } from './cells.ts';
import { cleanText, columnLetter, readDay } from './cells.ts';
import { annexALists } from './annexAColumns.ts';
import { findHeaderRow, matchHeader, normaliseHeader } from './matchHeaders.ts';
import { caseDates } from './SamplingFrame.ts';
import { looksPersonal } from './caseNumber.ts';

/** What a column of any CSV may become. 'bornOn' and 'age' become the age band and are dropped. */
export const mappableFields = [
	'caseRef',
	'stage',
	'open',
	'team',
	'worker',
	'bornOn',
	'age',
	'planType',
	'legalStatus',
	'placement',
	'uasc',
	'disability',
	'seenAlone',
	'previousPlans',
	'missingEpisodes',
	'placements',
	'restricted',
	'complaint',
	'household',
	...caseDates
] as const;
export type MappableField = (typeof mappableFields)[number];

/** Field → the column's place in the row, from 0. */
export type ColumnMapping = Partial<Record<MappableField, number>>;

export type CsvColumn = {
	readonly index: number;
	readonly letter: string;
	readonly header: string;
	/** A column that by its name holds what may never be kept; it can only give an age band, or nothing. */
	readonly isPersonal: boolean;
};

const patterns: readonly (readonly [MappableField, RegExp])[] = [
	[
		'caseRef',
		/^((child|childs|case|client|person|lcs|mosaic|system|record) )?(unique )?(id|identifier|ref|reference|number|no)( number| no)?$/
	],
	['stage', /^(stage|status|case status|case type|involvement|journey stage|type)$/],
	['open', /^(open|is open|open case|active)$/],
	['team', /^(allocated |current |responsible )?team( name)?$/],
	['worker', /^(allocated |current |case |lead )?(social )?(worker|practitioner|professional)( name)?$/],
	['bornOn', /^((childs? )?date of birth|d ?o ?b|birth date|born)$/],
	['age', /^(childs? )?age( of child)?( in)?( years)?$/],
	['planType', /^(plan|plan type|type of plan)$/],
	['legalStatus', /^(childs? )?(current )?legal status$/],
	['placement', /^placement( type)?( code)?$/],
	['uasc', /^(uasc|unaccompanied asylum seeking child.*)$/],
	['disability', /^(disability|disabled|does the child have a disability)$/],
	['seenAlone', /^(was the child )?seen alone$/],
	['previousPlans', /^((number|no) of )?previous (child protection |cp )?plans$/],
	['missingEpisodes', /^((number|no) of )?missing episodes$/],
	['placements', /^(number|no) of placements.*$/],
	['restricted', /^((is|case|record) )?(restricted|sensitive)( (record|case|access|file))?$/],
	['complaint', /^((has|open|active|current) )*complaint( (open|active))?$/],
	['household', /^(household|family)( (group|unit))?( (id|number|no|ref|reference))?$/],
	['contactOn', /^(date of contact|contact date)$/],
	['referralOn', /^(date of referral|referral date)$/],
	['assessmentStartedOn', /^(continuous )?assessment start( date)?$/],
	[
		'assessmentAuthorisedOn',
		/^(continuous assessment date of authorisation|assessment (authorised|authorisation|completed)( date)?)$/
	],
	['strategyOn', /^strategy (discussion|meeting).*$/],
	['conferenceOn', /^(icpc( date)?|date of (initial child protection conference|icpc))$/],
	['cinStartedOn', /^(cin|child in need)( plan)? start( date)?$/],
	['cinSeenOn', /^(date (child was )?last seen|last seen( date)?|last visit( date)?)$/],
	['cppStartedOn', /^(cp|cpp|child protection plan)( plan)? start( date)?$/],
	['cppVisitOn', /^(date of the )?last (statutory|cp) visit( date)?$/],
	['cppReviewOn', /^(date of )?latest review conference$/],
	['cppEndedOn', /^(cp|cpp|child protection plan)( plan)? end( date)?$/],
	['lacStartedOn', /^(date started to be looked after|(lac|cla|looked after|care) start( date)?)$/],
	['lacReviewOn', /^((date of )?latest statutory review|(last|latest) (lac |cla )?review( date)?)$/],
	['lacVisitOn', /^(date of )?last social work visit$/],
	['iroVisitOn', /^(date of )?last iro visit.*$/],
	['placementStartedOn', /^(start date of most recent placement|placement start( date)?)$/],
	['permanencePlanOn', /^(date of )?permanence plan( date)?$/],
	['legalStatusOn', /^(start date of current legal status|legal status start( date)?)$/],
	['pathwayReviewOn', /^(latest )?pathway plan review( date)?$/],
	['leaverContactOn', /^latest date of contact$/],
	['closedOn', /^(case )?(closed|closure|end) ?(date|on)?$/]
];

const personal =
	/\b((child|young person|client|first|last|sur|full|fore|given|family|middle|known as) ?names?|surname|forename|name of child|dob|birth|born|address|street|postcode|post code|nhs|upn|uln|phone|mobile|telephone|email|mother|father|parent|carer|sibling)\b|^name$/;

/** Headers by which a column may not be kept as text, whatever the person mapping it says. */
export function isPersonalHeader(header: Cell | undefined): boolean {
	return personal.test(normaliseHeader(header));
}

export function describeColumns(header: SheetRow): CsvColumn[] {
	return header.cells.flatMap((cell, index) => {
		const text = cleanText(cell).slice(0, 200);
		return text === ''
			? []
			: [{ index, letter: columnLetter(index), header: text, isPersonal: isPersonalHeader(text) }];
	});
}

/** The first column whose whole name fits each field; a column serves one field. */
export function suggestMapping(header: SheetRow): ColumnMapping {
	const mapping: ColumnMapping = {};
	const taken = new Set<number>();
	const names = header.cells.map(normaliseHeader);
	for (const [field, pattern] of patterns) {
		const index = names.findIndex((name, at) => !taken.has(at) && name !== '' && pattern.test(name));
		if (index === -1) continue;
		mapping[field] = index;
		taken.add(index);
	}
	return mapping;
}

/** A first row that holds dates or numbers is data: it must not be shown as if it were headers. */
export function looksLikeHeader({ cells }: SheetRow): boolean {
	const texts = cells.map(cleanText).filter((text) => text !== '');
	const isData = (text: string) =>
		/\d{3}/.test(text) || /^[\d.,\s-]+$/.test(text) || looksPersonal(text) || readDay(text) !== null;
	return texts.length >= 1 && !texts.some(isData) && new Set(texts).size > texts.length / 2;
}

/** Which of the eleven lists a CSV is, by its headers: nearly all of Ofsted's columns of that list are in it. */
export function guessList(rows: readonly SheetRow[]): number | null {
	let best: { list: number; share: number } | null = null;
	for (const list of annexALists) {
		const at = findHeaderRow(list, rows);
		const cells = at === null ? [] : (rows[at]?.cells ?? []);
		const found = new Set(cells.flatMap((cell) => matchHeader(list, cell)?.column.header ?? []));
		const share = found.size / list.columns.length;
		if (share >= 0.7 && (best === null || share > best.share)) best = { list: list.number, share };
	}
	return best?.list ?? null;
}
