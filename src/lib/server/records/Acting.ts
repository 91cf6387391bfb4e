import type { Person } from '#lib/domain/access/Person.ts';
import { dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import type { Database } from '../db/connection.ts';

/** Who does something in the office, where and when: what every use case is given first. */
export type Acting = {
	readonly database: Database;
	readonly person: Person;
	/** Milliseconds since 1970, by the server's clock: the one that counts (M3). */
	readonly now: number;
};

export function instantOf(now: number): string {
	return new Date(now).toISOString();
}

export function todayOf(now: number): Day {
	return dayInEngland(instantOf(now));
}
