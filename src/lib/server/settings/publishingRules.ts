import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { requireAdministrator, type Office } from '../people/requireAdministrator.ts';
import { findSetting, saveSetting } from './settings.repository.ts';

/** How a council publishes its templates. */
export type PublishingRules = {
	/** One person puts a version forward, another publishes it. */
	readonly twoPeople: boolean;
};

const usual: PublishingRules = { twoPeople: false };
const kept = z.object({ twoPeople: z.boolean().catch(usual.twoPeople) }).catch(usual);

export async function readPublishingRules(db: Kysely<Tables>): Promise<PublishingRules> {
	const text = await findSetting(db, 'publishing-rules');
	return text === null ? usual : readJson(text, kept);
}

/** The administrator's to decide: whoever publishes should not be able to do without the second person. */
export async function seePublishingRules(office: Office): Promise<PublishingRules> {
	requireAdministrator(office);
	return readPublishingRules(office.database.db);
}

export async function savePublishingRules(office: Office, rules: PublishingRules): Promise<void> {
	const acting = requireAdministrator(office);
	await office.database.transaction(async (trx) => {
		await saveSetting(trx, 'publishing-rules', writeJson(rules));
		await logOfficeAct(trx, acting, 'settings.publishing', rules);
	});
}
