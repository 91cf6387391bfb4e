import type { Person } from '#lib/domain/access/Person.ts';
import { may } from '#lib/domain/access/can.ts';
import type { Database } from '../db/connection.ts';
import type { Acting } from '../records/Acting.ts';
import { todayOf } from '../records/Acting.ts';
import { notAdministrator } from './people.errors.ts';

/** Who does it, on which data, when: what every use case of the office is given. */
export type Office = { readonly database: Database; readonly person: Person | null; readonly now: number };

export function requireAdministrator({ database, person, now }: Office): Acting {
	if (person === null || !may(person, 'administer-people', todayOf(now))) throw notAdministrator();
	return { database, person, now };
}
