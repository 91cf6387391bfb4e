import { addMonths } from '../calendar/months.ts';
import { isWorkingDay } from '../calendar/workingDays.ts';
import { addDays, type Day } from '../shared/dates.ts';
import type { AllocationCode, AllocationReason, Auditor, CaseToAllocate, IndependencePolicy } from './Allocation.ts';

export type AuditPermission = {
	readonly may: 'yes' | 'warned' | 'barred';
	/** Why not, or what to think of first; those that bar come before those that warn. */
	readonly bars: readonly AllocationReason[];
	readonly warnings: readonly AllocationReason[];
};

/** When the audit is given and when it is due. */
export type AuditWindow = { readonly today: Day; readonly dueOn: Day };

/**
 * Whether this person may audit this case at all: nobody marks their own homework. The same check stands behind every
 * allocation, by rule or by hand.
 */
export function mayAudit(
	auditor: Auditor,
	one: CaseToAllocate,
	policy: IndependencePolicy,
	today: Day
): AuditPermission {
	const ownTeam =
		one.team !== null && auditor.teams.includes(one.team) ? [because('allocation.own-team', { team: one.team })] : [];
	const again = one.auditedBefore?.includes(auditor.id) === true ? [because('allocation.audited-child-before')] : [];
	return permission(
		[
			...barsOf(auditor, one),
			...(policy.ownTeam === 'barred' ? ownTeam : []),
			...(policy.sameAuditorAgain === 'barred' ? again : [])
		],
		[
			...(policy.ownTeam === 'warned' ? ownTeam : []),
			...(policy.sameAuditorAgain === 'warned' ? again : []),
			...warningsOf(one, policy, today)
		]
	);
}

/**
 * The check of an allocation by hand: independence bars; leave, exemption and a full load warn, because the person
 * allocating may know better.
 */
export function checkByHand(
	auditor: Auditor,
	one: CaseToAllocate,
	policy: IndependencePolicy,
	window: AuditWindow
): AuditPermission {
	const { bars, warnings } = mayAudit(auditor, one, policy, window.today);
	const full = auditor.load >= auditor.capacity;
	const { load, capacity } = auditor;
	return permission(bars, [
		...warnings,
		...whyUnavailable(auditor, window),
		...(full ? [because('allocation.full', { load, capacity })] : [])
	]);
}

/** Why nothing is allocated to someone by rule, whatever the case. */
export function whyUnavailable(auditor: Auditor, { today, dueOn }: AuditWindow): AllocationReason[] {
	const { exempt } = auditor;
	return [
		...(exempt !== undefined && exempt.until >= today ? [because('allocation.exempt', { until: exempt.until })] : []),
		...(isAwayThroughout(auditor, today, dueOn) ? [because('allocation.away', { dueOn })] : [])
	];
}

function barsOf(auditor: Auditor, one: CaseToAllocate): AllocationReason[] {
	return [
		...(one.worker === auditor.id ? [because('allocation.own-case')] : []),
		...(one.supervisor === auditor.id ? [because('allocation.supervises-worker')] : []),
		...(one.decisionMakers.includes(auditor.id) ? [because('allocation.decided-on-case')] : [])
	];
}

function warningsOf(one: CaseToAllocate, policy: IndependencePolicy, today: Day): AllocationReason[] {
	const { worker, workerLastAuditedOn: on } = one;
	const isRecent = on !== undefined && policy.sameWorkerMonths > 0 && on > addMonths(today, -policy.sameWorkerMonths);
	return [
		...(worker === null ? [because('allocation.worker-not-known')] : []),
		...(isRecent ? [because('allocation.worker-audited-recently', { on })] : [])
	];
}

function isAwayThroughout({ leave = [] }: Auditor, today: Day, dueOn: Day): boolean {
	if (leave.length === 0) return false;
	for (let on = today; on <= dueOn; on = addDays(on, 1)) {
		if (isWorkingDay(on) && !leave.some(({ from, to }) => from <= on && on <= to)) return false;
	}
	return true;
}

function permission(bars: readonly AllocationReason[], warnings: readonly AllocationReason[]): AuditPermission {
	return { may: bars.length > 0 ? 'barred' : warnings.length > 0 ? 'warned' : 'yes', bars, warnings };
}

function because(code: AllocationCode, facts?: Readonly<Record<string, string | number>>): AllocationReason {
	return facts === undefined ? { code } : { code, facts };
}
