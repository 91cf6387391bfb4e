import { randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import { may } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { isWorkingDay } from '#lib/domain/calendar/workingDays.ts';
import { makeSeed } from '#lib/domain/sampling/seed.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Database, Tables } from '../db/connection.ts';
import type { JobFacts } from '../jobs/Job.ts';
import { findPerson, listPeople } from '../people/people.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { byAuthorityOf } from './goOut.ts';
import { listActivities } from './programme.repository.ts';

/** What a job of the early morning is given: a call of the job itself, or less in tests. */
export type WorkingDay = {
	readonly database: Database;
	/** Milliseconds since 1970. */
	readonly now: number;
	readonly signal?: AbortSignal;
	readonly stillMine?: (trx: Transaction<Tables>) => Promise<void>;
	/** The seed of each draw: by chance, but in tests. */
	readonly newSeed?: () => string;
};

/** Does a day's work with the authority of somebody who holds it; nothing on a day on which nobody works. */
export async function onWorkingDay(
	{ database, now }: WorkingDay,
	work: (acting: Acting, today: Day) => Promise<JobFacts>
): Promise<JobFacts> {
	const today = todayOf(now);
	if (!isWorkingDay(today)) return { workingDay: false };
	const person = await whoActs(database, today);
	if (person === null) return { workingDay: true, nobody: true };
	return { workingDay: true, ...(await work({ database, person, now }, today)) };
}

/** Somebody whose programme it is today; where every such post is vacant, whoever set it last. */
async function whoActs({ db }: Database, today: Day): Promise<Person | null> {
	const keeper = (await listPeople(db)).find((one) => may(one, 'keep-programme', today));
	const setter = (await listActivities(db)).at(-1)?.setBy ?? null;
	const person = keeper ?? (setter === null ? null : await findPerson(db, setter));
	return person === null ? null : byAuthorityOf(person);
}

export function chanceSeed(): string {
	return makeSeed(randomInt(2 ** 32));
}
