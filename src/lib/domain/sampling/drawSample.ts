import { isStale, staleAfterDays } from '../frames/isStale.ts';
import type { FrameCase, SamplingFrame } from '../frames/SamplingFrame.ts';
import { dayInEngland, daysBetween, type Day, type Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { ok, problem, type Result } from '../shared/Result.ts';
import {
	orderOfDraw,
	systematicOrder,
	takeInOrder,
	type DrawnCase,
	type PassedOver,
	type PoolCase
} from './drawFrom.ts';
import { byCaseRef, eligibleCases, matches, type Standings } from './eligibleCases.ts';
import type { Sample, SamplingWarning } from './Sample.ts';
import type { SamplingMethod, SamplingRule, StrataSizes, StratumColumn } from './SamplingRule.ts';
import { isSeed, type Seed } from './seed.ts';
import { sha256 } from './sha256.ts';
import { shareOut, type ShareProblemCode, type Stratum, type StratumShare } from './shareOut.ts';

export type SamplingProblemCode =
	| ShareProblemCode
	| 'sampling.seed-not-valid'
	/** facts: caseRef */
	| 'sampling.duplicate-case'
	/** Every case was left out by filters and exclusions. facts: matched */
	| 'sampling.nobody-left'
	/** facts: caseRef: nominated, but not among those who may be drawn */
	| 'sampling.not-in-frame'
	/** Only one child of a household is drawn, and there are too few households. facts: stratum, wanted, found */
	| 'sampling.households-too-few'
	/** Only one case of a worker is drawn, and there are too few workers. facts: stratum, wanted, found */
	| 'sampling.workers-too-few';

export type DrawContext = {
	readonly standings: Standings;
	readonly by: PersonId;
	readonly at: Instant;
	/** Days after which a frame is stale (import.md 3.2, rule 10). */
	readonly staleAfterDays?: number;
};

const everyone = 'all';
const notKnown = 'not-known';

/**
 * The seed makes the draw repeatable: anyone can show later how these cases were chosen. The same frame, rule, seed
 * and standings always draw the same cases, in whatever order the frame came.
 */
export function drawSample(
	frame: SamplingFrame,
	rule: SamplingRule,
	seed: Seed,
	context: DrawContext
): Result<Sample, SamplingProblemCode> {
	if (!isSeed(seed)) return problem('sampling.seed-not-valid');
	const twice = firstTwice(frame.cases);
	if (twice !== undefined) return problem('sampling.duplicate-case', { caseRef: twice });
	const { matched, excluded, eligible } = eligibleCases(frame, rule, context.standings, dayInEngland(context.at));
	const pool = makePool(eligible, rule, context.standings);
	const missing = notInPool(rule.method, pool);
	if (missing !== undefined) return problem('sampling.not-in-frame', { caseRef: missing });
	if (pool.length === 0) return problem('sampling.nobody-left', { matched });
	const strata = shareOut(sizesOf(rule.method, pool), countStrata(pool));
	if (!strata.ok) return strata;
	const draw = takeInOrder(orderFor(rule.method, pool, seed), strata.value);
	const short = firstShort(strata.value, draw.drawn);
	if (short !== undefined) return problem(tooFew(draw.passedOver), short);
	return ok({
		algorithm: isOnePerWorker(rule) ? 'dipper-draw-2' : 'dipper-draw-1',
		frame: frameFacts(frame),
		rule,
		seed,
		drawnBy: context.by,
		drawnAt: context.at,
		matched,
		excluded,
		pool,
		poolHash: hashPool(pool),
		strata: strata.value,
		drawn: draw.drawn,
		passedOver: draw.passedOver,
		replacements: [],
		warnings: warnIfStale(frame, dayInEngland(context.at), context.staleAfterDays)
	});
}

/** What a rule would draw from, before there is a seed: for the page where the rule is made. */
export function strataFor(
	frame: SamplingFrame,
	rule: SamplingRule,
	standings: Standings,
	on: Day
): {
	readonly matched: number;
	readonly excluded: ReturnType<typeof eligibleCases>['excluded'];
	readonly strata: readonly Stratum[];
} {
	const { matched, excluded, eligible } = eligibleCases(frame, rule, standings, on);
	return { matched, excluded, strata: countStrata(makePool(eligible, rule, standings)) };
}

export function orderFor(method: SamplingMethod, pool: readonly PoolCase[], seed: Seed): PoolCase[] {
	if (method.kind === 'systematic') return systematicOrder(pool, method.size, seed);
	if (method.kind === 'nominated')
		return [...pool].sort((a, b) => method.caseRefs.indexOf(a.caseRef) - method.caseRefs.indexOf(b.caseRef));
	return orderOfDraw(pool, seed);
}

/** The pool's cases one to a line with their strata, in order of case number. */
export function hashPool(pool: readonly PoolCase[]): string {
	return sha256(pool.map(({ caseRef, stratum }) => `${caseRef}|${stratum}`).join('\n'));
}

function makePool(eligible: readonly FrameCase[], rule: SamplingRule, standings: Standings): PoolCase[] {
	const { method } = rule;
	const wanted = method.kind === 'nominated' ? new Set(method.caseRefs) : null;
	const cases = eligible.filter(({ caseRef }) => wanted === null || wanted.has(caseRef)).sort(byCaseRef);
	const workers = isOnePerWorker(rule) ? numberWorkers(cases) : null;
	return cases.map((one) => {
		const household = isDrawnByChance(rule) && rule.onePerHousehold ? standings.get(one.caseRef)?.household : undefined;
		const worker = workers?.get(workerKey(one));
		return {
			caseRef: one.caseRef,
			stratum: stratumOf(one, method),
			...(household === undefined ? {} : { household }),
			...(worker === undefined ? {} : { worker }),
			...chances(one, method)
		};
	});
}

/** The record keeps who shares a worker, and not who the worker is. */
function numberWorkers(cases: readonly FrameCase[]): Map<string, string> {
	const keys = new Set(cases.map(workerKey).filter((key) => key !== ''));
	return new Map([...keys].map((key, index) => [key, `w${index + 1}`]));
}

/** One name, however it is spaced and capitalised, is one worker; two who share a name are spared as one. */
function workerKey({ worker }: FrameCase): string {
	return (worker ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

export function isOnePerWorker(rule: SamplingRule): boolean {
	return isDrawnByChance(rule) && rule.onePerWorker === true;
}

/** A whole cohort and nominated cases are what they are: no sibling gives way to another. */
export function isDrawnByChance({ method }: SamplingRule): boolean {
	return method.kind !== 'whole-cohort' && method.kind !== 'nominated';
}

function stratumOf(one: FrameCase, method: SamplingMethod): string {
	return method.kind === 'stratified' ? columnOf(one, method.by) : everyone;
}

function columnOf(one: FrameCase, column: StratumColumn): string {
	return one[column] ?? notKnown;
}

function chances(one: FrameCase, method: SamplingMethod): Pick<PoolCase, 'tickets' | 'orderKey'> {
	if (method.kind === 'systematic') return { orderKey: columnOf(one, method.orderedBy) };
	if (method.kind !== 'risk-weighted') return {};
	const extra = method.risks.filter(({ when }) => matches(one, when)).map(({ tickets }) => tickets);
	return { tickets: extra.reduce((sum, tickets) => sum + tickets, 1) };
}

function sizesOf(method: SamplingMethod, pool: readonly PoolCase[]): StrataSizes {
	if (method.kind === 'stratified') return method.sizes;
	const size = method.kind === 'whole-cohort' || method.kind === 'nominated' ? pool.length : method.size;
	return { share: 'equal', size };
}

function countStrata(pool: readonly PoolCase[]): Stratum[] {
	const counts = new Map<string, number>();
	for (const { stratum } of pool) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
	return [...counts]
		.map(([stratum, available]) => ({ stratum, available }))
		.sort((a, b) => (a.stratum < b.stratum ? -1 : 1));
}

function notInPool(method: SamplingMethod, pool: readonly PoolCase[]): string | undefined {
	if (method.kind !== 'nominated') return undefined;
	return method.caseRefs.find((caseRef) => !pool.some((one) => one.caseRef === caseRef));
}

function firstTwice(cases: readonly FrameCase[]): string | undefined {
	const seen = new Set<string>();
	return cases.find(({ caseRef }) => seen.size === seen.add(caseRef).size)?.caseRef;
}

function tooFew(passedOver: readonly PassedOver[]): SamplingProblemCode {
	const forSiblings = passedOver.every((one) => 'sibling' in one);
	return forSiblings ? 'sampling.households-too-few' : 'sampling.workers-too-few';
}

/** A stratum that siblings, or cases of one worker, giving way left short. */
function firstShort(strata: readonly StratumShare[], drawn: readonly DrawnCase[]) {
	return strata
		.map(({ stratum, size }) => ({
			stratum,
			wanted: size,
			found: drawn.filter((one) => one.stratum === stratum).length
		}))
		.find(({ wanted, found }) => found < wanted);
}

function frameFacts({ id, takenOn, importedAt, source, cases }: SamplingFrame): Sample['frame'] {
	return { id, takenOn, importedAt, source, size: cases.length };
}

function warnIfStale(frame: SamplingFrame, on: Day, limit = staleAfterDays): SamplingWarning[] {
	const days = daysBetween(frame.takenOn, on);
	return isStale(frame, on, limit) ? [{ code: 'sampling.frame-stale', facts: { days, limit } }] : [];
}
