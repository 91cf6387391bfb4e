import type { PlanType } from '#lib/domain/frames/annexACodes.ts';
import type { AgeBand, Stage } from '#lib/domain/frames/SamplingFrame.ts';
import type { CaseFilter, ExclusionRule, SamplingMethod, StratumColumn } from '#lib/domain/sampling/SamplingRule.ts';
import type { SampleShown } from '#lib/domain/sampling/sampleShows.ts';
import type { StratumShare } from '#lib/domain/sampling/shareOut.ts';
import { worthOf } from '#lib/domain/sampling/weighBack.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { dayAndMonth } from './dates.ts';
import { capital, inWords, list, number, percent, plural } from './numbers.ts';
import { ageBandWords, caseDateWords, stageWords } from './stages.ts';

export const columnWords: Record<StratumColumn, string> = {
	stage: 'Stage',
	team: 'Team',
	ageBand: 'Age',
	planType: 'Plan'
};

export const planWords: Record<PlanType, string> = {
	'child-in-need-plan': 'Child in need plan',
	'child-protection-plan': 'Child protection plan',
	'care-plan': 'Care plan',
	'pathway-plan': 'Pathway plan',
	'adoption-plan': 'Adoption plan'
};

/** A stratum as people call it; teams are called by their own names. */
export function stratumWords(stratum: string, by: StratumColumn | null): string {
	if (stratum === 'not-known') return 'Not known';
	if (stratum === 'all') return 'All';
	if (by === 'stage') return stageWords[stratum as Stage] ?? stratum;
	if (by === 'ageBand') return capital(ageBandWords[stratum as AgeBand] ?? stratum);
	if (by === 'planType') return planWords[stratum as PlanType] ?? stratum;
	return stratum;
}

const yesNo: Record<'open' | 'uasc' | 'disability' | 'seenAlone', readonly [string, string]> = {
	open: ['Open cases', 'Closed cases'],
	uasc: ['Unaccompanied, seeking asylum', 'Not unaccompanied'],
	disability: ['Disabled children', 'Not disabled'],
	seenAlone: ['Seen alone', 'Not seen alone']
};
const counted = {
	previousPlans: 'earlier child protection plans',
	missingEpisodes: 'missing episodes',
	placements: 'placements in 12 months'
} as const;
const named = { team: 'team', worker: 'worker', planType: 'plan', legalStatus: 'legal status', placement: 'placement' };

/** A filter in a few words, for its chip and for the statement. */
export function filterWords(filter: CaseFilter, today: Day): string {
	if ('date' in filter) {
		const { from, to } = filter;
		const words = caseDateWords[filter.date];
		if (from !== undefined && to !== undefined)
			return `${words} ${dayAndMonth(from, today)} to ${dayAndMonth(to, today)}`;
		if (from !== undefined) return `${words} since ${dayAndMonth(from, today)}`;
		return to === undefined ? `${words}, any date` : `${words} up to ${dayAndMonth(to, today)}`;
	}
	switch (filter.column) {
		case 'stage':
			return list(
				filter.is.map((stage) => stageWords[stage]),
				'or'
			);
		case 'ageBand':
			return capital(
				list(
					filter.is.map((band) => ageBandWords[band]),
					'or'
				)
			);
		case 'open':
		case 'uasc':
		case 'disability':
		case 'seenAlone':
			return yesNo[filter.column][filter.is ? 0 : 1];
		case 'lists':
			return `In list ${list(filter.is.map(String), 'or')}`;
		case 'previousPlans':
		case 'missingEpisodes':
		case 'placements': {
			const what = counted[filter.column];
			if (filter.atLeast === undefined)
				return filter.atMost === 0 ? `No ${what}` : `At most ${filter.atMost ?? 0} ${what}`;
			return `${filter.atLeast} or more ${what}`;
		}
		default:
			return filterByName(named[filter.column], filter.column, filter.is);
	}
}

function filterByName(noun: string, column: string, names: readonly string[]): string {
	const shown = names.map((name) => (column === 'planType' ? stratumWords(name, 'planType') : name));
	return shown.length > 3 ? `${shown.length} ${noun}s` : list(shown, 'or');
}

/** Why a case was left out, as a row of a list. */
export function exclusionWords(rule: ExclusionRule | { readonly reason: ExclusionRule['reason'] }): string {
	switch (rule.reason) {
		case 'audited-recently':
			return 'months' in rule ? `Audited in ${plural(rule.months, 'month')}` : 'Audited lately';
		case 'worker-audited-recently':
			return 'months' in rule ? `Worker audited in ${plural(rule.months, 'month')}` : 'Worker audited lately';
		case 'restricted-record':
			return 'Restricted record';
		case 'open-complaint':
			return 'Open complaint';
		case 'in-open-sample':
			return 'In another open sample';
		case 'sibling-in-open-sample':
			return 'Sibling in an open sample';
		case 'begun-recently':
			return 'days' in rule ? `${caseDateWords[rule.date]} under ${plural(rule.days, 'day')} ago` : 'Too new to judge';
		case 'by-hand':
			return 'because' in rule ? `By hand: ${rule.because}` : 'By hand';
	}
}

type Spared = {
	readonly onePerHousehold: boolean;
	readonly siblingsPassedOver?: number;
	readonly onePerWorker: boolean;
	readonly workersPassedOver?: number;
};

