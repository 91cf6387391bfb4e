import { z } from 'zod';
import { day } from '../shared/dates.ts';

/** The most intensive open stage of a child's journey (import.md 3.2 rule 7); care leavers stand apart. */
export const stages = [
	'contact',
	'early-help',
	'referral',
	'assessment',
	'section-47',
	'child-in-need',
	'child-protection',
	'looked-after',
	'care-leaver',
	'adoption'
] as const;
export type Stage = (typeof stages)[number];

export const ageBands = ['unborn', 'under-1', '1-4', '5-7', '8-11', '12-15', '16-17', '18-plus', 'not-known'] as const;
export type AgeBand = (typeof ageBands)[number];

/** Dates kept from the import because a clock or a filter needs them. No date of birth. */
export const caseDates = [
	'contactOn',
	'earlyHelpStartedOn',
	'earlyHelpCompletedOn',
	'referralOn',
	'assessmentStartedOn',
	'assessmentAuthorisedOn',
	'strategyOn',
	'conferenceOn',
	'cinStartedOn',
	'cinSeenOn',
	'cppStartedOn',
	'cppVisitOn',
	'cppReviewOn',
	'cppEndedOn',
	'lacStartedOn',
	'lacReviewOn',
	'lacVisitOn',
	'iroVisitOn',
	'placementStartedOn',
	'permanencePlanOn',
	'legalStatusOn',
	'pathwayReviewOn',
	'leaverContactOn',
	'closedOn'
] as const;
export type CaseDate = (typeof caseDates)[number];

/** One child as the sampling frame knows them: a case number and what sampling and clocks need, no more. */
export const frameCase = z.strictObject({
	caseRef: z.string().min(1).max(60),
	/** Annex A lists the child stands in, ascending; empty for a CSV by mapped columns. */
	lists: z.array(z.number().int().min(1).max(11)),
	stage: z.enum(stages),
	open: z.boolean(),
	ageBand: z.enum(ageBands),
	/** As written in the import; tied to a team and a person of Dipper separately. */
	team: z.string().max(120).nullable(),
	worker: z.string().max(120).nullable(),
	planType: z.string().max(60).nullable(),
	legalStatus: z.string().max(20).nullable(),
	/** The placement's code (P1 is placed with parents), because cohorts are chosen by it; never where it is. */
	placement: z.string().max(20).nullable().optional(),
	uasc: z.boolean().nullable(),
	disability: z.boolean().nullable(),
	seenAlone: z.boolean().nullable(),
	/** Number of earlier child protection plans, missing episodes, placements in 12 months, where the lists have them. */
	previousPlans: z.number().int().nullable(),
	missingEpisodes: z.number().int().nullable(),
	placements: z.number().int().nullable(),
	dates: z.partialRecord(z.enum(caseDates), day)
});
export type FrameCase = z.infer<typeof frameCase>;

/**
 * A case on its way from the reader to the office, with what a council's own report may say of it that no sample and no
 * audit carries along: caseMarks.ts parts the two at once.
 */
export const importedCase = frameCase.extend({
	restricted: z.boolean().optional(),
	complaint: z.boolean().optional(),
	/** Which of the import's households, by a number that means nothing outside it; null where alone in it, or not known. */
	household: z.string().min(1).max(60).nullable().optional()
});
export type ImportedCase = z.infer<typeof importedCase>;

/** The cases a sample may be drawn from, with where they came from and when. */
export type SamplingFrame = {
	readonly id: string;
	/** The day the caseload was true, as the person importing says. */
	readonly takenOn: string;
	readonly importedAt: string;
	readonly source: string;
	readonly cases: readonly FrameCase[];
};
