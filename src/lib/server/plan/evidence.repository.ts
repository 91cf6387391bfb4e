import type { Kysely } from 'kysely';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import type { LookedAt } from '#lib/domain/plan/shownImpact.ts';
import type { Tables } from '../db/connection.ts';
import { stateFrom } from '../records/recordRows.ts';

type Db = Kysely<Tables>;

/** Whether a theme has findings under it, or a sample was drawn. */
export async function isThere(db: Db, kind: 'theme' | 'sample', of: string): Promise<boolean> {
	const row =
		kind === 'theme'
			? await db.selectFrom('finding').select('id').where('theme', '=', of).limit(1).executeTakeFirst()
			: await db.selectFrom('sample').select('id').where('id', '=', of).executeTakeFirst();
	return row !== undefined;
}

/** Themes under which something was found. */
export async function listKnownThemes(db: Db): Promise<string[]> {
	const rows = await db.selectFrom('finding').select('theme').distinct().execute();
	return rows.map(({ theme }) => theme).sort();
}

export async function listSampleNames(db: Db): Promise<{ id: string; name: string; drawnAt: number }[]> {
	const query = db.selectFrom('sample').select(['id', 'name', 'drawn_at as drawnAt']);
	return query.orderBy('drawn_at', 'desc').orderBy('id').limit(200).execute();
}

/**
 * Actions for a team or the service with the last look back at each: two queries, however many items rest on them.
 * Actions for one child come in where an item names them.
 */
export async function listLookedAt(db: Db, named: readonly string[]): Promise<(LookedAt & { head: ActionHead })[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'action')
		.where('deleted_why', 'is', null)
		.where((eb) => eb.or([eb('audit_id', 'is', null), ...(named.length === 0 ? [] : [eb('id', 'in', named)])]))
		.orderBy('id')
		.execute();
	const checks = await db.selectFrom('impact_check').selectAll().orderBy('round').execute();
	const last = new Map(checks.filter(({ state }) => state !== 'stuck').map((check) => [check.action_id, check]));
	return rows.map((row) => {
		const head = stateFrom(row).head as ActionHead;
		const check = last.get(row.id);
		const after =
			check === undefined || check.after_of === null ? null : { count: check.after_count ?? 0, of: check.after_of };
		return {
			...{ id: row.id, state: head.state, theme: head.theme ?? null, reopened: head.reopened ?? 0, head },
			check:
				check === undefined
					? null
					: {
							...{ sample: check.sample_id, verdict: check.verdict },
							before: { count: check.before_count, of: check.before_of },
							after
						}
		};
	});
}

/** How many findings stand under each theme, and of how many audits: counts alone, of the time since. */
export async function countThemes(
	db: Db,
	themes: readonly string[],
	since: number
): Promise<Map<string, { concerns: number; strengths: number; audits: number }>> {
	if (themes.length === 0) return new Map();
	const rows = await db
		.selectFrom('finding')
		.select(['theme', 'kind', 'audit_id'])
		.where('theme', 'in', [...themes])
		.where('stands', '=', 1)
		.where('found_at', '>=', since)
		.execute();
	return new Map(
		themes.map((theme) => {
			const own = rows.filter((row) => row.theme === theme);
			const concerns = own.filter(({ kind }) => kind === 'concern').length;
			const audits = new Set(own.map(({ audit_id }) => audit_id)).size;
			return [theme, { concerns, strengths: own.length - concerns, audits }];
		})
	);
}
