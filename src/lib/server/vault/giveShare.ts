import { isActive } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { shareRequest, type ShareAnswer } from '#lib/protocol/share.ts';
import type { Database } from '../db/connection.ts';
import { todayOf } from '../records/Acting.ts';
import { admitClient } from '../sync/admitClient.ts';
import { findClient } from '../sync/clients.repository.ts';
import { parseEnvelope } from '../sync/parseEnvelope.ts';
import { signedOut } from '../sync/sync.errors.ts';
import { dropSharesOfDevice, findOrMakeShare } from './shares.repository.ts';

export type ShareCall = {
	readonly database: Database;
	readonly person: Person;
	/** When this sign-in began, in milliseconds. */
	readonly signedInAt: number;
	readonly body: unknown;
	readonly now: number;
};

/**
 * Half of what opens this person's store on this tablet, for whoever is signed in as that person now. The other half
 * never leaves the tablet, so neither opens anything alone (SPEC.md V2 c).
 */
export async function giveShare({ database, person, signedInAt, body, now }: ShareCall): Promise<ShareAnswer> {
	const { clientId } = parseEnvelope(shareRequest, body);
	const { db } = database;
	if (!isActive(person, todayOf(now))) throw signedOut();
	const client = await findClient(db, clientId);
	if (client?.revoked === true) await dropSharesOfDevice(db, client.device_id);
	await admitClient(db, person, clientId);
	const share = await findOrMakeShare(db, { clientId, personId: person.id, at: now });
	return { share, signedInFor: Math.max(0, Math.floor((now - signedInAt) / 1000)) };
}
