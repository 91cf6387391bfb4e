import type { Kysely } from 'kysely';
import type { PersonId, ServiceId, TeamId } from '#lib/domain/shared/ids.ts';
import type { Tables } from '../db/connection.ts';

export type Service = { readonly id: ServiceId; readonly name: string; readonly head: PersonId | null };

export type Team = {
	readonly id: TeamId;
	readonly name: string;
	readonly service: ServiceId | null;
	readonly manager: PersonId | null;
};

type Db = Kysely<Tables>;

export async function listServices(db: Db): Promise<Service[]> {
	const rows = await db.selectFrom('service').selectAll().execute();
	return rows.map((row) => ({ id: row.id, name: row.name, head: row.head_id })).sort(byName);
}

export async function listTeams(db: Db): Promise<Team[]> {
	const rows = await db.selectFrom('team').selectAll().execute();
	return rows
		.map((row) => ({ id: row.id, name: row.name, service: row.service_id, manager: row.manager_id }))
		.sort(byName);
}

/** Databases sort by their own ideas of an alphabet; people get one. */
function byName(a: { name: string }, b: { name: string }): number {
	return a.name.localeCompare(b.name, 'en-GB');
}

export async function saveService(db: Db, { id, name, head }: Service): Promise<void> {
	await db
		.insertInto('service')
		.values({ id, name, head_id: head })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ name, head_id: head }))
		.execute();
}

export async function saveTeam(db: Db, { id, name, service, manager }: Team): Promise<void> {
	const row = { name, service_id: service, manager_id: manager };
	await db
		.insertInto('team')
		.values({ id, ...row })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(row))
		.execute();
}

export async function removeService(db: Db, id: ServiceId): Promise<void> {
	await db.deleteFrom('service').where('id', '=', id).execute();
}

export async function removeTeam(db: Db, id: TeamId): Promise<void> {
	await db.deleteFrom('team').where('id', '=', id).execute();
}

/** What would be left pointing at nothing. */
export async function isServiceUsed(db: Db, id: ServiceId): Promise<boolean> {
	const team = await db.selectFrom('team').select('id').where('service_id', '=', id).executeTakeFirst();
	return team !== undefined || (await isScope(db, 'service', id));
}

export async function isTeamUsed(db: Db, id: TeamId): Promise<boolean> {
	const person = await db.selectFrom('person').select('id').where('team_id', '=', id).executeTakeFirst();
	return person !== undefined || (await isScope(db, 'team', id));
}

async function isScope(db: Db, kind: 'service' | 'team', id: string): Promise<boolean> {
	const grant = await db
		.selectFrom('person_grant')
		.select('person_id')
		.where('scope_kind', '=', kind)
		.where('scope_id', '=', id)
		.executeTakeFirst();
	return grant !== undefined;
}
