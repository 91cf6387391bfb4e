import type { Kysely } from 'kysely';
import { z } from 'zod';
import { readJson } from '../db/json.ts';
import type { Tables } from '../db/connection.ts';
import { findSetting } from '../settings/settings.repository.ts';
import { councilQuota, personQuota } from './evidence.errors.ts';
import { keptInAll, sentBy } from './evidence.repository.ts';

const quota = z.object({
	/** Bytes that one person may send in 24 hours. */
	personDayBytes: z.number().int().min(1),
	/** Bytes that the council keeps in all. */
	councilBytes: z.number().int().min(1)
});
export type Quota = z.infer<typeof quota>;

const mebibyte = 1024 ** 2;
/** A full audit with a photo for every question is under 60 MiB; ten years of a council well under the whole. */
export const usualQuota: Quota = { personDayBytes: 500 * mebibyte, councilBytes: 50 * 1024 * mebibyte };

export async function readQuota(db: Kysely<Tables>): Promise<Quota> {
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
