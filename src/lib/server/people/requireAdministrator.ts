import type { Person } from '#lib/domain/access/Person.ts';
import { may } from '#lib/domain/access/can.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import type { Database } from '../db/connection.ts';
import { notAdministrator } from './people.errors.ts';

/** Who does it, on which data, when: what every use case of the office is given. */
export type Office = { readonly database: Database; readonly person: Person | null; readonly now: number };

export function requireAdministrator({ person, now }: Office): Person {
	if (person === null || !may(person, 'administer-people', dayInEngland(new Date(now).toISOString()))) {
		throw notAdministrator();
	}
	return person;
}
