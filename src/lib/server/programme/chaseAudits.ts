import { isActive } from '#lib/domain/access/can.ts';
import { holds, reaches, type Person } from '#lib/domain/access/Person.ts';
import { chaseStepOn, type ChasedRole } from '#lib/domain/programme/chase.ts';
import { isAway, type RegisterEntry } from '#lib/domain/programme/RegisterEntry.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { listPeople } from '../people/people.repository.ts';
import { listTeams, type Team } from '../people/teams.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { findDueAudits, insertChase, type DueAudit } from './chasing.repository.ts';
import { readRegister } from './register.repository.ts';

type Line = {
	readonly people: ReadonlyMap<PersonId, Person>;
	readonly teams: readonly Team[];
	readonly register: ReadonlyMap<PersonId, RegisterEntry>;
	readonly today: Day;
};

/**
 * Says of each open audit that came to a step who is reminded of it: its auditor, then up the auditor's own line. Where
 * somebody of the line is missing or away, their deputy or the next one up is asked: a vacant post swallows nothing.
 */
export async function chaseAudits({ database, now }: Pick<Acting, 'database' | 'now'>): Promise<number> {
	const { db } = database;
	const today = todayOf(now);
	const people = new Map((await listPeople(db)).filter((one) => isActive(one, today)).map((one) => [one.id, one]));
	const line: Line = { people, teams: await listTeams(db), register: await readRegister(db), today };
	let chased = 0;
	for (const audit of await findDueAudits(db, null)) {
		const step = chaseStepOn(audit.dueOn, today);
		const to = step === null ? null : whom(line, audit, step.to);
		if (step === null || to === null) continue;
		const chase = { audit: audit.id, dueOn: audit.dueOn, step: step.step, to, at: now };
		if (await database.transaction((trx) => insertChase(trx, chase))) chased += 1;
	}
	return chased;
}

const upwards: readonly ChasedRole[] = ['auditor', 'team-manager', 'head-of-service', 'director'];

function whom(line: Line, audit: DueAudit, role: ChasedRole): PersonId | null {
	for (const next of upwards.slice(upwards.indexOf(role))) {
		const found = candidates(line, audit, next)
			.map((id) => standIn(line, id))
			.find((id) => id !== null);
		if (found !== undefined && found !== null) return found;
	}
	return [...line.people.values()].find((one) => holds(one, 'qa-manager'))?.id ?? null;
}

/** Themselves, or their deputy while they are away; null where neither is here. */
function standIn({ people, register, today }: Line, id: PersonId): PersonId | null {
	const entry = register.get(id);
	if (people.has(id) && (entry === undefined || !isAway(entry, today))) return id;
	const deputy = entry?.deputy ?? null;
	return deputy !== null && people.has(deputy) ? deputy : null;
}

/** The line is the auditor's, not the child's: it is their work that is late. */
function candidates({ people, teams }: Line, audit: DueAudit, role: ChasedRole): PersonId[] {
	if (role === 'auditor') return [audit.auditor];
	const team = teams.find(({ id }) => id === people.get(audit.auditor)?.team);
	if (role === 'team-manager') return [team?.manager ?? []].flat();
	const place = { team: team?.id ?? null, service: team?.service ?? null };
	return [...people.values()]
		.filter((one) => (role === 'director' ? holds(one, 'director') : reaches(one, role, place)))
		.map(({ id }) => id);
}
