import { ok, problem, type Result } from '../shared/Result.ts';
import { sha256 } from '../sampling/sha256.ts';
import type { Allocate, Auditor } from './Allocation.ts';
import { balanceLoads } from './balanceLoads.ts';
import { checkDueDate } from './dueDate.ts';
import {
	explainAllocation,
	type AllocatedCase,
	type AllocationWorld,
	type ExplainedAllocation
} from './explainAllocation.ts';
import { mayAudit, whyUnavailable, type AuditWindow } from './mayAudit.ts';
import { whatToRelax, type Relaxed } from './whatToRelax.ts';

export type AllocateProblemCode =
	/** facts: dueOn, today */
	| 'allocation.due-in-past'
	| 'allocation.no-cases'
	| 'allocation.no-auditors'
	/** facts: caseRef */
	| 'allocation.duplicate-case';

export type Allocation = ExplainedAllocation & { readonly relax: readonly Relaxed[] };

/**
 * Who audits which case. In this order: as many cases as can be given; as few with a warning as can be; then as even
 * as can be: the cases that leave someone fullest are the fewest, where full is load by capacity. Nobody gets a case
 * they may not audit, nor more than they can carry. The same people and cases in any order come out the same. Where
 * cases are left, it says which rule stands in their way.
 */
export function allocate(given: Allocate): Result<Allocation, AllocateProblemCode> {
	const wrong = whatIsWrong(given);
	if (wrong !== null) return wrong;
	const world = makeWorld(given);
	const assigned = assign(world);
	const explained = explainAllocation(world, assigned);
	const { allocated, unallocated } = explained;
	if (unallocated.length === 0) return ok({ ...explained, relax: [] });
	return ok({ ...explained, relax: whatToRelax(given, allocated.length, (relaxed) => countGiven(relaxed, allocated)) });
}

function assign(world: AllocationWorld): (number | null)[] {
	return balanceLoads({
		cases: world.cases.length,
		slotCosts: rankSlots(world),
		edgeCost: (caseIndex, auditor) => edgeCost(world, caseIndex, auditor)
	});
}

/** How many could be given at all, beginning from what is given already: who carries how much is no matter here. */
function countGiven(given: Allocate, allocated: readonly AllocatedCase[]): number {
	const world = makeWorld(given);
	const auditors = new Map(world.auditors.map(({ id }, index) => [id, index]));
	const start = new Map(allocated.map(({ caseRef, auditor }) => [caseRef, auditors.get(auditor) ?? null]));
	const assigned = balanceLoads(
		{
			cases: world.cases.length,
			slotCosts: world.auditors.map((auditor) => Array.from({ length: roomOf(auditor, world) }, () => 0)),
			edgeCost: (caseIndex, auditor) => (edgeCost(world, caseIndex, auditor) === null ? null : 0)
		},
		world.cases.map(({ caseRef }) => start.get(caseRef) ?? null)
	);
	return assigned.filter((auditor) => auditor !== null).length;
}

function roomOf({ load, capacity }: Auditor, { cases }: AllocationWorld): number {
	return Math.max(0, Math.min(cases.length, Math.floor(capacity - load)));
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
function rankSlots(world: AllocationWorld): number[][] {
	const { auditors } = world;
	const slots = auditors.flatMap((one, auditor) => {
		const { load, capacity } = one;
		const slot = (_: unknown, index: number) => ({ auditor, nth: index + 1, fill: load + index + 1, capacity });
		return Array.from({ length: roomOf(one, world) }, slot);
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
