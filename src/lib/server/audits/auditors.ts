import type { Kysely } from 'kysely';
import { isActive } from '#lib/domain/access/can.ts';
import { holds, type Person, type Role } from '#lib/domain/access/Person.ts';
import type { Auditor, CaseToAllocate } from '#lib/domain/programme/Allocation.ts';
import { caseKey } from '#lib/domain/frames/caseNumber.ts';
import type { FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import { auditorFacts, usualEntry, type RegisterEntry } from '#lib/domain/programme/RegisterEntry.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Tables } from '../db/connection.ts';
import type { NameTies } from '../frames/nameTies.ts';
import { findPerson, listPeople } from '../people/people.repository.ts';
import { listTeams, type Team } from '../people/teams.repository.ts';
import { readRegister } from '../programme/register.repository.ts';
import { todayOf } from '../records/Acting.ts';
import type { AuditPast } from '../samples/standings.ts';

/** Whose work it can be to audit (product.md, People). */
const auditing: readonly Role[] = [
	'auditor',
	'service-manager',
	'team-manager',
	'qa-manager',
	'moderator',
	'head-of-service',
	'director',
	'guest'
];

/** Somebody who takes part; for this sample alone they may be given less, or more, than the register has. */
export type AuditorWish = Pick<Auditor, 'id'> & Partial<Pick<Auditor, 'capacity'>>;

export function mayBeAuditor(person: Person, now: number): boolean {
	return isActive(person, todayOf(now)) && holds(person, ...auditing);
}

/** Everyone to whom audits may be given, with what they carry. */
export async function findAuditors(
	db: Kysely<Tables>,
	past: AuditPast,
	now: number
): Promise<(Auditor & { name: string })[]> {
	const teams = await listTeams(db);
	const register = await readRegister(db);
	const people = (await listPeople(db)).filter((person) => mayBeAuditor(person, now));
	return people.map((person) => {
		const entry = register.get(person.id) ?? usualEntry;
		return { name: person.name, ...auditorFrom(person, entry, teams, loadOf(person.id, past, todayOf(now))) };
	});
}

export async function findAuditor(
	db: Kysely<Tables>,
	wish: AuditorWish,
	past: AuditPast,
	now: number
): Promise<Auditor | null> {
	const person = await findPerson(db, wish.id);
	if (person === null || !mayBeAuditor(person, now)) return null;
	const entry = (await readRegister(db, wish.id)).get(wish.id) ?? usualEntry;
	const auditor = auditorFrom(person, entry, await listTeams(db), loadOf(wish.id, past, todayOf(now)));
	return wish.capacity === undefined ? auditor : { ...auditor, capacity: wish.capacity };
}

/** What counts against a month: the audits open now, and those submitted since its first day. */
function loadOf(id: PersonId, { loads, submittedOn }: AuditPast, today: Day): number {
	const submitted = (submittedOn.get(id) ?? []).filter((on) => on.slice(0, 7) === today.slice(0, 7));
	return (loads.get(id) ?? 0) + submitted.length;
}

function auditorFrom(person: Person, entry: RegisterEntry, teams: readonly Team[], load: number): Auditor {
	const managed = teams.filter(({ manager }) => manager === person.id).map(({ id }) => id);
	const granted = person.grants.flatMap(({ role, scope }) =>
		role === 'team-manager' && scope.kind === 'team' ? [scope.id] : []
	);
	return {
		id: person.id,
		teams: [...new Set([...(person.team === null ? [] : [person.team]), ...managed, ...granted])],
		load,
		...auditorFacts(entry)
	};
}

/** A drawn case with all whom the caseload names beside it, as people of Dipper. */
export function caseToAllocate(
	one: FrameCase,
	ties: NameTies,
	past: AuditPast,
	family?: Template['family']
): CaseToAllocate {
	const place = ties.place(one.team);
	const worker = ties.worker(one.worker).target;
	const lastOn = worker === null ? undefined : past.workerLastAuditedOn.get(worker);
	return {
		caseRef: one.caseRef,
		team: place.team,
		worker,
		supervisor: place.manager,
		decisionMakers: [],
		auditedBefore: past.auditorsOf.get(caseKey(one.caseRef)) ?? [],
		...(family === undefined ? {} : { family }),
		...(lastOn === undefined ? {} : { workerLastAuditedOn: lastOn })
	};
}
