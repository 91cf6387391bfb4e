import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import type { Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { deleteLoopView, listLoopViews, saveLoopView, type LoopView } from './loopViews.repository.ts';

export const longestViewName = 60;
/** More than these nobody finds again. */
export const mostViews = 20;
const longestQuery = 500;

export type LoopViewProblem = 'view.name-missing' | 'view.name-long' | 'view.too-long' | 'view.too-many';

/** Lists of loops that somebody keeps: their own, on every device they sign in on, and nobody else's. */
export async function listViews(acting: Acting): Promise<LoopView[]> {
	requireMay(acting, 'see-loops');
	return listLoopViews(acting.database.db, acting.person.id);
}

/** Keeps a list by a name of its own; one of that name is replaced. What it shows is asked of the policy when it is opened. */
export async function saveView(
	acting: Acting,
	asked: { readonly name: string; readonly query: string }
): Promise<Result<null, LoopViewProblem>> {
	requireMay(acting, 'see-loops');
	const name = cleanText(asked.name).trim().replaceAll(/\s+/g, ' ');
	if (name === '') return problem('view.name-missing');
	if (name.length > longestViewName) return problem('view.name-long', { limit: longestViewName });
	if (asked.query.length > longestQuery) return problem('view.too-long');
	return acting.database.transaction(async (trx) => {
		const kept = await listLoopViews(trx, acting.person.id);
		if (kept.length >= mostViews && !kept.some((one) => one.name === name))
			return problem('view.too-many', { limit: mostViews });
		const view = { id: crypto.randomUUID(), name, query: asked.query };
		await saveLoopView(trx, acting.person.id, view, acting.now);
		return ok(null);
	});
}

/** Another's is not there for them to take away. */
export async function removeView(acting: Acting, id: string): Promise<void> {
	requireMay(acting, 'see-loops');
	await deleteLoopView(acting.database.db, acting.person.id, id);
}
