import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DatabaseKind } from '../connection.ts';
import { columnTypes, createStrictTable } from '../columns.ts';
import type { Migration } from './Migration.ts';

export const people: Migration = {
	name: '0001-people',
	async up(db, kind) {
		await createOrganisation(db, kind);
		await createPeople(db, kind);
		await createSignIn(db, kind);
		const { text } = columnTypes(kind);
		await createStrictTable(db, kind, 'setting')
			.addColumn('key', text, (column) => column.primaryKey())
			.addColumn('value', text, (column) => column.notNull())
			.execute();
		await sql`insert into setting (key, value) values ('epoch', ${randomUUID()})`.execute(db);
	}
};

/** Heads and managers are people, people are in teams: the circle is left without a foreign key on this side. */
async function createOrganisation(db: Kysely<unknown>, kind: DatabaseKind) {
	const { text } = columnTypes(kind);
	await createStrictTable(db, kind, 'service')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('name', text, (column) => column.notNull().unique())
		.addColumn('head_id', text)
		.execute();
	await createStrictTable(db, kind, 'team')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('name', text, (column) => column.notNull().unique())
		.addColumn('service_id', text, (column) => column.references('service.id'))
		.addColumn('manager_id', text)
		.execute();
}

async function createPeople(db: Kysely<unknown>, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'person')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('username', text, (column) => column.notNull().unique())
		.addColumn('name', text, (column) => column.notNull())
		.addColumn('email', text)
		.addColumn('phone', text)
		.addColumn('status', text, (column) => column.notNull().check(sql`status in ('active', 'deactivated')`))
		.addColumn('team_id', text, (column) => column.references('team.id'))
		.addColumn('until_on', text)
		.addColumn('perm_ver', integer, (column) => column.notNull())
		.addColumn('password_hash', text)
		.addColumn('must_change', integer, (column) => column.notNull().check(sql`must_change in (0, 1)`))
		.addColumn('created_at', time, (column) => column.notNull())
		.execute();
	await createStrictTable(db, kind, 'person_grant')
		.addColumn('person_id', text, (column) => column.notNull().references('person.id').onDelete('cascade'))
		.addColumn('role', text, (column) => column.notNull())
		.addColumn('scope_kind', text, (column) =>
			column.notNull().check(sql`scope_kind in ('council', 'service', 'team', 'own')`)
		)
		.addColumn('scope_id', text, (column) => column.notNull())
		.addPrimaryKeyConstraint('person_grant_once', ['person_id', 'role', 'scope_kind', 'scope_id'])
		.execute();
}

async function createSignIn(db: Kysely<unknown>, kind: DatabaseKind) {
	const { text, integer, time } = columnTypes(kind);
	await createStrictTable(db, kind, 'session')
		.addColumn('id', text, (column) => column.primaryKey())
		.addColumn('person_id', text, (column) => column.notNull().references('person.id').onDelete('cascade'))
		.addColumn('created_at', time, (column) => column.notNull())
		.addColumn('last_seen_at', time, (column) => column.notNull())
		.addColumn('expires_at', time, (column) => column.notNull())
		.addColumn('absolute_until', time, (column) => column.notNull())
		.addColumn('rotate_due', integer, (column) => column.notNull().check(sql`rotate_due in (0, 1)`))
		.addColumn('user_agent', text, (column) => column.notNull())
		.addColumn('address', text, (column) => column.notNull())
		.execute();
	await db.schema.createIndex('session_of_person').on('session').column('person_id').execute();
	await createStrictTable(db, kind, 'sign_in_attempt')
		.addColumn('username', text, (column) => column.notNull())
		.addColumn('address', text, (column) => column.notNull())
		.addColumn('wrong', integer, (column) => column.notNull())
		.addColumn('last_wrong_at', time, (column) => column.notNull())
		.addPrimaryKeyConstraint('sign_in_attempt_once', ['username', 'address'])
		.execute();
	await db.schema.createIndex('sign_in_attempt_address').on('sign_in_attempt').column('address').execute();
}
