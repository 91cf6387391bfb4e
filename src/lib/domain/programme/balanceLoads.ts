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
 * (Bellman and Ford over auditors; Ahuja, Magnanti, Orlin: Network Flows, 1993, chapter 9.7). What it costs to hand a
 * case on from one auditor to another is kept in a table of auditors by auditors, of which each path changes a few
 * rows, so 500 cases and 150 auditors take a fraction of a second. As the costs of slots rise strictly, the fewest
 * cases fall on the fullest: slots that can be filled together form a matroid, in which the least sum is also the
 * fairest from the top down (Harvey, Ladner, Lovász, Tamir: Semi-matchings, 2006).
 *
 * The auditor of each case; null for those that nobody can take. A start that others found stays whole: to it is
 * added what can be, which is as many as any way gives, but the least cost only where the start had it.
 */
export function balanceLoads(problem: LoadProblem, start: readonly (number | null)[] = []): (number | null)[] {
	const graph = makeGraph(problem, start);
	for (;;) {
		const reached = reachAuditors(graph);
		const end = cheapestEnd(graph, problem, reached);
		if (end === null) return graph.assigned;
		moveCases(graph, reached, end);
	}
}

/** Row and column of each auditor; the last row is of the cases that nobody has yet. */
type Graph = {
	readonly auditors: number;
	/** What each case costs each auditor; infinite: may not. */
	readonly edges: readonly Float64Array[];
	readonly assigned: (number | null)[];
	/** The cases of each row. */
	readonly held: Set<number>[];
	/** The least that handing one case on from a row to an auditor costs, and which case that is. */
	readonly costs: Float64Array[];
	readonly cheapest: Int32Array[];
};

function makeGraph({ cases, slotCosts, edgeCost }: LoadProblem, start: readonly (number | null)[]): Graph {
	const auditors = slotCosts.length;
	const rows = Array.from({ length: auditors + 1 }, (_, row) => row);
	const graph: Graph = {
		auditors,
		edges: Array.from({ length: cases }, (_, caseIndex) =>
			Float64Array.from({ length: auditors }, (_, auditor) => edgeCost(caseIndex, auditor) ?? Infinity)
		),
		assigned: Array.from({ length: cases }, (_, caseIndex) => start[caseIndex] ?? null),
		held: rows.map(() => new Set()),
		costs: rows.map(() => new Float64Array(auditors)),
		cheapest: rows.map(() => new Int32Array(auditors))
	};
	for (const [caseIndex, row] of graph.assigned.entries()) at(graph.held, row ?? auditors).add(caseIndex);
	for (const row of rows) for (let to = 0; to < auditors; to += 1) workOutCell(graph, row, to);
	return graph;
}

/** A case leaves its auditor for the difference of what it costs the two; a free one, for what it costs the next. */
function workOutCell({ auditors, edges, held, costs, cheapest }: Graph, row: number, to: number): void {
	let least = Infinity;
	for (const caseIndex of at(held, row)) {
		const edge = at(edges, caseIndex);
		const cost = at(edge, to) - (row === auditors ? 0 : at(edge, row));
		if (cost >= least) continue;
		least = cost;
		at(cheapest, row)[to] = caseIndex;
		// No free case costs less than nothing.
		if (row === auditors && cost === 0) break;
	}
	at(costs, row)[to] = least;
}

/** How each auditor is reached from the cases that are free: at what cost, and from which row. */
type Reached = { readonly cost: Float64Array; readonly from: Int32Array };

function reachAuditors({ auditors, costs }: Graph): Reached {
	const cost = Float64Array.from(at(costs, auditors));
	const from = new Int32Array(auditors).fill(auditors);
	for (let changed = true; changed;) {
		changed = false;
		for (let row = 0; row < auditors; row += 1) {
			const here = at(cost, row);
			if (here === Infinity) continue;
			const rowCosts = at(costs, row);
			for (let to = 0; to < auditors; to += 1) {
				if (here + at(rowCosts, to) >= at(cost, to)) continue;
				cost[to] = here + at(rowCosts, to);
				from[to] = row;
				changed = true;
			}
		}
	}
	return { cost, from };
}

function cheapestEnd({ auditors, held }: Graph, { slotCosts }: LoadProblem, { cost }: Reached): number | null {
	let best: number | null = null;
	let least = Infinity;
	for (let auditor = 0; auditor < auditors; auditor += 1) {
		const sum = at(cost, auditor) + (at(slotCosts, auditor)[at(held, auditor).size] ?? Infinity);
		if (sum >= least) continue;
		best = auditor;
		least = sum;
	}
	return best;
}

function moveCases(graph: Graph, { from }: Reached, end: number): void {
	for (let to = end; to !== graph.auditors; to = at(from, to)) {
		const row = at(from, to);
		const caseIndex = at(at(graph.cheapest, row), to);
		at(graph.held, row).delete(caseIndex);
		at(graph.held, to).add(caseIndex);
		graph.assigned[caseIndex] = to;
		takeOut(graph, row, caseIndex);
		putIn(graph, to, caseIndex);
	}
}

/** Only where this case was the cheapest to hand on is another to be looked for. */
function takeOut(graph: Graph, row: number, caseIndex: number): void {
	const cheapest = at(graph.cheapest, row);
	const costs = at(graph.costs, row);
	for (let to = 0; to < graph.auditors; to += 1) {
		if (at(cheapest, to) === caseIndex && at(costs, to) !== Infinity) workOutCell(graph, row, to);
	}
}

function putIn({ auditors, edges, costs, cheapest }: Graph, row: number, caseIndex: number): void {
	const edge = at(edges, caseIndex);
	for (let to = 0; to < auditors; to += 1) {
		const cost = at(edge, to) - at(edge, row);
		if (cost >= at(at(costs, row), to)) continue;
		at(costs, row)[to] = cost;
		at(cheapest, row)[to] = caseIndex;
	}
}

/** What stands there is there: every index here is one of a row. */
function at<Value>(row: { readonly [index: number]: Value }, index: number): Value {
	return row[index] as Value;
}
