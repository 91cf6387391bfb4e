import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';
import { ok, problem, type Result } from '../shared/Result.ts';
import type { Template } from '../templates/Template.ts';
import type { Auditor, Conflict } from './Allocation.ts';

export const families = ['child-journey', 'themed', 'dip'] as const satisfies readonly Template['family'][];

/** Null where nobody has said: all of them. */
export type Trained = readonly Template['family'][] | null;

export type Leave = { readonly id: string; readonly from: Day; readonly to: Day };
export type Exemption = {
	readonly id: string;
	readonly until: Day;
	readonly reason: string;
	readonly approvedBy: PersonId;
};

/** What the council's register of auditors says of one person (practice.md 1.3: Gloucestershire's pool of auditors). */
export type RegisterEntry = {
	/** Audits a month: those open now and those submitted this month count against it. */
	readonly capacity: number;
	readonly trainedFor: Trained;
	/** May give a second grade. */
	readonly isModerator: boolean;
	/** Takes their audits over, by rule, where they are away past the due date. */
	readonly deputy: PersonId | null;
	readonly leave: readonly Leave[];
	readonly exemptions: readonly Exemption[];
	readonly conflicts: readonly (Conflict & { readonly id: string; readonly reason: string })[];
};

/** Audits a month that one person can do, where nobody has said otherwise. */
export const usualCapacity = 12;
export const mostCapacity = 200;

export const usualEntry: RegisterEntry = {
	capacity: usualCapacity,
	trainedFor: null,
	isModerator: false,
	deputy: null,
	leave: [],
	exemptions: [],
	conflicts: []
};

/** What the register says, as an allocation asks it. Of several exemptions the longest counts. */
export function auditorFacts(entry: RegisterEntry): Omit<Auditor, 'id' | 'teams' | 'load'> {
	const exempt = [...entry.exemptions].sort((one, other) => (one.until < other.until ? 1 : -1))[0];
	return {
		capacity: entry.capacity,
		...(entry.leave.length === 0 ? {} : { leave: entry.leave }),
		...(exempt === undefined ? {} : { exempt }),
		...(entry.trainedFor === null ? {} : { trainedFor: entry.trainedFor }),
		...(entry.conflicts.length === 0 ? {} : { conflicts: entry.conflicts })
	};
}

export type RegisterProblem =
	| 'register.leave-ends-before'
	| 'register.leave-past'
	| 'register.until-past'
	| 'register.reason-missing'
	| 'register.own-deputy'
	/** facts: most */
	| 'register.capacity-range';

export function checkLeave(from: Day, to: Day, today: Day): Result<null, RegisterProblem> {
	if (to < from) return problem('register.leave-ends-before');
	return to < today ? problem('register.leave-past') : ok(null);
}

/** Whether somebody is away on a day. */
export function isAway({ leave }: Pick<RegisterEntry, 'leave'>, on: Day): boolean {
	return leave.some(({ from, to }) => from <= on && on <= to);
}

export function checkCapacity(capacity: number): Result<number, RegisterProblem> {
	const isFine = Number.isInteger(capacity) && capacity >= 0 && capacity <= mostCapacity;
	return isFine ? ok(capacity) : problem('register.capacity-range', { most: mostCapacity });
}
