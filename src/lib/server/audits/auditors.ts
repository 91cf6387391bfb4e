import type { Kysely } from 'kysely';
import { isActive } from '#lib/domain/access/can.ts';
import { holds, type Person, type Role } from '#lib/domain/access/Person.ts';
import type { Auditor, CaseToAllocate } from '#lib/domain/programme/Allocation.ts';
import { caseKey } from '#lib/domain/frames/caseNumber.ts';
import type { FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import type { Tables } from '../db/connection.ts';
import type { NameTies } from '../frames/nameTies.ts';
import { findPerson, listPeople } from '../people/people.repository.ts';
import { listTeams, type Team } from '../people/teams.repository.ts';
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

/** Open audits one person can carry at a time, where nobody has said otherwise. */
export const usualCapacity = 12;

export type AuditorWish = Pick<Auditor, 'id'> & Partial<Pick<Auditor, 'capacity' | 'leave' | 'exempt'>>;

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
	const people = (await listPeople(db)).filter((person) => mayBeAuditor(person, now));
	return people.map((person) => ({ name: person.name, ...auditorFrom(person, {}, teams, past) }));
}

export async function findAuditor(
	db: Kysely<Tables>,
	wish: AuditorWish,
	past: AuditPast,
	now: number
): Promise<Auditor | null> {
	const person = await findPerson(db, wish.id);
	if (person === null || !mayBeAuditor(person, now)) return null;
	return auditorFrom(person, wish, await listTeams(db), past);
}

function auditorFrom(
	person: Person,
	wish: Partial<AuditorWish>,
	teams: readonly Team[],
	{ loads }: AuditPast
): Auditor {
	const managed = teams.filter(({ manager }) => manager === person.id).map(({ id }) => id);
	const granted = person.grants.flatMap(({ role, scope }) =>
		role === 'team-manager' && scope.kind === 'team' ? [scope.id] : []
	);
	return {
		id: person.id,
		teams: [...new Set([...(person.team === null ? [] : [person.team]), ...managed, ...granted])],
		capacity: wish.capacity ?? usualCapacity,
		load: loads.get(person.id) ?? 0,
		...(wish.leave === undefined ? {} : { leave: wish.leave }),
		...(wish.exempt === undefined ? {} : { exempt: wish.exempt })
	};
}

/** A drawn case with all whom the caseload names beside it, as people of Dipper. */
export function caseToAllocate(one: FrameCase, ties: NameTies, past: AuditPast): CaseToAllocate {
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
		...(lastOn === undefined ? {} : { workerLastAuditedOn: lastOn })
	};
}
