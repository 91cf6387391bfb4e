import type { ActionRecord } from '#lib/domain/changes/RecordState.ts';
import { judgeImpact, type Impact } from '#lib/domain/impact/judgeImpact.ts';
import { maySee } from '#lib/domain/access/can.ts';
import { notPermitted } from '../records/records.errors.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { countGap, findChecks, type ImpactCheck } from './impact.repository.ts';

/** One look back as the page of its action tells it. */
export type SeenImpact = {
	readonly state: ImpactCheck['state'];
	readonly dueOn: string | null;
	readonly sample: string | null;
	/** How many of the fresh audits are in, and how many are not. */
	readonly isIn: number;
	readonly isOut: number;
	readonly leftOut: number;
	/** What can be said so far; null where nothing was drawn or nothing has come in. */
	readonly impact: Impact | null;
};

/** Every look back at an action's theme, the newest first; counts only, so who sees the action sees them. */
export async function readImpact(acting: Acting, action: ActionRecord): Promise<SeenImpact[]> {
	if (!maySee(acting.person, action, todayOf(acting.now))) throw notPermitted();
	const { db } = acting.database;
	const checks = await findChecks(db, action.record.id);
	const seen = await Promise.all(
		checks.map(async (check): Promise<SeenImpact> => {
			const { state, due_on: dueOn, sample_id: sample, before_count: count, before_of: of, questions } = check;
			const fresh = sample === null ? null : await countGap(db, { sample }, questions);
			const after = check.after_of === null ? fresh : { count: check.after_count ?? 0, of: check.after_of };
			const impact = after === null || after.of === 0 ? null : judgeImpact({ count, of }, after);
			const isOut = fresh?.open ?? 0;
			return { state, dueOn, sample, isIn: fresh?.of ?? 0, isOut, leftOut: check.before_left_out, impact };
		})
	);
	return seen.reverse();
}
