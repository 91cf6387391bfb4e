import type { Day } from '../shared/dates.ts';
import { ok, problem, type Result } from '../shared/Result.ts';
import type { Seed } from '../sampling/seed.ts';
import { sha256 } from '../sampling/sha256.ts';
import type { Auditor, CaseToAllocate, IndependencePolicy } from './Allocation.ts';
import { balanceLoads } from './balanceLoads.ts';
import { checkDueDate } from './dueDate.ts';
import { explainAllocation, type Allocation, type AllocationWorld } from './explainAllocation.ts';
import { mayAudit, whyUnavailable, type AuditWindow } from './mayAudit.ts';

export type AllocateProblemCode =
	/** facts: dueOn, today */
	| 'allocation.due-in-past'
	| 'allocation.no-cases'
	| 'allocation.no-auditors'
	/** facts: caseRef */
	| 'allocation.duplicate-case';

export type Allocate = {
	readonly cases: readonly CaseToAllocate[];
	readonly auditors: readonly Auditor[];
	readonly policy: IndependencePolicy;
	readonly today: Day;
	readonly dueOn: Day;
	/** The sample's: between two who are equally full it decides, so that it is not always the same one. */
	readonly seed: Seed;
};

/**
 * Who audits which case. In this order: as many cases as can be given; as few with a warning as can be; then as even
 * as can be: the cases that leave someone fullest are the fewest, where full is load by capacity. Nobody gets a case
 * they may not audit, nor more than they can carry. The same people and cases in any order come out the same.
 */
export function allocate(given: Allocate): Result<Allocation, AllocateProblemCode> {
	const wrong = whatIsWrong(given);
	if (wrong !== null) return wrong;
	const world = makeWorld(given);
	const assigned = balanceLoads({
		cases: world.cases.length,
		slotCosts: rankSlots(world),
		edgeCost: (caseIndex, auditor) => edgeCost(world, caseIndex, auditor)
	});
	return ok(explainAllocation(world, assigned));
}

function whatIsWrong({ cases, auditors, dueOn, today }: Allocate) {
	const due = checkDueDate(dueOn, today);
	if (!due.ok) return due;
	if (cases.length === 0) return problem('allocation.no-cases');
	if (auditors.length === 0) return problem('allocation.no-auditors');
	const refs = cases.map(({ caseRef }) => caseRef).sort();
	const twice = refs.find((caseRef, index) => caseRef === refs[index + 1]);
	return twice === undefined ? null : problem('allocation.duplicate-case', { caseRef: twice });
}

function makeWorld({ cases, auditors, policy, today, dueOn, seed }: Allocate): AllocationWorld {
	const window: AuditWindow = { today, dueOn };
	const inOrder = sortBy(auditors, ({ id }) => sha256(`${seed}|${id}`));
	const checked = inOrder.map((auditor) => ({ auditor, reasons: whyUnavailable(auditor, window) }));
	const available = checked.filter(({ reasons }) => reasons.length === 0).map(({ auditor }) => auditor);
	const sorted = sortBy(cases, ({ caseRef }) => caseRef);
	return {
		cases: sorted,
		auditors: available,
		permissions: sorted.map((one) => available.map((auditor) => mayAudit(auditor, one, policy, today))),
		unavailable: checked
			.filter(({ reasons }) => reasons.length > 0)
			.map(({ auditor, reasons }) => ({ auditor: auditor.id, reasons })),
		warningCost: 1 + available.length * cases.length * cases.length
	};
}

/**
 * What each further case costs its auditor: its rank among all such steps, by how full it leaves them; of equals the
 * one that is fewer for them, then as the seed has it.
 */
function rankSlots({ auditors, cases }: AllocationWorld): number[][] {
	const slots = auditors.flatMap(({ load, capacity }, auditor) => {
		const room = Math.max(0, Math.min(cases.length, Math.floor(capacity - load)));
		return Array.from({ length: room }, (_, index) => ({ auditor, nth: index + 1, fill: load + index + 1, capacity }));
	});
	slots.sort(
		(one, other) =>
			one.fill * other.capacity - other.fill * one.capacity || one.nth - other.nth || one.auditor - other.auditor
	);
	const costs = auditors.map((): number[] => []);
	for (const [rank, { auditor }] of slots.entries()) costs[auditor]?.push(rank);
	return costs;
}

function edgeCost({ permissions, warningCost }: AllocationWorld, caseIndex: number, auditor: number): number | null {
	const permission = permissions[caseIndex]?.[auditor];
	if (permission === undefined || permission.may === 'barred') return null;
	return permission.may === 'warned' ? warningCost : 0;
}

function sortBy<One>(many: readonly One[], key: (one: One) => string): One[] {
	return many
		.map((one) => ({ one, by: key(one) }))
		.sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))
		.map(({ one }) => one);
}
