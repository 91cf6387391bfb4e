import type { Kysely } from 'kysely';
import type { Person } from '#lib/domain/access/Person.ts';
import type { Tables } from '../db/connection.ts';
import { findClient, type Client } from './clients.repository.ts';
import { deviceRevoked, notYourClient, unknownClient } from './sync.errors.ts';

/** The tablet's registration, if it is this person's and nobody has taken the tablet off the list. */
export async function admitClient(db: Kysely<Tables>, person: Person, clientId: string): Promise<Client> {
	const client = await findClient(db, clientId);
	if (client === null) throw unknownClient();
	if (client.person_id !== person.id) throw notYourClient();
	if (client.revoked) throw deviceRevoked();
	return client;
}
