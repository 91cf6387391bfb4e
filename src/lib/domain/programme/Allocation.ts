import type { Seed } from '../sampling/seed.ts';
import type { Day } from '../shared/dates.ts';
import type { PersonId, TeamId } from '../shared/ids.ts';
import type { Problem } from '../shared/Result.ts';
import type { Template } from '../templates/Template.ts';

/** Someone who may be given audits, with what they carry already in this period. */
export type Auditor = {
	readonly id: PersonId;
	/** The teams they belong to or manage. */
	readonly teams: readonly TeamId[];
	/** Audits they can do in the period, and those they have. */
	readonly capacity: number;
	readonly load: number;
	/** Both days are included. */
	readonly leave?: readonly { readonly from: Day; readonly to: Day }[];
	/** Excused from auditing up to and on a day; only a director approves it (practice.md 1.2). */
	readonly exempt?: { readonly until: Day; readonly approvedBy: PersonId; readonly reason: string };
	/** The families of templates they are trained for; left out where nobody has said: all of them. */
	readonly trainedFor?: readonly Template['family'][];
	/** A child, a worker or a team they stand too near to, whatever the caseload says. */
	readonly conflicts?: readonly Conflict[];
};

export const conflictKinds = ['case', 'worker', 'team'] as const;
/** `of`: the case number, or the id of the worker or the team. */
export type ConflictKind = (typeof conflictKinds)[number];
export type Conflict = { readonly kind: ConflictKind; readonly of: string };

/** A case with all who have a hand in it; null and none where the import does not say. */
export type CaseToAllocate = {
	readonly caseRef: string;
	readonly team: TeamId | null;
	readonly worker: PersonId | null;
	readonly supervisor: PersonId | null;
	/** Anyone recorded as a decision-maker on the case in the period that the audit looks at. */
	readonly decisionMakers: readonly PersonId[];
	readonly auditedBefore?: readonly PersonId[];
	readonly workerLastAuditedOn?: Day;
	/** The family of the template it is audited with. */
	readonly family?: Template['family'];
};

/** What a council lets pass with a warning. Worker, supervisor and decision-maker never pass (practice.md 1.2). */
export type IndependencePolicy = {
	readonly ownTeam: 'barred' | 'warned';
	/** The auditor who audited this child before, as for a re-audit (practice.md 1.8, stage 9). */
	readonly sameAuditorAgain: 'barred' | 'warned' | 'allowed';
	/** Somebody who is not trained for the template's family. */
	readonly untrained: 'barred' | 'warned';
	/** Warn when a case of the same worker was audited in so many months; 0 never. */
	readonly sameWorkerMonths: number;
};

export const usualPolicy: IndependencePolicy = {
	ownTeam: 'barred',
	sameAuditorAgain: 'warned',
	untrained: 'barred',
	sameWorkerMonths: 3
};

export type Allocate = {
	readonly cases: readonly CaseToAllocate[];
	readonly auditors: readonly Auditor[];
	readonly policy: IndependencePolicy;
	readonly today: Day;
	readonly dueOn: Day;
	/** The sample's: between two who are equally full it decides, so that it is not always the same one. */
	readonly seed: Seed;
};

export type AllocationCode =
	| 'allocation.own-case'
	| 'allocation.supervises-worker'
	| 'allocation.decided-on-case'
	/** A conflict of interest that the register of auditors names. */
	| 'allocation.conflict'
	/** facts: family */
	| 'allocation.not-trained'
	/** facts: team */
	| 'allocation.own-team'
	| 'allocation.audited-child-before'
	/** Independence of the worker cannot be shown: the import's worker is tied to nobody. */
	| 'allocation.worker-not-known'
	/** facts: on */
	| 'allocation.worker-audited-recently'
	/** facts: until */
	| 'allocation.exempt'
	/** No working day of theirs is left before the audit is due. facts: dueOn */
	| 'allocation.away'
	/** facts: load, capacity */
	| 'allocation.full';

export type AllocationReason = Problem<AllocationCode>;
