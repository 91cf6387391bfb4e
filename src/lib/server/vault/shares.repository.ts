import { randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { must } from '#lib/domain/shared/Result.ts';
import type { Tables } from '../db/connection.ts';

type Db = Kysely<Tables>;
export type Share = { readonly id: string; readonly secret: string };

/** The share of this client, made at the first asking. Of two that ask at once both are given the same. */
export async function findOrMakeShare(
	db: Db,
	of: { readonly clientId: string; readonly personId: string; readonly at: number }
): Promise<Share> {
	await db
		.insertInto('vault_share')
		.values({
			client_id: of.clientId,
			person_id: of.personId,
			share_id: randomUUID(),
			secret: randomBytes(32).toString('base64'),
			created_at: of.at
		})
		.onConflict((conflict) => conflict.column('client_id').doNothing())
		.execute();
	return must(await findShare(db, of.clientId), 'the share just made');
}

async function findShare(db: Db, clientId: string): Promise<Share | null> {
	const row = await db
		.selectFrom('vault_share')
		.select(['share_id', 'secret'])
		.where('client_id', '=', clientId)
		.executeTakeFirst();
	return row === undefined ? null : { id: row.share_id, secret: row.secret };
}

/** A password changed, everyone signed out, a person gone: no half of before opens anything again. */
export async function dropSharesOf(db: Db, personId: string): Promise<void> {
	await db.deleteFrom('vault_share').where('person_id', '=', personId).execute();
}

/** Every tablet is given a new one when its person is next signed in. */
export async function dropAllShares(db: Db): Promise<void> {
	await db.deleteFrom('vault_share').execute();
}

/** A tablet taken off the list: nobody on it is let in without their passphrase. */
export async function dropSharesOfDevice(db: Db, deviceId: string): Promise<void> {
	const clients = db.selectFrom('client').select('id').where('device_id', '=', deviceId);
	await db.deleteFrom('vault_share').where('client_id', 'in', clients).execute();
}
