import { addMonths } from '../calendar/months.ts';
import type { FrameCase, SamplingFrame } from '../frames/SamplingFrame.ts';
import { addDays, type Day } from '../shared/dates.ts';
import type { CaseFilter, ExclusionRule, SamplingRule } from './SamplingRule.ts';

/** What Dipper knows of a case beside the import. */
export type CaseStanding = {
	readonly lastAuditedOn?: Day;
	/** When any case of the child's worker was last audited, where the worker is somebody here. */
	readonly workerLastAuditedOn?: Day;
	readonly isRestricted?: boolean;
	readonly hasOpenComplaint?: boolean;
	readonly isInOpenSample?: boolean;
	/** Any name that siblings share; absent where the household is not known. */
	readonly household?: string;
};
export type Standings = ReadonlyMap<string, CaseStanding>;

export type ExcludedCase = { readonly caseRef: string; readonly reason: ExclusionRule['reason'] };

export type Eligibility = {
	/** How many cases the filters let through. */
	readonly matched: number;
	readonly excluded: readonly ExcludedCase[];
	readonly eligible: readonly FrameCase[];
};

/**
 * Who may be drawn: filters first, then exclusions. A case with several reasons counts once, under the first of the
 * rule's, so that the counts add up. Everything comes out in the order of case numbers, however the import had it.
 */
export function eligibleCases(frame: SamplingFrame, rule: SamplingRule, standings: Standings, on: Day): Eligibility {
	const matched = frame.cases.filter((one) => rule.filters.every((filter) => matches(one, filter))).sort(byCaseRef);
	const world = { standings, on, busyHouseholds: householdsInOpenSamples(standings) };
	const rules = rule.exclusions.filter((exclusion) => isLookedFor(exclusion, rule));
	const excluded: ExcludedCase[] = [];
	const eligible: FrameCase[] = [];
	for (const one of matched) {
		const against = rules.find((exclusion) => applies(exclusion, one, world));
		if (against === undefined) eligible.push(one);
		else excluded.push({ caseRef: one.caseRef, reason: against.reason });
	}
	return { matched: matched.length, excluded, eligible };
}

/** A re-audit looks again at whom was audited, so it asks of nobody when that was. */
export function isLookedFor({ reason }: ExclusionRule, { isReaudit }: Pick<SamplingRule, 'isReaudit'>): boolean {
	return !(isReaudit && (reason === 'audited-recently' || reason === 'worker-audited-recently'));
}

/** Whether a case meets one filter. */
export function matches(one: FrameCase, filter: CaseFilter): boolean {
	if ('date' in filter) return isWithin(one.dates[filter.date], filter.from, filter.to);
	switch (filter.column) {
		case 'lists':
			return one.lists.some((list) => filter.is.includes(list));
		case 'open':
		case 'uasc':
		case 'disability':
		case 'seenAlone':
			return one[filter.column] === filter.is;
		case 'previousPlans':
		case 'missingEpisodes':
		case 'placements':
			return isBetween(one[filter.column], filter.atLeast, filter.atMost);
		default: {
			const allowed: readonly string[] = filter.is;
			const value = one[filter.column];
			return value !== null && value !== undefined && allowed.includes(value);
		}
	}
}

/** By code unit, never by the reader's language: a draw may not depend on where it is made. */
export function byCaseRef(one: { readonly caseRef: string }, other: { readonly caseRef: string }): number {
	return one.caseRef < other.caseRef ? -1 : one.caseRef > other.caseRef ? 1 : 0;
}

type World = { readonly standings: Standings; readonly on: Day; readonly busyHouseholds: ReadonlySet<string> };

function applies(exclusion: ExclusionRule, one: FrameCase, { standings, on, busyHouseholds }: World): boolean {
	const standing = standings.get(one.caseRef) ?? {};
	switch (exclusion.reason) {
		case 'audited-recently':
			return isSince(standing.lastAuditedOn, on, exclusion.months);
		case 'worker-audited-recently':
			return isSince(standing.workerLastAuditedOn, on, exclusion.months);
		case 'restricted-record':
			return standing.isRestricted === true;
		case 'open-complaint':
			return standing.hasOpenComplaint === true;
		case 'in-open-sample':
			return standing.isInOpenSample === true;
		case 'sibling-in-open-sample':
			return standing.household !== undefined && busyHouseholds.has(standing.household);
		case 'begun-recently':
			return isWithin(one.dates[exclusion.date], addDays(on, 1 - exclusion.days), undefined);
		case 'by-hand':
			return exclusion.caseRef === one.caseRef;
	}
}

function householdsInOpenSamples(standings: Standings): Set<string> {
	const busy = [...standings.values()].filter(({ isInOpenSample }) => isInOpenSample === true);
	return new Set(busy.flatMap(({ household }) => (household === undefined ? [] : [household])));
}

function isSince(date: Day | undefined, on: Day, months: number): boolean {
	return date !== undefined && date > addMonths(on, -months);
}

function isWithin(date: Day | undefined, from: Day | undefined, to: Day | undefined): boolean {
	return date !== undefined && (from === undefined || date >= from) && (to === undefined || date <= to);
}

function isBetween(count: number | null, atLeast = -Infinity, atMost = Infinity): boolean {
	return count !== null && count >= atLeast && count <= atMost;
}
