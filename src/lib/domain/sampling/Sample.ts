import type { Day, Instant } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import type { Problem } from '../shared/Result.ts';
import type { DrawAlgorithm, DrawnCase, PassedOver, PoolCase } from './drawFrom.ts';
import type { ExcludedCase } from './eligibleCases.ts';
import type { SamplingRule } from './SamplingRule.ts';
import type { Seed } from './seed.ts';
import type { StratumShare } from './shareOut.ts';

export type Replacement = {
	readonly out: string;
	readonly in: string;
	readonly reason: string;
	readonly by: PersonId;
	readonly at: Instant;
};

export type SamplingWarning =
	/** facts: days, limit */
	Problem<'sampling.frame-stale'>;

/**
 * A sample with all that drawing it again needs: the frame may be replaced and the standing of its cases change, so
 * the cases it could be drawn from are kept with it.
 */
export type Sample = {
	readonly algorithm: DrawAlgorithm;
	readonly frame: {
		readonly id: string;
		readonly takenOn: Day;
		readonly importedAt: Instant;
		readonly source: string;
		readonly size: number;
	};
	readonly rule: SamplingRule;
	readonly seed: Seed;
	readonly drawnBy: PersonId;
	readonly drawnAt: Instant;
	readonly matched: number;
	readonly excluded: readonly ExcludedCase[];
	/** By case number. */
	readonly pool: readonly PoolCase[];
	/** SHA-256 of the pool as DRAW.md writes it, short enough to print beside the seed. */
	readonly poolHash: string;
	readonly strata: readonly StratumShare[];
	/** In the order drawn. */
	readonly drawn: readonly DrawnCase[];
	readonly passedOver: readonly PassedOver[];
	readonly replacements: readonly Replacement[];
	readonly warnings: readonly SamplingWarning[];
};

/** The cases that stand in the sample now, replacements in the places of those they replaced. */
export function casesIn(sample: Pick<Sample, 'drawn' | 'replacements'>): DrawnCase[] {
	return sample.replacements.reduce<DrawnCase[]>(
		(cases, { out, in: next }) => cases.map((one) => (one.caseRef === out ? { ...one, caseRef: next } : one)),
		[...sample.drawn]
	);
}
