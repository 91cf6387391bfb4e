import type { Kysely } from 'kysely';
import type { Tables } from '../db/connection.ts';

export type SettingKey =
	'epoch' | 'council-name' | 'first-run-token' | 'evidence-quota' | 'tablet-rules' | 'publishing-rules';

export async function findSetting(db: Kysely<Tables>, key: SettingKey): Promise<string | null> {
	const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
	return row?.value ?? null;
}

export async function saveSetting(db: Kysely<Tables>, key: SettingKey, value: string): Promise<void> {
	await db
		.insertInto('setting')
		.values({ key, value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}

/** Whether it was there: of two that remove it at once, one is told yes. */
export async function removeSetting(db: Kysely<Tables>, key: SettingKey, value: string): Promise<boolean> {
	const removed = await db
		.deleteFrom('setting')
		.where('key', '=', key)
		.where('value', '=', value)
		.returning('key')
		.execute();
	return removed.length > 0;
}
