import { z } from 'zod';
import type { Role } from '../access/Person.ts';
import { planTypes } from '../frames/annexACodes.ts';
import { stages } from '../frames/SamplingFrame.ts';
import {
	stratumColumns,
	usualExclusions,
	type CaseFilter,
	type ExclusionRule,
	type SamplingRule
} from '../sampling/SamplingRule.ts';
import { day } from '../shared/dates.ts';
import { ok, problem, type Result } from '../shared/Result.ts';

/** Whose work it can be to audit (product.md, People); a guest's only by hand. */
export const auditingRoles = [
	'auditor',
	'team-manager',
	'service-manager',
	'moderator',
	'qa-manager',
	'head-of-service',
	'director'
] as const satisfies readonly Role[];

export const activityPeriods = ['week', 'month', 'quarter', 'half-year', 'year', 'practice-week'] as const;
export type ActivityPeriod = (typeof activityPeriods)[number];

/** Which open cases of the caseload it is about; nothing chosen is all of them. */
export const caseChoice = z.strictObject({
	stages: z.array(z.enum(stages)),
	plans: z.array(z.enum(planTypes)),
	/** As the caseload names them. */
	teams: z.array(z.string().min(1).max(120)).max(200),
	/** In proportion to the groups of this column; null is of all of them alike. */
	groupsBy: z.enum(stratumColumns).nullable(),
	/** Months in which an audited child is not drawn again; 0 none. */
	months: z.number().int().min(0).max(60)
});
export type CaseChoice = z.infer<typeof caseChoice>;

export const wholeCaseload: CaseChoice = { stages: [], plans: [], teams: [], groupsBy: 'team', months: 12 };

export const mostNumber = 500;
export const mostDays = 120;

/** One line of the programme: role × activity × number × period (inventory.md row 102). */
export const activity = z.strictObject({
	name: z.string().min(1).max(120),
	/** The template's id: each period takes the version in use on the day it begins. */
	template: z.string().min(1).max(60),
	roles: z.array(z.enum(auditingRoles)).min(1),
	number: z.number().int().min(1).max(mostNumber),
	/** Whether each who holds a role does so many, or all of them together. */
	share: z.enum(['each', 'together']),
	period: z.enum(activityPeriods),
	/** Working days from the period's first until it is due; never past the period's last working day. */
	days: z.number().int().min(1).max(mostDays),
	/** Months in which nothing is drawn: 8 is August (practice.md 1.3). */
	restMonths: z.array(z.number().int().min(1).max(12)),
	startsOn: day,
	cases: caseChoice
});
export type Activity = z.infer<typeof activity>;

export type ActivityProblem =
	| 'activity.name-missing'
	| 'activity.number-range'
	| 'activity.days-range'
	| 'activity.template-unknown'
	| 'activity.nobody-of-role'
	| 'activity.not-a-day';

/** An activity as somebody typed it; of what is wrong, the first thing. */
export function readActivity(typed: Readonly<Record<keyof Activity, unknown>>): Result<Activity, ActivityProblem> {
	const read = activity.safeParse(typed);
	if (read.success) return ok(read.data);
	switch (read.error.issues[0]?.path[0]) {
		case 'number':
			return problem('activity.number-range');
		case 'days':
			return problem('activity.days-range');
		case 'template':
			return problem('activity.template-unknown');
		case 'roles':
			return problem('activity.nobody-of-role');
		case 'startsOn':
			return problem('activity.not-a-day');
		default:
			return problem('activity.name-missing');
	}
}

/** The rule by which so many of these cases are drawn, with the usual exclusions (product.md 3.2). */
export function ruleOf(cases: CaseChoice, size: number): SamplingRule {
	const filters: CaseFilter[] = [{ column: 'open', is: true }];
	if (cases.stages.length > 0) filters.push({ column: 'stage', is: cases.stages });
	if (cases.plans.length > 0) filters.push({ column: 'planType', is: cases.plans });
	if (cases.teams.length > 0) filters.push({ column: 'team', is: cases.teams });
	return {
		filters,
		exclusions: usualExclusions.flatMap((rule): ExclusionRule[] => {
			if (rule.reason !== 'audited-recently') return [rule];
			return cases.months === 0 ? [] : [{ ...rule, months: cases.months }];
		}),
		onePerHousehold: true,
		isReaudit: false,
		method:
			cases.groupsBy === null
				? { kind: 'simple-random', size }
				: { kind: 'stratified', by: cases.groupsBy, sizes: { share: 'proportional', size, minimum: 0 } }
	};
}
