import type { Kysely } from 'kysely';
import { z } from 'zod';
import { usualQuota, wrongQuota, type EvidenceQuota } from '#lib/domain/evidence/EvidenceQuota.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { requireAdministrator, type Office } from '../people/requireAdministrator.ts';
import { findSetting, saveSetting } from '../settings/settings.repository.ts';
import { councilQuota, personQuota } from './evidence.errors.ts';
import { keptInAll, sentBy } from './evidence.repository.ts';

const quota = z.object({
	personDayBytes: z.number().int().min(1),
	councilBytes: z.number().int().min(1)
});

export async function readQuota(db: Kysely<Tables>): Promise<EvidenceQuota> {
	const kept = await findSetting(db, 'evidence-quota');
	return kept === null ? usualQuota : readJson(kept, quota);
}

const day = 86_400_000;

/** Whether so many more bytes have room. Asked when a file begins and when it ends: parts between cannot surprise. */
export async function requireRoom(db: Kysely<Tables>, personId: string, more: number, now: number): Promise<void> {
	const { personDayBytes, councilBytes } = await readQuota(db);
	if ((await sentBy(db, personId, now - day)) + more > personDayBytes) throw personQuota();
	if ((await keptInAll(db)) + more > councilBytes) throw councilQuota();
}

/** What is allowed and how much of it is taken, for the administrator. */
export async function seeQuota(office: Office): Promise<EvidenceQuota & { readonly usedBytes: number }> {
	requireAdministrator(office);
	const { db } = office.database;
	return { ...(await readQuota(db)), usedBytes: await keptInAll(db) };
}

/** What is here already stays, whatever the new bound: only more is refused. */
export async function saveQuota(office: Office, asked: EvidenceQuota): Promise<Result<void, 'quota.out-of-bounds'>> {
	const acting = requireAdministrator(office);
	if (wrongQuota(asked).length > 0) return problem('quota.out-of-bounds');
	await office.database.transaction(async (trx) => {
		await saveSetting(trx, 'evidence-quota', writeJson(asked));
		await logOfficeAct(trx, acting, 'settings.files', asked);
	});
	return ok(undefined);
}
