import { randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import { may } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { isWorkingDay } from '#lib/domain/calendar/workingDays.ts';
import { makeSeed } from '#lib/domain/sampling/seed.ts';
import type { Database, Tables } from '../db/connection.ts';
import type { Job, JobFacts } from '../jobs/Job.ts';
import { findPerson, listPeople } from '../people/people.repository.ts';
import { todayOf } from '../records/Acting.ts';
import { chaseAudits } from './chaseAudits.ts';
import { coverAudits } from './coverAudits.ts';
import { byAuthorityOf } from './goOut.ts';
import { listActivities, listRuns, listWeeks } from './programme.repository.ts';
import { runTurn, turnsOn } from './runPeriod.ts';

/** Early each working day, before anyone is at a desk: cover, draw and allocate, chase. */
export const runProgramme: Job = {
	name: 'run-programme',
	every: '15 5 * * *',
	run: ({ database, now, signal, stillMine }) => programmeDay({ database, now, signal, stillMine })
};

type DayOfProgramme = {
	readonly database: Database;
	readonly now: number;
	readonly signal?: AbortSignal;
	readonly stillMine?: (trx: Transaction<Tables>) => Promise<void>;
	/** The seed of each draw: by chance, but in tests. */
	readonly newSeed?: () => string;
};

export async function programmeDay({
	database,
	now,
	signal,
	stillMine,
	newSeed = chanceSeed
}: DayOfProgramme): Promise<JobFacts> {
	const today = todayOf(now);
	if (!isWorkingDay(today)) return { workingDay: false };
	const { db } = database;
	const activities = await listActivities(db);
	const person = await whoActs(database, today);
	if (person === null) return { workingDay: true, nobody: true };
	const acting = { database, person, now };
	const covered = await coverAudits(acting);
	const facts = { out: 0, partly: 0, stuck: 0, given: 0 };
	for (const { kept, period, before } of turnsOn(today, activities, await listWeeks(db), await listRuns(db))) {
		if (signal?.aborted === true) break;
		const run = await runTurn(
			acting,
			{ kept, period, seed: newSeed() },
			{ before, by: null, ...(stillMine === undefined ? {} : { guard: stillMine }) }
		);
		if (run.state !== 'undone') facts[run.state] += 1;
		facts.given += run.given - (before?.given ?? 0);
	}
	return { workingDay: true, ...covered, ...facts, chased: await chaseAudits(acting) };
}

/** Somebody whose programme it is today; where every such post is vacant, whoever set it last. */
export async function whoActs({ db }: Pick<Database, 'db'>, today: string): Promise<Person | null> {
	const keeper = (await listPeople(db)).find((one) => may(one, 'keep-programme', today));
	const setter = (await listActivities(db)).at(-1)?.setBy ?? null;
	const person = keeper ?? (setter === null ? null : await findPerson(db, setter));
	return person === null ? null : byAuthorityOf(person);
}

export function chanceSeed(): string {
	return makeSeed(randomInt(2 ** 32));
}
