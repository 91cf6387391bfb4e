import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
	tabletRuleBounds,
	usualTabletRules,
	wrongTabletRules,
	type CountedRule,
	type TabletRules
} from '#lib/domain/tablets/TabletRules.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { requireAdministrator, type Office } from '../people/requireAdministrator.ts';
import { instantOf } from '../records/Acting.ts';
import { findSetting, saveSetting } from './settings.repository.ts';

const counted = (rule: CountedRule) =>
	z.number().int().min(tabletRuleBounds[rule].least).max(tabletRuleBounds[rule].most).catch(usualTabletRules[rule]);

/** What was saved by an older program, or is missing, counts as it usually is. */
const kept = z
	.object({
		leaseDays: counted('leaseDays'),
		lockMinutes: counted('lockMinutes'),
		mayUsePin: z.boolean().catch(usualTabletRules.mayUsePin),
		keptDays: counted('keptDays')
	})
	.catch(usualTabletRules);

export async function readTabletRules(db: Kysely<Tables>): Promise<TabletRules> {
	const text = await findSetting(db, 'tablet-rules');
	return text === null ? usualTabletRules : readJson(text, kept);
}

/** How long a tablet may be opened without hearing from here (SPEC.md V6): counted from every answer anew. */
export function leaseUnder({ leaseDays }: TabletRules, now: number): { offlineUntil: string } {
	return { offlineUntil: instantOf(now + leaseDays * 86_400_000) };
}

export async function seeTabletRules(office: Office): Promise<TabletRules> {
	requireAdministrator(office);
	return readTabletRules(office.database.db);
}

/** Tablets hear of it with their next hello. */
export async function saveTabletRules(
	office: Office,
	rules: TabletRules
): Promise<Result<void, 'tablet-rules.out-of-bounds'>> {
	const acting = requireAdministrator(office);
	const wrong = wrongTabletRules(rules);
	if (wrong.length > 0) return problem('tablet-rules.out-of-bounds', { rules: wrong.join(' ') });
	await office.database.transaction(async (trx) => {
		await saveSetting(trx, 'tablet-rules', writeJson(rules));
		await logOfficeAct(trx, acting, 'settings.tablets', rules);
	});
	return ok(undefined);
}
