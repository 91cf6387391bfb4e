import { caseKey } from './caseNumber.ts';
import type { FrameCase, Stage } from './SamplingFrame.ts';

export type Changed<Value> = { readonly caseRef: string; readonly from: Value; readonly to: Value };

/** As much of a case as tells what changed, so that the last caseload need not be sent whole to be compared. */
export type ComparedCase = Pick<FrameCase, 'caseRef' | 'team' | 'worker' | 'stage'>;

/** What accepting an import would alter: shown before, and kept with, the frame that replaces the last. */
export type FrameDifference = {
	readonly new: readonly string[];
	/** No longer in the latest list; their audits stay. */
	readonly gone: readonly string[];
	readonly team: readonly Changed<string | null>[];
	readonly worker: readonly Changed<string | null>[];
	readonly stage: readonly Changed<Stage>[];
	/** Children in both with team, worker and stage as before. */
	readonly unchanged: number;
};

export function compareFrames(before: readonly ComparedCase[], after: readonly ComparedCase[]): FrameDifference {
	const earlier = new Map(before.map((one) => [caseKey(one.caseRef), one]));
	const later = new Set(after.map((one) => caseKey(one.caseRef)));
	const pairs = after.flatMap((to) => {
		const from = earlier.get(caseKey(to.caseRef));
		return from === undefined ? [] : [{ from, to }];
	});
	return {
		new: after.filter((one) => !earlier.has(caseKey(one.caseRef))).map((one) => one.caseRef),
		gone: before.filter((one) => !later.has(caseKey(one.caseRef))).map((one) => one.caseRef),
		team: changesOf(pairs, 'team'),
		worker: changesOf(pairs, 'worker'),
		stage: changesOf(pairs, 'stage'),
		unchanged: pairs.filter(({ from, to }) => watched.every((field) => from[field] === to[field])).length
	};
}

const watched = ['team', 'worker', 'stage'] as const;
type Pair = { readonly from: ComparedCase; readonly to: ComparedCase };

function changesOf<Field extends (typeof watched)[number]>(
	pairs: readonly Pair[],
	field: Field
): Changed<ComparedCase[Field]>[] {
	return pairs
		.filter(({ from, to }) => from[field] !== to[field])
		.map(({ from, to }) => ({ caseRef: to.caseRef, from: from[field], to: to[field] }));
}
