import { loopStage, type LoopStage } from '#lib/domain/improvement/actionLife.ts';
import { ageBands, type LoopTally } from './loops.repository.ts';

type ByStage = Readonly<Record<Exclude<LoopStage, 'ended'>, number>>;

/** How the open loops that a person may see stand, for boards and for the head of the list. */
export type LoopCounts = {
	readonly open: number;
	readonly overdue: number;
	/** Whose next move is this person's. */
	readonly mine: number;
	readonly byStage: ByStage;
	/** In the order of `ageBands`; `upTo` null for the last. */
	readonly byAge: readonly { readonly upTo: number | null; readonly byStage: ByStage }[];
};

export function countTallies(tallies: readonly LoopTally[]): LoopCounts {
	return {
		open: sum(tallies),
		overdue: sum(tallies.filter(({ isLate }) => isLate)),
		mine: sum(tallies.filter(({ isMine }) => isMine)),
		byStage: byStage(tallies),
		byAge: ageBands.map((upTo, band) => ({
			upTo: upTo === Infinity ? null : upTo,
			byStage: byStage(tallies.filter((one) => one.band === band))
		}))
	};
}

function byStage(tallies: readonly LoopTally[]): ByStage {
	const at = (stage: LoopStage) => sum(tallies.filter(({ state }) => loopStage(state) === stage));
	return {
		action: at('action'),
		evidence: at('evidence'),
		verification: at('verification'),
		'impact-check': at('impact-check')
	};
}

function sum(tallies: readonly LoopTally[]): number {
	return tallies.reduce((total, { loops }) => total + loops, 0);
}
