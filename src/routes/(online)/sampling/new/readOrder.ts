import { planTypes } from '#lib/domain/frames/annexACodes.ts';
import { ageBands, caseDates, stages, type CaseDate } from '#lib/domain/frames/SamplingFrame.ts';
import {
	stratumColumns,
	usualExclusions,
	type CaseFilter,
	type ExclusionRule,
	type SamplingMethod,
	type SamplingRule,
	type StratumColumn
} from '#lib/domain/sampling/SamplingRule.ts';
import { moreFilters, readMore, readNames, type CountAsked, type CountField, type YesNoField } from './moreFilters.ts';
import type { TemplateRef } from '#lib/domain/templates/Template.ts';
import { readDate } from '#lib/ui/form/readDate.ts';
import type { Day } from '#lib/domain/shared/dates.ts';

const shares = ['fixed', 'proportional', 'equal'] as const;
type Share = (typeof shares)[number];

export const methods = [
	'stratified',
	'simple-random',
	'systematic',
	'risk-weighted',
	'whole-cohort',
	'nominated'
] as const;
export type MethodKind = (typeof methods)[number];

/** Risks that the caseload can tell of; each gives a case two more chances. */
export const riskPresets: readonly { readonly id: string; readonly label: string; readonly when: CaseFilter }[] = [
	{ id: 'repeat-plan', label: 'On a plan before', when: { column: 'previousPlans', atLeast: 1 } },
	{ id: 'missing', label: 'Missing three times or more', when: { column: 'missingEpisodes', atLeast: 3 } },
	{ id: 'moves', label: 'Three placements or more', when: { column: 'placements', atLeast: 3 } },
	{ id: 'not-alone', label: 'Not seen alone', when: { column: 'seenAlone', is: false } },
	{ id: 'under-one', label: 'Under one year, or unborn', when: { column: 'ageBand', is: ['under-1', 'unborn'] } }
];
const ticketsForRisk = 2;

/** What a person has asked for so far, as the form's fields say it: whatever else is in the address is passed over. */
export type SampleOrder = {
	readonly template: TemplateRef | null;
	readonly name: string;
	readonly seed: string;
	readonly openOnly: boolean;
	readonly stages: readonly (typeof stages)[number][];
	readonly ages: readonly (typeof ageBands)[number][];
	readonly plans: readonly (typeof planTypes)[number][];
	readonly teams: readonly string[];
	readonly worker: string;
	readonly legal: readonly string[];
	readonly placement: readonly string[];
	readonly lists: readonly number[];
	readonly yesNo: Readonly<Record<YesNoField, boolean | null>>;
	readonly counts: Readonly<Record<CountField, CountAsked>>;
	readonly date: CaseDate | null;
	readonly from: Day | null;
	readonly to: Day | null;
	/** Months in which an audited case is not drawn again; 0 for none. */
	readonly months: number;
	/** Months in which a worker is not audited again, this sample among them; 0 for no such rule. */
	readonly workerMonths: number;
	/** Days for which work that began on `newDate` is too new to judge; 0 for none. */
	readonly newDays: number;
	readonly newDate: CaseDate;
	readonly onePerHousehold: boolean;
	readonly isReaudit: boolean;
	readonly method: MethodKind;
	readonly by: StratumColumn;
	readonly share: Share;
	readonly size: number;
	/** The least of each group, where sizes are in proportion. */
	readonly minimum: number;
	readonly numbers: Readonly<Record<string, number>>;
	readonly risks: readonly string[];
	readonly caseRefs: readonly string[];
};

export function readOrder(query: URLSearchParams, usualSize = 12): SampleOrder {
	const one = <Value extends string>(name: string, known: readonly Value[], usual: Value): Value =>
		known.find((value) => value === query.get(name)) ?? usual;
	const many = <Value extends string>(name: string, known: readonly Value[]): Value[] =>
		known.filter((value) => query.getAll(name).includes(value));
	const dates = ['', ...caseDates] as const;
	const date = one('date', dates, '');
	return {
		template: readTemplateRef(query.get('template')),
		name: (query.get('name') ?? '').slice(0, 200),
		seed: query.get('seed') ?? '',
		openOnly: query.get('open') !== 'all',
		stages: many('stage', stages),
		ages: many('age', ageBands),
		plans: many('plan', planTypes),
		teams: readNames(query, 'team'),
		...readMore(query),
		date: date === '' ? null : date,
		from: readDay(query, 'from'),
		to: readDay(query, 'to'),
		months: readCount(query.get('months'), 12, 0, 60),
		workerMonths: readCount(query.get('workerMonths'), 0, 0, 60),
		newDays: readCount(query.get('newDays'), 0, 0, 365),
		newDate: one('newDate', caseDates, 'cppStartedOn'),
		onePerHousehold: query.get('household') !== 'any',
		isReaudit: query.get('reaudit') === 'yes',
		method: one('method', methods, 'stratified'),
		by: one('by', stratumColumns, 'stage'),
		share: one('share', shares, 'proportional'),
		minimum: readCount(query.get('minimum'), 0, 0, 100),
		size: readCount(query.get('size'), usualSize, 1, 2000),
		numbers: readNumbers(query),
		risks: many(
			'risk',
			riskPresets.map(({ id }) => id)
		),
		caseRefs: [...new Set((query.get('cases') ?? '').split(/[\s,;]+/).filter((ref) => ref !== ''))].slice(0, 2000)
	};
}

