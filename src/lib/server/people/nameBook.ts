import type { Kysely } from 'kysely';
import { dipper } from '#lib/domain/alerts/AlertLog.ts';
import { holds, lineManagers, reaches, type Person } from '#lib/domain/access/Person.ts';
import type { Tables } from '../db/connection.ts';
import { listServices, listTeams, type Team } from './teams.repository.ts';

type Db = Kysely<Tables>;

/** Names by id, of those asked for: one query, however long the list they stand in. */
export async function findNames(db: Db, ids: Iterable<string | null | undefined>): Promise<Record<string, string>> {
	const wanted = [...new Set([...ids].filter((id): id is string => typeof id === 'string' && id !== ''))];
	if (wanted.length === 0) return {};
	const rows = await db.selectFrom('person').select(['id', 'name']).where('id', 'in', wanted).execute();
	const names = Object.fromEntries(rows.map(({ id, name }) => [id, name]));
	// What the server does by itself stands in records under its own name.
	return wanted.includes(dipper) ? { ...names, [dipper]: 'Dipper' } : names;
}

export async function findTeamNames(db: Db): Promise<Record<string, string>> {
	return Object.fromEntries((await listTeams(db)).map(({ id, name }) => [id, name]));
}

/** The teams whose work a person oversees, for the filters of lists. */
export async function listTeamsOf(db: Db, person: Person): Promise<Team[]> {
	const teams = await listTeams(db);
	if (holds(person, 'qa-manager')) return teams;
	return teams.filter(({ id, service }) => lineManagers.some((role) => reaches(person, role, { team: id, service })));
}

/** Everyone who works here now, by name, for choosing an owner or an auditor. */
export async function listActiveNames(db: Db): Promise<{ id: string; name: string }[]> {
	const rows = await db.selectFrom('person').select(['id', 'name']).where('status', '=', 'active').execute();
	return rows.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

export async function findServiceNames(db: Db): Promise<Record<string, string>> {
	return Object.fromEntries((await listServices(db)).map(({ id, name }) => [id, name]));
}
