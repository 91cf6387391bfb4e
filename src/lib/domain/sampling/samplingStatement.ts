import { dayInEngland, daysBetween, type Day, type Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import type { DrawnCase } from './drawFrom.ts';
import { isDrawnByChance, isOnePerWorker } from './drawSample.ts';
import { isLookedFor } from './eligibleCases.ts';
import { casesIn, type Replacement, type Sample, type SamplingWarning } from './Sample.ts';
import type { CaseFilter, ExclusionRule, SamplingMethod } from './SamplingRule.ts';
import type { StratumShare } from './shareOut.ts';

/**
 * Everything that a reader needs to judge how a sample was chosen, as facts: ui/words makes the sentences that are
 * printed for an inspector.
 */
export type SamplingStatement = {
	readonly frame: Sample['frame'] & { readonly daysOld: number };
	readonly filters: readonly CaseFilter[];
	readonly matched: number;
	/** Every exclusion that was looked for, those that left nobody out too. */
	readonly exclusions: readonly { readonly rule: ExclusionRule; readonly count: number }[];
	readonly leftOut: number;
	readonly drawnFrom: number;
	readonly poolHash: string;
	readonly isReaudit: boolean;
	readonly onePerHousehold: boolean;
	/** Not drawn because a sibling was. */
	readonly siblingsPassedOver: number;
	readonly onePerWorker: boolean;
	/** Not drawn because another case of the worker was. */
	readonly workersPassedOver: number;
	readonly method: SamplingMethod;
	/** `share` is drawn of available, 0 to 1. */
	readonly strata: readonly (StratumShare & { readonly share: number })[];
	readonly seed: string;
	readonly algorithm: string;
	readonly size: number;
	/** As the sample stands now. */
	readonly cases: readonly DrawnCase[];
	readonly replacements: readonly Replacement[];
	readonly drawnOn: Day;
	readonly drawnAt: Instant;
	readonly drawnBy: PersonId;
	readonly warnings: readonly SamplingWarning[];
};

export function makeSamplingStatement(sample: Sample): SamplingStatement {
	const drawnOn = dayInEngland(sample.drawnAt);
	const { filters, isReaudit, method } = sample.rule;
	return {
		frame: { ...sample.frame, daysOld: daysBetween(sample.frame.takenOn, drawnOn) },
		filters,
		matched: sample.matched,
		exclusions: countExclusions(sample),
		leftOut: sample.excluded.length,
		drawnFrom: sample.pool.length,
		poolHash: sample.poolHash,
		isReaudit,
		onePerHousehold: isDrawnByChance(sample.rule) && sample.rule.onePerHousehold,
		siblingsPassedOver: sample.passedOver.filter((one) => 'sibling' in one).length,
		onePerWorker: isOnePerWorker(sample.rule),
		workersPassedOver: sample.passedOver.filter((one) => 'sameWorkerAs' in one).length,
		method,
		strata: sample.strata.map((one) => ({ ...one, share: one.size / one.available })),
		seed: sample.seed,
		algorithm: sample.algorithm,
		size: sample.drawn.length,
		cases: casesIn(sample),
		replacements: sample.replacements,
		drawnOn,
		drawnAt: sample.drawnAt,
		drawnBy: sample.drawnBy,
		warnings: sample.warnings
	};
}

function countExclusions({ rule, excluded }: Sample): SamplingStatement['exclusions'] {
	const looked = rule.exclusions.filter((one) => isLookedFor(one, rule));
	return looked.map((one) => ({
		rule: one,
		count: excluded.filter(
			({ caseRef, reason }) => reason === one.reason && (one.reason !== 'by-hand' || one.caseRef === caseRef)
		).length
	}));
}
