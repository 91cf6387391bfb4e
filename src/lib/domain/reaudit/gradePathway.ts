import { addMonths } from '../calendar/months.ts';
import { addWorkingDays, isWorkingDay } from '../calendar/workingDays.ts';
import type { ActionState } from '../changes/RecordState.ts';
import { addDays, dayInEngland, type Day, type Instant } from '../shared/dates.ts';

/** What follows a grade below good, in working days after it was submitted but where it says otherwise. */
export type GradeRule = {
	readonly plan: number;
	readonly done: number;
	readonly verified: number;
	/** The share of audits after which the same child is audited again. */
	readonly share: number;
};
export type GradeRules = {
	readonly inadequate: GradeRule;
	readonly 'requires-improvement': GradeRule;
	/** After the actions were verified; and in no case later than so many months after the audit. */
	readonly againWeeks: number;
	readonly againLatestMonths: number;
	/** After the second audit, to see whether it held. */
	readonly sustainedMonths: number;
};

/**
 * Clocks as data, proposed in practice.md 1.8: Inadequate has its plan in 5 working days, done 20 later and verified 5
 * after that, every one audited again; Requires improvement has 10, 30 and 40, and one in five.
 */
export const usualGradeRules: GradeRules = {
	inadequate: { plan: 5, done: 25, verified: 30, share: 1 },
	'requires-improvement': { plan: 10, done: 30, verified: 40, share: 0.2 },
	againWeeks: 6,
	againLatestMonths: 3,
	sustainedMonths: 3
};

export const followStages = ['plan', 'done', 'verified', 're-audit', 'sustained'] as const;
export type FollowStage = (typeof followStages)[number];
export type FollowView = {
	readonly stage: FollowStage;
	readonly state: 'done' | 'due' | 'late' | 'to-come' | 'not-needed';
	readonly dueOn: Day | null;
	readonly doneOn: Day | null;
};

export type GradeFacts = {
	/** The one that counts: the moderated grade where there is one. */
	readonly grade: string | null;
	readonly submittedAt: Instant;
	/** From 0 to 1, the audit's for ever: whether it is one of those audited again. */
	readonly lot: number;
	/** Those raised in this audit. */
	readonly actions: readonly {
		readonly state: ActionState;
		readonly raisedAt: Instant;
		readonly stateSince: Instant;
	}[];
	readonly again: Again | null;
	readonly sustained: Again | null;
};
/** A later audit of the same child; `grade` and `on` null until it is submitted. */
export type Again = { readonly grade: string | null; readonly on: Day | null };

export type GradePathway = {
	readonly stages: readonly FollowView[];
	/** An audit that is to be made now, and by when it is due. */
	readonly toMake: { readonly why: 're-audit' | 'sustained'; readonly dueOn: Day } | null;
};

/** So many days before a later audit is due it is given to somebody. */
const givenBefore = { 're-audit': 28, sustained: 14 } as const;

/** What follows an audit graded Inadequate or Requires improvement; null after any other. */
export function gradePathway(facts: GradeFacts, today: Day, rules: GradeRules = usualGradeRules): GradePathway | null {
	const { grade } = facts;
	if (grade !== 'inadequate' && grade !== 'requires-improvement') return null;
	const rule = rules[grade];
	const from = dayInEngland(facts.submittedAt);
	const by = (days: number) => addWorkingDays(from, days).on;
	const ended = endsOf(facts.actions);
	const again = againView(facts, from, ended.verified, rule, rules);
	const held = sustainedView(facts, grade, rules);
	const stages = [
		view('plan', by(rule.plan), ended.plan),
		view('done', by(rule.done), ended.done),
		view('verified', by(rule.verified), ended.verified),
		again,
		held
	].map((one) => withState(one, today));
	return { stages, toMake: toMake(facts, stages, ended.verified, today) };
}

type Bare = Pick<FollowView, 'stage' | 'dueOn' | 'doneOn'> & { readonly isNeeded: boolean };

function view(stage: FollowStage, dueOn: Day | null, doneOn: Day | null, isNeeded = true): Bare {
	return { stage, dueOn, doneOn, isNeeded };
}

function withState({ stage, dueOn, doneOn, isNeeded }: Bare, today: Day): FollowView {
	if (doneOn !== null) return { stage, dueOn, doneOn, state: 'done' };
	if (!isNeeded) return { stage, dueOn: null, doneOn, state: 'not-needed' };
	if (dueOn === null) return { stage, dueOn, doneOn, state: 'to-come' };
	return { stage, dueOn, doneOn, state: today > dueOn ? 'late' : 'due' };
}

const done: readonly ActionState[] = ['done', 'verified', 'impact-checked', 'closed'];
const verified: readonly ActionState[] = ['verified', 'impact-checked', 'closed'];

/** When the first action was raised, and when the last of them was done and verified; one not needed holds nothing up. */
function endsOf(actions: GradeFacts['actions']): Record<'plan' | 'done' | 'verified', Day | null> {
	const live = actions.filter(({ state }) => state !== 'not-needed');
	const last = (states: readonly ActionState[]) =>
		live.length > 0 && live.every(({ state }) => states.includes(state))
			? live.map(({ stateSince }) => dayInEngland(stateSince)).reduce((one, other) => (one > other ? one : other))
			: null;
	const raised = live.map(({ raisedAt }) => dayInEngland(raisedAt)).sort();
	return { plan: raised[0] ?? null, done: last(done), verified: last(verified) };
}

function againView(facts: GradeFacts, from: Day, verifiedOn: Day | null, rule: GradeRule, rules: GradeRules): Bare {
	const isNeeded = facts.lot < rule.share;
	const latest = workingDayUpTo(addMonths(from, rules.againLatestMonths));
	const usual = verifiedOn === null ? latest : workingDayUpTo(addDays(verifiedOn, rules.againWeeks * 7));
	return view('re-audit', usual < latest ? usual : latest, facts.again?.on ?? null, isNeeded);
}

/** Only where the second audit was better is there anything to hold. */
function sustainedView({ again, sustained }: GradeFacts, grade: string, rules: GradeRules): Bare {
	const on = again?.on ?? null;
	const isBetter = on !== null && again?.grade !== 'inadequate' && again?.grade !== grade;
	const dueOn = on !== null && isBetter ? workingDayUpTo(addMonths(on, rules.sustainedMonths)) : null;
	return view('sustained', dueOn, sustained?.on ?? null, grade === 'inadequate' && (on === null || isBetter));
}

function toMake(
	{ again, sustained }: GradeFacts,
	stages: readonly FollowView[],
	verifiedOn: Day | null,
	today: Day
): GradePathway['toMake'] {
	const due = (stage: FollowStage) => {
		const one = stages.find((each) => each.stage === stage);
		return one?.state === 'due' || one?.state === 'late' ? one.dueOn : null;
	};
	const first = due('re-audit');
	const isTime = (dueOn: Day, why: 're-audit' | 'sustained') => today >= addDays(dueOn, -givenBefore[why]);
	if (again === null && first !== null && (verifiedOn !== null || isTime(first, 're-audit')))
		return { why: 're-audit', dueOn: first };
	const later = due('sustained');
	if (sustained === null && later !== null && isTime(later, 'sustained')) return { why: 'sustained', dueOn: later };
	return null;
}

function workingDayUpTo(on: Day): Day {
	return isWorkingDay(on) ? on : addWorkingDays(on, -1).on;
}
