import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Grant, Role } from '#lib/domain/access/Person.ts';
import { isDay } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Tables } from '../db/connection.ts';
import type { FieldProblem, PersonProblem } from './people.errors.ts';
import { findPersonByUsername, plainUsername } from './people.repository.ts';
import { listServices, listTeams } from './teams.repository.ts';

/** What an administrator writes about a person. */
export type PersonDetails = {
	readonly username: string;
	readonly name: string;
	readonly email: string | null;
	readonly phone: string | null;
	readonly team: string | null;
	readonly until: string | null;
	readonly grants: readonly Grant[];
};

type Problems = FieldProblem<PersonProblem>[];

export async function checkPerson(db: Kysely<Tables>, id: PersonId | null, details: PersonDetails): Promise<Problems> {
	return [
		...(await checkUsername(db, id, details.username)),
		...checkDetails(details),
		...checkGrants(details),
		...(await checkPlaces(db, details))
	];
}

async function checkUsername(db: Kysely<Tables>, id: PersonId | null, username: string): Promise<Problems> {
	if (plainUsername(username) === '') return [{ field: 'username', code: 'person.username-missing' }];
	const there = await findPersonByUsername(db, username);
	return there === null || there.id === id ? [] : [{ field: 'username', code: 'person.username-taken' }];
}

function checkDetails({ name, email, until }: PersonDetails): Problems {
	const problems: Problems = [];
	if (name.trim() === '') problems.push({ field: 'name', code: 'person.name-missing' });
	if (email !== null && !z.email().safeParse(email).success)
		problems.push({ field: 'email', code: 'person.email-wrong' });
	if (until !== null && !isDay(until)) problems.push({ field: 'until', code: 'person.until-wrong' });
	return problems;
}

const managing: readonly Role[] = ['team-manager', 'service-manager'];

/** A manager of nothing sees nothing, and a guest without a last day would stay for ever. */
function checkGrants({ grants, until }: PersonDetails): Problems {
	const problems: Problems = [];
	if (grants.length === 0) problems.push({ field: 'role', code: 'person.role-missing' });
	const managesNothing = grants.some(({ role, scope }) => managing.includes(role) && scope.kind === 'own');
	if (managesNothing) problems.push({ field: 'role', code: 'person.scope-missing' });
	const isGuest = grants.some((grant) => grant.role === 'guest');
	if (isGuest && until === null) problems.push({ field: 'until', code: 'person.guest-needs-until' });
	return problems;
}

async function checkPlaces(db: Kysely<Tables>, { team, grants }: PersonDetails): Promise<Problems> {
	const teams = new Set((await listTeams(db)).map((each) => each.id));
	const services = new Set((await listServices(db)).map((each) => each.id));
	const isKnown = ({ scope }: Grant) =>
		scope.kind === 'team' ? teams.has(scope.id) : scope.kind !== 'service' || services.has(scope.id);
	const problems: Problems = [];
	if (team !== null && !teams.has(team)) problems.push({ field: 'team', code: 'person.team-unknown' });
	if (!grants.every(isKnown)) problems.push({ field: 'role', code: 'person.scope-unknown' });
	return problems;
}
