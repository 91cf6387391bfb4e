import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Conflict } from '#lib/domain/programme/Allocation.ts';
import type { Exemption, Leave, RegisterEntry, Trained } from '#lib/domain/programme/RegisterEntry.ts';
import { families, usualEntry } from '#lib/domain/programme/RegisterEntry.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

const trainedFor = z.array(z.enum(families));

/** What the register says of each person it names; `usualEntry` stands for everybody else. */
export async function readRegister(db: Db, only?: PersonId): Promise<Map<PersonId, RegisterEntry>> {
	const auditors = db.selectFrom('auditor').selectAll();
	const leaves = db.selectFrom('auditor_leave').selectAll().orderBy('from_on');
	const exemptions = db.selectFrom('auditor_exemption').selectAll().orderBy('until_on');
	const conflicts = db.selectFrom('auditor_conflict').selectAll().orderBy('id');
	const of = <Query extends { where(column: 'person_id', op: '=', value: string): Query }>(query: Query): Query =>
		only === undefined ? query : query.where('person_id', '=', only);
	const entries = new Map<PersonId, RegisterEntry>();
	const add = (id: PersonId, more: (entry: RegisterEntry) => Partial<RegisterEntry>) => {
		const entry = entries.get(id) ?? usualEntry;
		entries.set(id, { ...entry, ...more(entry) });
	};
	for (const row of await of(auditors).execute())
		add(row.person_id, () => ({
			capacity: row.capacity,
			trainedFor: row.trained_for === null ? null : readJson(row.trained_for, trainedFor),
			isModerator: row.is_moderator === 1,
			deputy: row.deputy_id
		}));
	for (const { id, person_id, from_on: from, to_on: to } of await of(leaves).execute())
		add(person_id, ({ leave }) => ({ leave: [...leave, { id, from, to }] }));
	for (const { id, person_id, until_on: until, reason, approved_by: approvedBy } of await of(exemptions).execute())
		add(person_id, (entry) => ({ exemptions: [...entry.exemptions, { id, until, reason, approvedBy }] }));
	for (const { id, person_id, kind, of: near, reason } of await of(conflicts).execute())
		add(person_id, (entry) => ({ conflicts: [...entry.conflicts, { id, kind, of: near, reason }] }));
	return entries;
}

export type Training = {
	readonly capacity: number;
	readonly trainedFor: Trained;
	readonly isModerator: boolean;
	readonly deputy: PersonId | null;
};

export async function saveAuditorRow(trx: Trx, id: PersonId, training: Training): Promise<void> {
	const row = {
		capacity: training.capacity,
		trained_for: training.trainedFor === null ? null : writeJson(training.trainedFor),
		is_moderator: training.isModerator ? (1 as const) : (0 as const),
		deputy_id: training.deputy
	};
	await trx
		.insertInto('auditor')
		.values({ person_id: id, ...row })
		.onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
		.execute();
}

export async function insertLeave(trx: Trx, person: PersonId, { id, from, to }: Leave): Promise<void> {
	await trx.insertInto('auditor_leave').values({ id, person_id: person, from_on: from, to_on: to }).execute();
}

export async function insertExemption(
	trx: Trx,
	person: PersonId,
	{ id, until, reason, approvedBy }: Exemption,
	noted: { readonly by: PersonId; readonly at: number }
): Promise<void> {
	await trx
		.insertInto('auditor_exemption')
		.values({
			id,
			person_id: person,
			until_on: until,
			reason,
			approved_by: approvedBy,
			noted_by: noted.by,
			noted_at: noted.at
		})
		.execute();
}

export async function insertConflict(
	trx: Trx,
	person: PersonId,
	{ id, kind, of, reason }: Conflict & { readonly id: string; readonly reason: string }
): Promise<void> {
	await trx.insertInto('auditor_conflict').values({ id, person_id: person, kind, of, reason }).execute();
}

export const registerLists = ['auditor_leave', 'auditor_exemption', 'auditor_conflict'] as const;

/** False where it is not there, or is somebody else's. */
export async function removeFromRegister(
	trx: Trx,
	list: (typeof registerLists)[number],
	person: PersonId,
	id: string
): Promise<boolean> {
	const { numDeletedRows } = await trx
		.deleteFrom(list)
		.where('id', '=', id)
		.where('person_id', '=', person)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}
