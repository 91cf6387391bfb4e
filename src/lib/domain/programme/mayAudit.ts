import { addMonths } from '../calendar/months.ts';
import { caseKey } from '../frames/caseNumber.ts';
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
	const bars = barsOf(auditor, one);
	const warnings: AllocationReason[] = [];
	const say = (reason: AllocationReason, how: 'barred' | 'warned' | 'allowed') => {
		if (how === 'barred') bars.push(reason);
		if (how === 'warned') warnings.push(reason);
	};
	if (one.team !== null && auditor.teams.includes(one.team))
		say(because('allocation.own-team', { team: one.team }), policy.ownTeam);
	if (one.auditedBefore?.includes(auditor.id) === true)
		say(because('allocation.audited-child-before'), policy.sameAuditorAgain);
	if (!isTrained(auditor, one)) say(because('allocation.not-trained', { family: one.family ?? '' }), policy.untrained);
	warnOfWorker(warnings, one, policy, today);
	return permission(bars, warnings);
}

/**
 * The check of an allocation by hand: independence and conflicts of interest bar; leave, exemption, a full load and
 * training that nobody has written down warn, because the person allocating may know better.
 */
export function checkByHand(
	auditor: Auditor,
	one: CaseToAllocate,
	policy: IndependencePolicy,
	window: AuditWindow
): AuditPermission {
	const { bars, warnings } = mayAudit(auditor, one, { ...policy, untrained: 'warned' }, window.today);
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
	const bars: AllocationReason[] = [];
	if (one.worker === auditor.id) bars.push(because('allocation.own-case'));
	if (one.supervisor === auditor.id) bars.push(because('allocation.supervises-worker'));
	if (one.decisionMakers.includes(auditor.id)) bars.push(because('allocation.decided-on-case'));
	if (hasConflict(auditor, one)) bars.push(because('allocation.conflict'));
	return bars;
}

function hasConflict({ conflicts }: Auditor, { caseRef, worker, team }: CaseToAllocate): boolean {
	if (conflicts === undefined) return false;
	return conflicts.some(({ kind, of }) => {
		if (kind === 'case') return caseKey(of) === caseKey(caseRef);
		return of === (kind === 'worker' ? worker : team);
	});
}

function isTrained({ trainedFor }: Auditor, { family }: CaseToAllocate): boolean {
	return family === undefined || trainedFor === undefined || trainedFor.includes(family);
}

function warnOfWorker(
	warnings: AllocationReason[],
	{ worker, workerLastAuditedOn: on }: CaseToAllocate,
	{ sameWorkerMonths }: IndependencePolicy,
	today: Day
): void {
	if (worker === null) warnings.push(because('allocation.worker-not-known'));
	if (on !== undefined && sameWorkerMonths > 0 && on > addMonths(today, -sameWorkerMonths))
		warnings.push(because('allocation.worker-audited-recently', { on }));
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
