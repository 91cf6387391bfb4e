import { z } from 'zod';
import { ageBands, caseDates, stages } from '../frames/SamplingFrame.ts';
import { day } from '../shared/dates.ts';

/** A case matches when its value is one of these; a value that is not known never matches. */
export const caseFilter = z.union([
	z.strictObject({ column: z.literal('stage'), is: z.array(z.enum(stages)).min(1) }),
	z.strictObject({ column: z.literal('ageBand'), is: z.array(z.enum(ageBands)).min(1) }),
	z.strictObject({
		column: z.enum(['team', 'worker', 'planType', 'legalStatus', 'placement']),
		is: z.array(z.string()).min(1)
	}),
	z.strictObject({ column: z.enum(['open', 'uasc', 'disability', 'seenAlone']), is: z.boolean() }),
	z.strictObject({ column: z.literal('lists'), is: z.array(z.number().int().min(1).max(11)).min(1) }),
	z.strictObject({
		column: z.enum(['previousPlans', 'missingEpisodes', 'placements']),
		atLeast: z.number().int().optional(),
		atMost: z.number().int().optional()
	}),
	/** Both days are included. */
	z.strictObject({ date: z.enum(caseDates), from: day.optional(), to: day.optional() })
]);
export type CaseFilter = z.infer<typeof caseFilter>;

export const exclusionRule = z.discriminatedUnion('reason', [
	/** Not applied where the sample is a re-audit. */
	z.strictObject({ reason: z.literal('audited-recently'), months: z.number().int().min(1) }),
	/** A worker is not audited twice in so many months. Not applied where the sample is a re-audit. */
	z.strictObject({ reason: z.literal('worker-audited-recently'), months: z.number().int().min(1) }),
	z.strictObject({ reason: z.literal('restricted-record') }),
	z.strictObject({ reason: z.literal('open-complaint') }),
	z.strictObject({ reason: z.literal('in-open-sample') }),
	z.strictObject({ reason: z.literal('sibling-in-open-sample') }),
	/** Too new to judge: a plan under ten days old. */
	z.strictObject({ reason: z.literal('begun-recently'), date: z.enum(caseDates), days: z.number().int().min(1) }),
	z.strictObject({ reason: z.literal('by-hand'), caseRef: z.string().min(1), because: z.string().min(1).max(500) })
]);
export type ExclusionRule = z.infer<typeof exclusionRule>;

/** Product.md 3.2; each is configurable. */
export const usualExclusions: readonly ExclusionRule[] = [
	{ reason: 'restricted-record' },
	{ reason: 'open-complaint' },
	{ reason: 'audited-recently', months: 12 },
	{ reason: 'in-open-sample' },
	{ reason: 'sibling-in-open-sample' }
];

export const stratumColumns = ['stage', 'team', 'ageBand', 'planType'] as const;
export type StratumColumn = (typeof stratumColumns)[number];

const size = z.number().int().min(1).max(2000);

export const strataSizes = z.discriminatedUnion('share', [
	/** In proportion, by largest remainder; each stratum at least `minimum`, or all it has. */
	z.strictObject({ share: z.literal('proportional'), size, minimum: z.number().int().min(0).default(0) }),
	z.strictObject({ share: z.literal('equal'), size }),
	z.strictObject({
		share: z.literal('fixed'),
		sizes: z.array(z.strictObject({ stratum: z.string(), size: z.number().int().min(0).max(2000) })).min(1)
	})
]);
export type StrataSizes = z.infer<typeof strataSizes>;

export const samplingMethod = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('simple-random'), size }),
	z.strictObject({ kind: z.literal('stratified'), by: z.enum(stratumColumns), sizes: strataSizes }),
	/** Every so-many-th case of the list in this order, from a start that the seed sets. */
	z.strictObject({ kind: z.literal('systematic'), size, orderedBy: z.enum(stratumColumns) }),
	/** Each case has one ticket in the hat, and more for each risk that it matches. */
	z.strictObject({
		kind: z.literal('risk-weighted'),
		size,
		risks: z
			.array(z.strictObject({ when: caseFilter, tickets: z.number().int().min(1).max(20) }))
			.min(1)
			.max(12)
	}),
	z.strictObject({ kind: z.literal('whole-cohort') }),
	z.strictObject({ kind: z.literal('nominated'), caseRefs: z.array(z.string().min(1)).min(1) })
]);
export type SamplingMethod = z.infer<typeof samplingMethod>;

export const samplingRule = z.strictObject({
	filters: z.array(caseFilter),
	exclusions: z.array(exclusionRule),
	/** Only one child of a household is drawn, where the household is known. */
	onePerHousehold: z.boolean(),
	/** Only one case of a worker is drawn, where the worker is known; left out: any number. */
	onePerWorker: z.literal(true).optional(),
	isReaudit: z.boolean(),
	method: samplingMethod
});
export type SamplingRule = z.infer<typeof samplingRule>;
