import type { Kysely, Selectable } from 'kysely';
import type { Grant, Person, Scope } from '#lib/domain/access/Person.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import type { Tables } from '../db/connection.ts';
import type { PersonGrantTable, PersonTable } from '../db/tables/people.ts';

/** How to reach someone: for those who keep the list of people, not part of what decides access. */
export type Contact = { readonly email: string | null; readonly phone: string | null };

/** A person as the office keeps them. */
export type StaffMember = Person & Contact & { readonly mustChange: boolean };

type Db = Kysely<Tables>;
type PersonRow = Selectable<PersonTable>;

export async function findPerson(db: Db, id: PersonId): Promise<StaffMember | null> {
	const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : ((await withGrants(db, [row]))[0] ?? null);
}

export async function findPersonByUsername(db: Db, username: string): Promise<StaffMember | null> {
	const row = await db
		.selectFrom('person')
		.selectAll()
		.where('username', '=', plainUsername(username))
		.executeTakeFirst();
	return row === undefined ? null : ((await withGrants(db, [row]))[0] ?? null);
}

export async function listPeople(db: Db): Promise<StaffMember[]> {
	const people = await withGrants(db, await db.selectFrom('person').selectAll().execute());
	return people.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

export async function countPeople(db: Db): Promise<number> {
	const { count } = await db
		.selectFrom('person')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
}

export async function findPasswordHash(db: Db, id: PersonId): Promise<string | null> {
	const row = await db.selectFrom('person').select('password_hash').where('id', '=', id).executeTakeFirst();
	return row?.password_hash ?? null;
}

export type NewStaffMember = Omit<StaffMember, 'permVer'> & {
	readonly passwordHash: string | null;
	readonly createdAt: number;
};

export async function insertPerson(db: Db, person: NewStaffMember): Promise<void> {
	await db
		.insertInto('person')
		.values({
			id: person.id,
			username: plainUsername(person.username),
			name: person.name,
			email: person.email,
			phone: person.phone,
			status: person.status,
			team_id: person.team,
			until_on: person.until,
			perm_ver: 1,
			password_hash: person.passwordHash,
			must_change: person.mustChange ? 1 : 0,
			created_at: person.createdAt
		})
		.execute();
	await replaceGrants(db, person.id, person.grants);
}

/** Whatever a person may do hangs on what is written here, so the version that tablets compare rises with it. */
export async function updatePerson(
	db: Db,
	person: Omit<StaffMember, 'permVer' | 'username' | 'mustChange'>
): Promise<void> {
	await db
		.updateTable('person')
		.set((eb) => ({
			name: person.name,
			email: person.email,
			phone: person.phone,
			status: person.status,
			team_id: person.team,
			until_on: person.until,
			perm_ver: eb('perm_ver', '+', 1)
		}))
		.where('id', '=', person.id)
		.execute();
	await replaceGrants(db, person.id, person.grants);
}

export async function savePasswordHash(db: Db, id: PersonId, hash: string, mustChange: boolean): Promise<void> {
	await db
		.updateTable('person')
		.set({ password_hash: hash, must_change: mustChange ? 1 : 0 })
		.where('id', '=', id)
		.execute();
}

async function replaceGrants(db: Db, id: PersonId, grants: readonly Grant[]): Promise<void> {
	await db.deleteFrom('person_grant').where('person_id', '=', id).execute();
	if (grants.length === 0) return;
	const rows = grants.map((grant) => ({
		person_id: id,
		role: grant.role,
		scope_kind: grant.scope.kind,
		scope_id: 'id' in grant.scope ? grant.scope.id : ''
	}));
	await db
		.insertInto('person_grant')
		.values(rows)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** One name is one person, however it was typed. */
export function plainUsername(typed: string): string {
	return cleanText(typed).normalize('NFKC').trim().toLowerCase();
}

async function withGrants(db: Db, rows: readonly PersonRow[]): Promise<StaffMember[]> {
	const [only] = rows;
	if (only === undefined) return [];
	const query = db.selectFrom('person_grant').selectAll();
	const grants = await (rows.length === 1 ? query.where('person_id', '=', only.id) : query).execute();
	const byPerson = Map.groupBy(grants, (grant) => grant.person_id);
	return rows.map((row) => readPerson(row, byPerson.get(row.id) ?? []));
}

function readPerson(row: PersonRow, grants: readonly Selectable<PersonGrantTable>[]): StaffMember {
	return {
		id: row.id,
		username: row.username,
		name: row.name,
		email: row.email,
		phone: row.phone,
		grants: grants.map((grant) => ({ role: grant.role, scope: readScope(grant) })),
		team: row.team_id,
		status: row.status,
		until: row.until_on,
		permVer: row.perm_ver,
		mustChange: row.must_change === 1
	};
}

function readScope({ scope_kind: kind, scope_id: id }: Selectable<PersonGrantTable>): Scope {
	return kind === 'service' || kind === 'team' ? { kind, id } : { kind };
}
