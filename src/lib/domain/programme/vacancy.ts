import { caseKey } from '../frames/caseNumber.ts';
import type { PersonId } from '../shared/ids.ts';
import type { Day } from '../shared/dates.ts';
import type { Seed } from '../sampling/seed.ts';
import type { Auditor, CaseToAllocate, IndependencePolicy } from './Allocation.ts';
import { allocate } from './allocate.ts';
import type { Relaxed } from './whatToRelax.ts';

export type OpenAudit = { readonly id: string; readonly auditor: PersonId; readonly case: CaseToAllocate };

export type Vacancy = {
	readonly auditor: PersonId;
	readonly open: number;
	/** Of their open audits: how many others could take, and how many nobody could. */
	readonly taken: number;
	readonly undone: number;
	readonly takers: number;
	readonly relax: readonly Relaxed[];
};

type World = {
	readonly auditors: readonly Auditor[];
	readonly open: readonly OpenAudit[];
	readonly policy: IndependencePolicy;
	readonly today: Day;
	readonly dueOn: Day;
	readonly seed: Seed;
};

/**
 * What would be left undone, now, if a post were vacant: the post's open audits shared out among everybody else by the
 * rules there are, nobody beyond what they can carry. The worst first.
 */
export function whatVacancyLeaves(world: World): Vacancy[] {
	const byAuditor = Map.groupBy(world.open, ({ auditor }) => auditor);
	return [...byAuditor]
		.map(([auditor, open]) => withoutThem(world, auditor, open))
		.sort((one, other) => other.undone - one.undone || other.open - one.open || (one.auditor < other.auditor ? -1 : 1));
}

function withoutThem(
	{ auditors, policy, today, dueOn, seed }: World,
	auditor: PersonId,
	open: readonly OpenAudit[]
): Vacancy {
	const shared = allocate({
		cases: open.map((one) => caseOfItsOwn(one, auditors)),
		auditors: auditors.filter(({ id }) => id !== auditor),
		policy,
		today,
		dueOn,
		seed
	});
	if (!shared.ok) return { auditor, open: open.length, taken: 0, undone: open.length, takers: 0, relax: [] };
	const { allocated, unallocated, relax } = shared.value;
	const takers = new Set(allocated.map((one) => one.auditor)).size;
	return { auditor, open: open.length, taken: allocated.length, undone: unallocated.length, takers, relax };
}

/** Two audits of one child are two cases here, so a conflict with the child is said of each by its people. */
function caseOfItsOwn({ id, case: one }: OpenAudit, auditors: readonly Auditor[]): CaseToAllocate {
	const near = auditors.filter(({ conflicts = [] }) =>
		conflicts.some(({ kind, of }) => kind === 'case' && caseKey(of) === caseKey(one.caseRef))
	);
	return {
		...one,
		caseRef: `${one.caseRef} ${id}`,
		decisionMakers: [...one.decisionMakers, ...near.map((auditor) => auditor.id)]
	};
}
