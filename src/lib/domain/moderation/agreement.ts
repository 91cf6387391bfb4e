import { rankOf, scaleGrades, type ScaleGrade } from '../grading/grades.ts';
import { proportion, type Proportion } from '../reporting/interval.ts';
import { weightedKappa, type Kappa } from './kappa.ts';

export type GradePair = { readonly first: ScaleGrade; readonly second: ScaleGrade };

/** Below this a range of a kappa is a guess (large-sample error), so only counts are told. */
export const fewestForKappa = 20;
/** Below this a group is not told of at all: a handful of audits is a handful of people. */
export const fewestInGroup = 5;

export type Agreement = {
	readonly pairs: number;
	readonly exact: Proportion;
	readonly withinOne: Proportion;
	/** How often the second grade was worse than the first, and better. */
	readonly secondWorse: number;
	readonly secondBetter: number;
	/** Null while there are fewer than twenty pairs, or nothing varies. */
	readonly kappa: Kappa | null;
};

export function agreementOf(pairs: readonly GradePair[]): Agreement {
	const apart = pairs.map(({ first, second }) => rankOf(second) - rankOf(first));
	const table = scaleGrades.map((first) =>
		scaleGrades.map((second) => pairs.filter((pair) => pair.first === first && pair.second === second).length)
	);
	return {
		pairs: pairs.length,
		exact: proportion(apart.filter((by) => by === 0).length, pairs.length),
		withinOne: proportion(apart.filter((by) => Math.abs(by) <= 1).length, pairs.length),
		secondWorse: apart.filter((by) => by < 0).length,
		secondBetter: apart.filter((by) => by > 0).length,
		kappa: pairs.length < fewestForKappa ? null : weightedKappa(table)
	};
}

export type GroupAgreement = { readonly group: string; readonly agreement: Agreement };

/**
 * Agreement by group of auditors, in the order of their names: never a ranking. Groups too small to tell of are put
 * together; where even together they are too few, or but one is hidden and could be worked out from the whole, the
 * smallest group that was told goes in with them.
 */
export function agreementByGroup(pairs: readonly (GradePair & { readonly group: string })[]): {
	readonly groups: readonly GroupAgreement[];
	readonly together: Agreement | null;
} {
	const bySize = [...Map.groupBy(pairs, ({ group }) => group)].sort(
		([one, some], [other, others]) => some.length - others.length || (one < other ? -1 : 1)
	);
	const small = bySize.filter(([, some]) => some.length < fewestInGroup);
	const told = bySize.filter(([, some]) => some.length >= fewestInGroup);
	const count = () => small.reduce((total, [, some]) => total + some.length, 0);
	while (small.length > 0 && told.length > 0 && (small.length < 2 || count() < fewestInGroup)) {
		const next = told.shift();
		if (next !== undefined) small.push(next);
	}
	const hidden = small.flatMap(([, some]) => some);
	return {
		groups: told
			.map(([group, some]) => ({ group, agreement: agreementOf(some) }))
			.sort((one, other) => (one.group < other.group ? -1 : 1)),
		together: hidden.length < fewestInGroup ? null : agreementOf(hidden)
	};
}
