import type { ActionState } from '../changes/RecordState.ts';
import { impactVerdicts, type Counted, type ImpactVerdict } from '../impact/judgeImpact.ts';
import type { PlanLink } from './Plan.ts';

/** An action whose impact was, or is to be, looked at. */
export type LookedAt = {
	readonly id: string;
	readonly state: ActionState;
	readonly theme: string | null;
	/** How often practice had not moved, by a verdict on the action itself. */
	readonly reopened: number;
	/** The last look back at it, where one was drawn. */
	readonly check: {
		readonly sample: string | null;
		readonly verdict: string | null;
		readonly before: Counted;
		readonly after: Counted | null;
	} | null;
};

export type ShownImpact = {
	readonly action: string;
	readonly verdict: ImpactVerdict;
	/** By the fresh sample's figures, or by a manager where there were none. */
	readonly by: 'figures' | 'manager';
	readonly check: LookedAt['check'];
};

/** What the links of an item bring in: the action itself, every action on a theme, the action a sample was drawn for. */
export function looksFor(links: readonly PlanLink[], actions: readonly LookedAt[]): LookedAt[] {
	return actions.filter((action) =>
		links.some(({ kind, of }) => {
			if (kind === 'action') return action.id === of;
			if (kind === 'theme') return action.theme === of;
			return kind === 'sample' && action.check?.sample === of;
		})
	);
}

/**
 * What one look shows, each action once: the verdict of the figures of its last look (`judgeImpact`, with its sources);
 * where nothing was drawn, a manager's own verdict, by which the loop closed or was opened again. Null while nobody can
 * say anything.
 */
export function shownBy({ id, state, reopened, check }: LookedAt): ShownImpact | null {
	const verdict = impactVerdicts.find((one) => one === check?.verdict);
	if (verdict !== undefined) return { action: id, verdict, by: 'figures', check };
	if (state === 'closed') return { action: id, verdict: 'moved', by: 'manager', check };
	return reopened > 0 && state !== 'verified' ? { action: id, verdict: 'not-moved', by: 'manager', check } : null;
}
