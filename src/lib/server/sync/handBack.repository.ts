import type { Kysely } from 'kysely';
import { handBackCode } from '#lib/protocol/handBackCode.ts';
import type { Tables } from '../db/connection.ts';

/** The code of the last change that was taken from a client, to compare with what its tablet shows; null where there is none. */
export async function findHandBackCode(db: Kysely<Tables>, clientId: string): Promise<string | null> {
	const last = await db
		.selectFrom('client')
		.innerJoin('change_result', (join) =>
			join.onRef('change_result.client_id', '=', 'client.id').onRef('change_result.n', '=', 'client.last_n')
		)
		.select(['change_result.n', 'change_result.fingerprint'])
		.where('client.id', '=', clientId)
		.executeTakeFirst();
	return last === undefined ? null : handBackCode(last.n, last.fingerprint);
}
