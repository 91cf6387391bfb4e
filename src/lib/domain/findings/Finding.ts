import type { ActionState } from '../changes/RecordState.ts';
import { isOpen } from '../improvement/actionLife.ts';

export type FindingKind = 'concern' | 'strength';
/** What shows it: an answer, dates later than their clock, a section's grade, a closing box, an action raised by itself. */
export const findingSources = ['answer', 'clock', 'grade', 'note', 'action'] as const;
export type FindingSource = (typeof findingSources)[number];

/** What one audit shows, told by where in the audit it stands: its words stay in the audit and are read from there. */
export type Finding = {
	/** `answer/CJ2.1`, `grade/CJ2`, `note/CJ2.needs`, `action/<id>`: one of each in an audit. */
	readonly key: string;
	readonly kind: FindingKind;
	readonly source: FindingSource;
	/** The first theme its question is tagged with: a finding counts under one theme, so that no count is told twice. */
	readonly theme: string;
	/** The answer or the grade as a code; null where it is words. */
	readonly value: string | null;
	/** An answer that the template says may not wait. */
	readonly priority: boolean;
	/** Actions that answer it: raised in the audit itself, or there before and relied on. */
	readonly actions: readonly string[];
};

/** Findings whose question, section and template carry no theme. */
export const untagged = 'untagged';

/**
 * Where a finding stands. Each is in exactly one of these, whatever was done about it by however many actions:
 * worked out, never stored.
 */
export const findingStates = [
	'strength',
	'waiting',
	'in-hand',
	'verified',
	'closed',
	'not-needed',
	'set-aside',
	'withdrawn'
] as const;
export type FindingState = (typeof findingStates)[number];

export type FindingStanding = {
	readonly kind: FindingKind;
	/** Whether the audit as it is submitted still shows it. */
	readonly stands: boolean;
	/** Somebody decided that nothing is to be done about it, and said why. */
	readonly isSetAside: boolean;
	/** The states of the actions that answer it. */
	readonly actions: readonly ActionState[];
};

/**
 * One action that is still to be done holds the finding in hand, whatever became of the others; one that was verified
 * counts for more than one that was closed, since its look back at practice is still to come; and only where every
 * action was found not to be needed is the finding so.
 */
export function findingState({ kind, stands, isSetAside, actions }: FindingStanding): FindingState {
	if (!stands) return 'withdrawn';
	if (actions.some(isOpen)) return 'in-hand';
	if (actions.includes('verified')) return 'verified';
	if (actions.some((state) => state === 'closed' || state === 'impact-checked')) return 'closed';
	if (kind === 'strength') return 'strength';
	if (isSetAside) return 'set-aside';
	return actions.length > 0 ? 'not-needed' : 'waiting';
}