/** Who gives way to whom within a sample; once it is drawn, how many did. */
export function sparedSentence(said: Spared): string {
	const passed = (count: number | undefined, noun: string) =>
		count === undefined ? '' : `; ${plural(count, noun)} passed over`;
	const household = said.onePerHousehold
		? `Only one child of a household is drawn, where the household is known${passed(said.siblingsPassedOver, 'sibling')}.`
		: 'Any number of children of a household may be drawn.';
	if (!said.onePerWorker) return household;
	return `${household} Only one case of a worker is drawn, where the worker is known${passed(said.workersPassedOver, 'case')}.`;
}

/** How cases were chosen, to follow "25 of 204 cases". */
export function methodWords(method: SamplingMethod, strata: number): string {
	switch (method.kind) {
		case 'simple-random':
			return 'at random';
		case 'stratified':
			return `in ${inWords(strata)} ${strata === 1 ? 'group' : 'groups'} by ${columnWords[method.by].toLowerCase()}, at random`;
		case 'systematic':
			return `every so-many-th case of the list by ${columnWords[method.orderedBy].toLowerCase()}, from a start set by the seed`;
		case 'risk-weighted':
			return 'at random, weighted to risk: a case has more chances for each risk that it carries';
		case 'whole-cohort':
			return 'all of them';
		case 'nominated':
			return 'nominated, not drawn';
	}
}

export const methodChoices = [
	{ value: 'stratified', label: 'Random within groups', hint: 'So many from each stage, team, age or plan' },
	{ value: 'simple-random', label: 'Random', hint: 'Every case has the same chance' },
	{ value: 'systematic', label: 'Every so-many-th', hint: 'Spread evenly along the list' },
	{ value: 'risk-weighted', label: 'Weighted to risk', hint: 'More chances for each risk; says less of the whole' },
	{ value: 'whole-cohort', label: 'All that match', hint: 'Nobody is left out by chance' },
	{ value: 'nominated', label: 'Named cases', hint: 'Chosen by a person; says nothing of the others' }
] as const;

/** The statement in a sentence: how these cases were chosen, and that anyone can choose them again. */
export function drawSentence(
	of: { readonly size: number; readonly drawnFrom: number; readonly strata: number; readonly method: SamplingMethod },
	on: string
): string {
	return `On ${on}, ${number(of.size)} of ${plural(of.drawnFrom, 'case')}, ${methodWords(of.method, of.strata)}.`;
}

/** What a size can and cannot tell, in words. Width is from the lowest to the highest the sample may show, 0 to 1. */
export function enoughWords(width: number): string {
	if (width <= 0.001) return 'All of them are looked at, so this shows exactly how it is.';
	if (width <= 0.15) return 'Enough to see a change of some points from one time to the next.';
	if (width <= 0.35) return 'Enough to tell most from few. Too few to compare teams.';
	return 'Enough to learn from each case. Too few to say how common anything is.';
}

/** That a plain count of uneven groups is not the share of the whole, and how much the cases tell of it. */
export function unevenWords(strata: readonly StratumShare[]): string {
	const size = strata.reduce((all, one) => all + one.size, 0);
	const silent = strata.filter((one) => one.size === 0 && one.available > 0).length;
	const worth = Math.max(1, Math.floor(Math.min(size, worthOf(strata))));
	return `Some groups are looked at more than others. ${weightWords(strata)} Counted plainly, the small groups would weigh too much; weighed back, these ${number(size)} tell as much of the whole as ${number(worth)} drawn evenly.${silent > 0 ? ` ${plural(silent, 'group')} with nobody drawn: nothing can be said of it.` : ''}`;
}

/** What a sample's grades say so far, of the cases looked at and of all they were drawn from. */
export function shownWords({ good, graded, drawn, whole, isUneven }: SampleShown): string {
	const plain = `Of ${plural(graded, 'case')} graded${graded < drawn ? ` so far, of ${number(drawn)} drawn` : ''}, ${number(good)} ${good === 1 ? 'is' : 'are'} Good or better (${percent(good / graded)}).`;
	if (whole === null) return `${plain} They were not drawn by equal chance, so this is said of them and of no others.`;
	const { share, low, high, total, covered, uncovered } = whole;
	const between = low === high ? 'exactly' : `between ${percent(low)} and ${percent(high)}, 19 times in 20`;
	const about = isUneven
		? `Weighed back, because some groups were looked at more than others: about ${percent(share)} of the ${number(covered)} they were drawn from, some ${number(Math.round(total))}; ${between}.`
		: `Of the ${number(covered)} they were drawn from, about ${percent(share)}, some ${number(Math.round(total))}; ${between}.`;
	const silent =
		uncovered === 0 ? '' : ` Nothing is said of ${number(uncovered)} in groups where nobody is graded yet.`;
	return `${plain} ${about}${silent}`;
}

/** How many of the whole one case of a group stands for, from the most to the least. */
export function weightWords(strata: readonly { readonly available: number; readonly size: number }[]): string {
	const weights = strata.filter(({ size }) => size > 0).map(({ available, size }) => available / size);
	if (weights.length === 0) return '';
	const shown = (weight: number) => (weight < 10 ? String(Math.round(weight * 10) / 10) : number(Math.round(weight)));
	return `One case stands for ${shown(Math.min(...weights))} in one group and for ${shown(Math.max(...weights))} in another.`;
}
