import type { PersonId } from '../shared/ids.ts';
import { must, type Problem } from '../shared/Result.ts';
import type { AllocationCode, AllocationReason, Auditor, CaseToAllocate } from './Allocation.ts';
import type { AuditPermission } from './mayAudit.ts';

export type Count = { readonly code: AllocationCode; readonly count: number };

export type AllocatedCase = {
	readonly caseRef: string;
	readonly auditor: PersonId;
	/** facts of `only-one`: load, capacity; of `least-full`: of (how many could), load, capacity. Load with these cases. */
	readonly because: Problem<'allocation.only-one' | 'allocation.least-full'>;
	readonly warnings: readonly AllocationReason[];
	/** Why how many others could not. */
	readonly barred: readonly Count[];
};

export type UnallocatedCase = {
	readonly caseRef: string;
	readonly because: Problem<
		'allocation.nobody-independent' | 'allocation.nobody-available' | 'allocation.everyone-full'
	>;
	readonly barred: readonly Count[];
};

export type ExplainedAllocation = {
	readonly allocated: readonly AllocatedCase[];
	readonly unallocated: readonly UnallocatedCase[];
	readonly loads: readonly {
		readonly auditor: PersonId;
		readonly before: number;
		readonly given: number;
		readonly capacity: number;
	}[];
	/** Those who get nothing by rule, whatever the case. */
	readonly unavailable: readonly { readonly auditor: PersonId; readonly reasons: readonly AllocationReason[] }[];
};

/** The sum to be done, with everyone in the order in which it is done. */
export type AllocationWorld = {
	readonly cases: readonly CaseToAllocate[];
	/** Those available, in the order that the seed gives. */
	readonly auditors: readonly Auditor[];
	readonly permissions: readonly (readonly AuditPermission[])[];
	readonly unavailable: ExplainedAllocation['unavailable'];
	readonly warningCost: number;
};

/** Puts names and reasons to the sum: why this auditor, and why not the others. */
export function explainAllocation(world: AllocationWorld, assigned: readonly (number | null)[]): ExplainedAllocation {
	const given = world.auditors.map((_, auditor) => assigned.filter((one) => one === auditor).length);
	const loads = world.auditors.map(({ id, load, capacity }, index) => ({
		auditor: id,
		before: load,
		given: given[index] ?? 0,
		capacity
	}));
	const allocated: AllocatedCase[] = [];
	const unallocated: UnallocatedCase[] = [];
	for (const [index, { caseRef }] of world.cases.entries()) {
		const permissions = must(world.permissions[index], 'permissions of a case');
		const barred = countBars(permissions);
		const auditor = assigned[index] ?? null;
		if (auditor === null) unallocated.push({ caseRef, because: whyNobody(permissions), barred });
		else {
			const load = must(loads[auditor], 'load of an auditor');
			const { warnings } = must(permissions[auditor], 'permission of an auditor');
			allocated.push({ caseRef, auditor: load.auditor, because: whyThem(permissions, load), warnings, barred });
		}
	}
	return {
		allocated,
		unallocated,
		loads: [...loads].sort((one, other) => (one.auditor < other.auditor ? -1 : 1)),
		unavailable: world.unavailable
	};
}

function whyThem(
	permissions: readonly AuditPermission[],
	{ before, given, capacity }: ExplainedAllocation['loads'][number]
) {
	const of = permissions.filter(({ may }) => may !== 'barred').length;
	const facts = { load: before + given, capacity };
	return of === 1
		? { code: 'allocation.only-one' as const, facts }
		: { code: 'allocation.least-full' as const, facts: { of, ...facts } };
}

function whyNobody(permissions: readonly AuditPermission[]): UnallocatedCase['because'] {
	if (permissions.length === 0) return { code: 'allocation.nobody-available' };
	const of = permissions.filter(({ may }) => may !== 'barred').length;
	return of === 0 ? { code: 'allocation.nobody-independent' } : { code: 'allocation.everyone-full', facts: { of } };
}

/** Each person once, under the first reason that bars them. */
function countBars(permissions: readonly AuditPermission[]): Count[] {
	const counts = new Map<AllocationCode, number>();
	for (const { bars } of permissions) {
		const code = bars[0]?.code;
		if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
	}
	return [...counts].map(([code, count]) => ({ code, count })).sort((one, other) => (one.code < other.code ? -1 : 1));
}
