/** Who may take which case at what cost, and what each further case costs the one who takes it. */
export type LoadProblem = {
	readonly cases: number;
	/** For each auditor the cost of their first, second, … further case, rising; as many as they have room for. */
	readonly slotCosts: readonly (readonly number[])[];
	/** Null: may not. Not negative. */
	readonly edgeCost: (caseIndex: number, auditor: number) => number | null;
};

/**
 * Gives as many cases as can be given, at the least cost: minimum-cost flow by successive shortest augmenting paths
 * (Bellman and Ford over auditors; at most 100 cases and 50 auditors take milliseconds). As the costs of slots rise
 * strictly, the fewest cases fall on the fullest: slots that can be filled together form a matroid, in which the
 * least sum is also the fairest from the top down (Harvey, Ladner, Lovász, Tamir: Semi-matchings, 2006).
 *
 * The auditor of each case; null for those that nobody can take.
 */
export function balanceLoads(problem: LoadProblem): (number | null)[] {
	const assigned = Array.from({ length: problem.cases }, (): number | null => null);
	const given = problem.slotCosts.map(() => 0);
	for (;;) {
		const reached = reachAuditors(problem, assigned);
		const end = cheapestEnd(problem, reached, given);
		if (end === null) return assigned;
		given[end] = (given[end] ?? 0) + 1;
		moveCases(assigned, reached, end);
	}
}

/** How an auditor is reached: by taking this case, which was free or another's. */
type Reached = { readonly cost: number; readonly caseIndex: number; readonly from: number | null };

function reachAuditors(problem: LoadProblem, assigned: readonly (number | null)[]): (Reached | null)[] {
	const reached = problem.slotCosts.map((): Reached | null => null);
	assigned.forEach((auditor, caseIndex) => {
		if (auditor === null) relax(problem, reached, caseIndex, 0, null);
	});
	for (let changed = true; changed;) {
		changed = false;
		assigned.forEach((from, caseIndex) => {
			const here = from === null ? null : reached[from];
			if (from === null || here === null || here === undefined) return;
			const cost = here.cost - (problem.edgeCost(caseIndex, from) ?? 0);
			if (relax(problem, reached, caseIndex, cost, from)) changed = true;
		});
	}
	return reached;
}

function relax(
	problem: LoadProblem,
	reached: (Reached | null)[],
	caseIndex: number,
	cost: number,
	from: number | null
): boolean {
	let changed = false;
	reached.forEach((before, auditor) => {
		const edge = auditor === from ? null : problem.edgeCost(caseIndex, auditor);
		if (edge === null || (before !== null && before.cost <= cost + edge)) return;
		reached[auditor] = { cost: cost + edge, caseIndex, from };
		changed = true;
	});
	return changed;
}

function cheapestEnd(
	{ slotCosts }: LoadProblem,
	reached: readonly (Reached | null)[],
	given: readonly number[]
): number | null {
	let best: { readonly auditor: number; readonly cost: number } | null = null;
	for (const [auditor, path] of reached.entries()) {
		const slot = slotCosts[auditor]?.[given[auditor] ?? 0];
		if (path === null || slot === undefined) continue;
		if (best === null || path.cost + slot < best.cost) best = { auditor, cost: path.cost + slot };
	}
	return best === null ? null : best.auditor;
}

function moveCases(assigned: (number | null)[], reached: readonly (Reached | null)[], end: number): void {
	for (let auditor: number | null = end; auditor !== null;) {
		const path: Reached | null | undefined = reached[auditor];
		if (path === null || path === undefined) return;
		assigned[path.caseIndex] = auditor;
		auditor = path.from;
	}
}
