import type { ActionHead } from '../changes/RecordState.ts';
import { isOpen } from './actionLife.ts';

/** What an action is wanted for: one answer of one audit. */
export type WantedFor = {
	readonly caseRef: string;
	readonly team: string | null;
	readonly service: string | null;
	/** Of the question, the first one first. */
	readonly themes: readonly string[];
	/** Actions that answer it already. */
	readonly answered: readonly string[];
};

/** More than these nobody reads before writing one of their own. */
const most = 5;

/**
 * The actions that are going on already and may answer what was found: this child's first, then those of the same theme
 * for the child's own team, service or the whole council; of each the one due soonest first (product.md 6.4).
 */
export function offerExisting<Listed extends { readonly id: string; readonly head: ActionHead }>(
	actions: readonly Listed[],
	wanted: WantedFor
): Listed[] {
	const going = actions.filter(({ id, head }) => isOpen(head.state) && !wanted.answered.includes(id));
	const byDate = (one: Listed, other: Listed) => (one.head.dueOn < other.head.dueOn ? -1 : 1);
	const ofChild = going.filter(({ head }) => head.caseRef === wanted.caseRef).sort(byDate);
	const ofTheme = going.filter(({ head }) => isOfTheme(head, wanted)).sort(byDate);
	return [...ofChild, ...ofTheme].slice(0, most);
}

function isOfTheme({ level, theme, team, service }: ActionHead, wanted: WantedFor): boolean {
	if (level === 'child' || theme === undefined || !wanted.themes.includes(theme)) return false;
	return (team === null || team === wanted.team) && (service === null || service === wanted.service);
}
