import type { CaseFilter } from '#lib/domain/sampling/SamplingRule.ts';

/** Columns that say yes or no, with their fields in the form. */
export const yesNoFields = { uasc: 'uasc', disability: 'disability', seenAlone: 'alone' } as const;
export type YesNoField = keyof typeof yesNoFields;

/** Columns that count, with their fields in the form. */
export const countFields = { previousPlans: 'plans', missingEpisodes: 'missing', placements: 'moves' } as const;
export type CountField = keyof typeof countFields;
/** Null is any number. */
export type CountAsked = 'none' | 1 | 2 | 3 | 5 | null;
const counts = [1, 2, 3, 5] as const;

export type MoreFilters = {
	readonly worker: string;
	readonly legal: readonly string[];
	readonly placement: readonly string[];
	readonly lists: readonly number[];
	readonly yesNo: Readonly<Record<YesNoField, boolean | null>>;
	readonly counts: Readonly<Record<CountField, CountAsked>>;
};

/** The filters over the columns that are asked for less often, as the form's fields say them. */
export function readMore(query: URLSearchParams): MoreFilters {
	return {
		worker: (query.get('worker') ?? '').slice(0, 120),
		legal: readNames(query, 'legal'),
		placement: readNames(query, 'placement'),
		lists: [...new Set(query.getAll('list').map(Number))].filter(
			(list) => Number.isInteger(list) && list >= 1 && list <= 11
		),
		yesNo: {
			uasc: readYesNo(query, 'uasc'),
			disability: readYesNo(query, 'disability'),
			seenAlone: readYesNo(query, 'seenAlone')
		},
		counts: {
			previousPlans: readCounted(query, 'previousPlans'),
			missingEpisodes: readCounted(query, 'missingEpisodes'),
			placements: readCounted(query, 'placements')
		}
	};
}

export function moreFilters(order: MoreFilters): CaseFilter[] {
	const filters: CaseFilter[] = [];
	if (order.worker !== '') filters.push({ column: 'worker', is: [order.worker] });
	if (order.legal.length > 0) filters.push({ column: 'legalStatus', is: [...order.legal] });
	if (order.placement.length > 0) filters.push({ column: 'placement', is: [...order.placement] });
	if (order.lists.length > 0) filters.push({ column: 'lists', is: [...order.lists] });
	for (const column of ['uasc', 'disability', 'seenAlone'] as const) {
		const is = order.yesNo[column];
		if (is !== null) filters.push({ column, is });
	}
	for (const column of ['previousPlans', 'missingEpisodes', 'placements'] as const) {
		const asked = order.counts[column];
		if (asked !== null) filters.push(asked === 'none' ? { column, atMost: 0 } : { column, atLeast: asked });
	}
	return filters;
}

const fieldOfColumn: Readonly<Record<string, string>> = {
	ageBand: 'age',
	planType: 'plan',
	legalStatus: 'legal',
	lists: 'list',
	...yesNoFields,
	...countFields
};

/** The form's field that a filter came from. */
export function fieldOf(filter: CaseFilter): string {
	return 'date' in filter ? 'date' : (fieldOfColumn[filter.column] ?? filter.column);
}

export function readNames(query: URLSearchParams, name: string): string[] {
	return [...new Set(query.getAll(name).filter((value) => value !== ''))].slice(0, 200);
}

function readYesNo(query: URLSearchParams, column: YesNoField): boolean | null {
	const said = query.get(yesNoFields[column]);
	return said === 'yes' ? true : said === 'no' ? false : null;
}

function readCounted(query: URLSearchParams, column: CountField): CountAsked {
	const said = query.get(countFields[column]);
	return said === 'none' ? said : (counts.find((count) => String(count) === said) ?? null);
}
