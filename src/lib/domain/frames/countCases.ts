import type { FrameCase, Stage } from './SamplingFrame.ts';
import { stages } from './SamplingFrame.ts';
import type { ListTally } from './readLists.ts';

export type ListCount = ListTally & { readonly children: number };
export type TeamCount = {
	readonly team: string | null;
	readonly children: number;
	readonly open: number;
	readonly workers: number;
};
export type CaseloadCounts = {
	readonly children: number;
	readonly open: number;
	readonly lists: readonly ListCount[];
	/** Largest team first; the children of no team last. */
	readonly teams: readonly TeamCount[];
	readonly stages: readonly { readonly stage: Stage; readonly children: number; readonly open: number }[];
};

/** What a person sees before they accept a caseload. */
export function countCases(cases: readonly FrameCase[], tallies: readonly ListTally[] = []): CaseloadCounts {
	return {
		children: cases.length,
		open: cases.filter((one) => one.open).length,
		lists: tallies.map((tally) => ({
			...tally,
			children: cases.filter(({ lists }) => lists.includes(tally.list)).length
		})),
		teams: countTeams(cases),
		stages: stages
			.map((stage) => cases.filter((one) => one.stage === stage))
			.flatMap((of) => of.slice(0, 1).map(({ stage }) => ({ stage, children: of.length, open: countOpen(of) })))
	};
}

const countOpen = (cases: readonly FrameCase[]) => cases.filter((one) => one.open).length;

function countTeams(cases: readonly FrameCase[]): TeamCount[] {
	const teams = Map.groupBy(cases, (one) => one.team);
	return [...teams]
		.map(([team, of]) => ({
			team,
			children: of.length,
			open: countOpen(of),
			workers: new Set(of.flatMap(({ worker }) => worker ?? [])).size
		}))
		.sort((one, other) => Number(one.team === null) - Number(other.team === null) || other.children - one.children);
}
