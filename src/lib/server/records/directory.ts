import type { Transaction } from 'kysely';
import type { Away } from '#lib/domain/alerts/askWhom.ts';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import { listAway } from '../alerts/away.repository.ts';
import type { Database, Tables } from '../db/connection.ts';
import { writeJson } from '../db/json.ts';
import { listPeople, type StaffMember } from '../people/people.repository.ts';
import { listServices, listTeams, type Service, type Team } from '../people/teams.repository.ts';
import { todayOf } from './Acting.ts';
import { columnsOf } from './recordRows.ts';

/**
 * Brings the people and teams that tablets hold in line with the office's own tables: a record of no fields for each,
 * whose version rises when its head differs. Done before a pull, so that whoever changes a person need not know.
 */
export async function refreshDirectory({ db, transaction }: Database, now: number): Promise<void> {
	const [people, teams, services] = [await listPeople(db), await listTeams(db), await listServices(db)];
	const away = Map.groupBy(await listAway(db, todayOf(now)), ({ person }) => person);
	const wanted = [
		...people.map((person) => personRecord(person, away.get(person.id) ?? [])),
		...teams.map((team) => teamRecord(team, services))
	];
	const held = await db
		.selectFrom('record')
		.select(['kind', 'id', 'head'])
		.where('kind', 'in', ['person', 'team'])
		.where('deleted_why', 'is', null)
		.execute();
	const heads = new Map(held.map((row) => [`${row.kind}:${row.id}`, row.head]));
	const stale = wanted.filter(({ record, head }) => heads.get(`${record.kind}:${record.id}`) !== writeJson(head));
	const kept = new Set(wanted.map(({ record }) => `${record.kind}:${record.id}`));
	const left = held.filter((row) => !kept.has(`${row.kind}:${row.id}`));
	if (stale.length === 0 && left.length === 0) return;
	await transaction(async (trx) => {
		for (const record of stale) await saveEntry(trx, record, now);
		for (const { kind, id } of left) await removeEntry(trx, kind, id, now);
	});
}

async function saveEntry(trx: Transaction<Tables>, record: RecordState, now: number) {
	const head = writeJson(record.head);
	const row = { ...columnsOf(record), head, updated_at: now, deleted_why: null };
	await trx
		.insertInto('record')
		.values({ ...row, kind: record.record.kind, id: record.record.id, ver: 1, created_at: now })
		.onConflict((conflict) =>
			conflict
				.columns(['kind', 'id'])
				.doUpdateSet((eb) => ({ ...row, ver: eb('record.ver', '+', 1) }))
				.where((eb) => eb.or([eb('record.head', '<>', head), eb('record.deleted_why', 'is not', null)]))
		)
		.execute();
}

async function removeEntry(trx: Transaction<Tables>, kind: 'person' | 'team' | string, id: string, now: number) {
	await trx
		.updateTable('record')
		.set({ deleted_why: 'deleted', updated_at: now })
		.where('kind', '=', kind as 'person')
		.where('id', '=', id)
		.execute();
}

function personRecord({ id, name, grants, team, phone, status }: StaffMember, leave: readonly Away[]): RecordState {
	const roles = [...new Set(grants.map((grant) => grant.role))].sort();
	const services = grants.flatMap(({ scope }) => (scope.kind === 'service' ? [scope.id] : []));
	const away = leave.map(({ from, until, standIn }) => ({ from, until, standIn }));
	const head = { name, roles, team, services, phone, status, ...(away.length === 0 ? {} : { away }) };
	return { record: { kind: 'person', id }, ver: 1, head, fields: new Map() };
}

function teamRecord({ id, name, service, manager }: Team, services: readonly Service[]): RecordState {
	const serviceName = services.find((one) => one.id === service)?.name ?? '';
	const head = { name, service: service ?? '', serviceName, manager };
	return { record: { kind: 'team', id }, ver: 1, head, fields: new Map() };
}
