import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceLoads } from './balanceLoads.ts';

test('a chain of moves makes room for the last case', () => {
	const may = [[0], [0, 1], [1, 2]];
	const assigned = balanceLoads({
		cases: 3,
		slotCosts: [[1], [2], [3]],
		edgeCost: (caseIndex, auditor) => (may[caseIndex]?.includes(auditor) === true ? 0 : null)
	});
	expect(assigned).toEqual([0, 1, 2]);
});

test('a case that nobody may take is nobody’s', () => {
	expect(balanceLoads({ cases: 1, slotCosts: [[0]], edgeCost: () => null })).toEqual([null]);
});

test('with nobody, nothing is given', () => {
	expect(balanceLoads({ cases: 2, slotCosts: [], edgeCost: () => 0 })).toEqual([null, null]);
});

const tables = fc.record({
	edges: fc.array(fc.array(fc.option(fc.nat(20)), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
	slots: fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 3, maxLength: 3 })
});

test('it gives as many as any way gives, and of those ways costs the least', () => {
	fc.assert(
		fc.property(tables, ({ edges, slots }) => {
			const slotCosts = slots.map((steps) =>
				steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step + 1, 0))
			);
			const edgeCost = (caseIndex: number, auditor: number) => edges[caseIndex]?.[auditor] ?? null;
			const assigned = balanceLoads({ cases: edges.length, slotCosts, edgeCost });
			expect(costOf(assigned, edges, slotCosts)).toEqual(best(edges, slotCosts));
		}),
		{ numRuns: 300 }
	);
});

type Edges = readonly (readonly (number | null)[])[];

function costOf(
	assigned: readonly (number | null)[],
	edges: Edges,
	slotCosts: readonly (readonly number[])[]
): [number, number] | null {
	const taken = slotCosts.map(() => 0);
	let cost = 0;
	for (const [caseIndex, auditor] of assigned.entries()) {
		if (auditor === null) continue;
		const slot = slotCosts[auditor]?.[taken[auditor] ?? 0];
		const edge = edges[caseIndex]?.[auditor] ?? null;
		if (slot === undefined || edge === null) return null;
		taken[auditor] = (taken[auditor] ?? 0) + 1;
		cost += slot + edge;
	}
	return [assigned.filter((auditor) => auditor === null).length, cost];
}

function best(edges: Edges, slotCosts: readonly (readonly number[])[]): [number, number] | null {
	const ways = edges.reduce<(number | null)[][]>(
		(before, _) => before.flatMap((way) => [null, 0, 1, 2].map((next) => [...way, next])),
		[[]]
	);
	return ways
		.flatMap((way) => {
			const cost = costOf(way, edges, slotCosts);
			return cost === null ? [] : [cost];
		})
		.reduce((one, other) => (other[0] < one[0] || (other[0] === one[0] && other[1] < one[1]) ? other : one));
}