/** The rule that an order asks for. Strata of which nobody said how many get none. */
export function ruleFrom(order: SampleOrder): SamplingRule {
	return {
		filters: filtersFrom(order),
		exclusions: exclusionsFrom(order),
		onePerHousehold: order.onePerHousehold,
		...(sparesWorkers(order) ? { onePerWorker: true as const } : {}),
		isReaudit: order.isReaudit,
		method: methodFrom(order)
	};
}

/** A worker who is not audited twice in so many months is not audited twice in one sample either. */
export function sparesWorkers({ workerMonths, isReaudit }: Pick<SampleOrder, 'workerMonths' | 'isReaudit'>): boolean {
	return workerMonths > 0 && !isReaudit;
}

function filtersFrom(order: SampleOrder): CaseFilter[] {
	const filters: CaseFilter[] = [];
	if (order.openOnly) filters.push({ column: 'open', is: true });
	if (order.stages.length > 0) filters.push({ column: 'stage', is: [...order.stages] });
	if (order.ages.length > 0) filters.push({ column: 'ageBand', is: [...order.ages] });
	if (order.plans.length > 0) filters.push({ column: 'planType', is: [...order.plans] });
	if (order.teams.length > 0) filters.push({ column: 'team', is: [...order.teams] });
	filters.push(...moreFilters(order));
	if (order.date !== null) {
		const from = order.from === null ? {} : { from: order.from };
		const to = order.to === null ? {} : { to: order.to };
		filters.push({ date: order.date, ...from, ...to });
	}
	return filters;
}

function exclusionsFrom(order: SampleOrder): ExclusionRule[] {
	const usual = usualExclusions.flatMap((rule): ExclusionRule[] => {
		if (rule.reason !== 'audited-recently') return [rule];
		return order.months === 0 ? [] : [{ reason: 'audited-recently', months: order.months }];
	});
	if (order.workerMonths > 0) usual.push({ reason: 'worker-audited-recently', months: order.workerMonths });
	if (order.newDays === 0) return usual;
	return [...usual, { reason: 'begun-recently', date: order.newDate, days: order.newDays }];
}

function methodFrom(order: SampleOrder): SamplingMethod {
	const { size } = order;
	switch (order.method) {
		case 'stratified':
			return { kind: 'stratified', by: order.by, sizes: sizesFrom(order) };
		case 'systematic':
			return { kind: 'systematic', size, orderedBy: order.by };
		case 'risk-weighted':
			return weightedFrom(order);
		case 'nominated':
			return order.caseRefs.length === 0
				? { kind: 'simple-random', size }
				: { kind: 'nominated', caseRefs: [...order.caseRefs] };
		default:
			return order.method === 'whole-cohort' ? { kind: 'whole-cohort' } : { kind: 'simple-random', size };
	}
}

function sizesFrom({
	share,
	size,
	minimum,
	numbers
}: SampleOrder): Extract<SamplingMethod, { kind: 'stratified' }>['sizes'] {
	const sizes = Object.entries(numbers).map(([stratum, wanted]) => ({ stratum, size: wanted }));
	if (share === 'fixed' && sizes.length > 0) return { share: 'fixed', sizes };
	return share === 'equal' ? { share, size } : { share: 'proportional', size, minimum };
}

function weightedFrom({ size, risks }: SampleOrder): SamplingMethod {
	const chosen = riskPresets.filter(({ id }) => risks.includes(id));
	if (chosen.length === 0) return { kind: 'simple-random', size };
	return { kind: 'risk-weighted', size, risks: chosen.map(({ when }) => ({ when, tickets: ticketsForRisk })) };
}

export function readTemplateRef(text: string | null): TemplateRef | null {
	const match = /^([a-z0-9-]+)~(\d{1,6})$/.exec(text ?? '');
	return match === null ? null : { id: match[1] ?? '', ver: Number(match[2]) };
}

const strataPrefix = 'n.';

function readNumbers(query: URLSearchParams): Record<string, number> {
	return Object.fromEntries(
		[...query].flatMap(([name, value]) =>
			name.startsWith(strataPrefix) ? [[name.slice(strataPrefix.length), readCount(value, 0, 0, 2000)]] : []
		)
	);
}

function readCount(text: string | null, usual: number, least: number, most: number): number {
	if (text === null || !/^\d{1,6}$/.test(text.trim())) return usual;
	return Math.min(most, Math.max(least, Number(text)));
}

function readDay(query: URLSearchParams, name: string): Day | null {
	const box = (part: string) => query.get(`${name}-${part}`) ?? '';
	const read = readDate({ day: box('day'), month: box('month'), year: box('year') });
	return read.ok ? read.value : null;
}

/** The address of the same order without one of its filters. */
export function withoutFilter(query: URLSearchParams, name: string): string {
	const next = new URLSearchParams([...query].filter(([key]) => !key.startsWith('/')));
	const gone =
		name === 'date'
			? ['date', 'from', 'from-day', 'from-month', 'from-year', 'to', 'to-day', 'to-month', 'to-year']
			: [name];
	for (const key of gone) next.delete(key);
	if (name === 'open') next.set('open', 'all');
	return `/sampling/new?${next.toString()}`;
}
