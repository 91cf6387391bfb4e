import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import { columnTypes } from '../columns.ts';
import { readJson } from '../json.ts';
import type { Migration } from './Migration.ts';

type Raised = {
	record: { kind: string; id: string; head: string; raised_on: string | null; deleted_why: string | null };
};

const raised = z.object({ raisedAt: z.iso.datetime() });
const atOnce = 1_000;

/** The day an action was raised beside its head, and an index that holds all that lists of loops ask of a row. */
export const loopLists: Migration = {
	name: '0019-loop-lists',
	async up(db, kind) {
		const { text } = columnTypes(kind);
		await db.schema.alterTable('record').addColumn('raised_on', text).execute();
		await fillIn(db as Kysely<Raised>);
		await createIndex(db);
	}
};

async function fillIn(db: Kysely<Raised>): Promise<void> {
	for (let after = ''; ;) {
		const rows = await db
			.selectFrom('record')
			.select(['id', 'head'])
			.where('kind', '=', 'action')
			.where('deleted_why', 'is', null)
			.where('id', '>', after)
			.orderBy('id')
			.limit(atOnce)
			.execute();
		for (const { id, head } of rows) {
			const on = dayInEngland(readJson(head, raised).raisedAt);
			await db.updateTable('record').set({ raised_on: on }).where('kind', '=', 'action').where('id', '=', id).execute();
		}
		const last = rows.at(-1);
		if (last === undefined) return;
		after = last.id;
	}
}

/**
 * Of actions alone, so that an answer saved in an audit pays nothing for it. The condition is written out, for a database
 * takes such an index only where it can see that the question keeps within it; and the kind stands first in it all the
 * same, for SQLite thinks little of an index that begins with nothing it was asked for.
 */
async function createIndex(db: Kysely<unknown>): Promise<void> {
	const columns = [
		...['kind', 'ended_at', 'due_on', 'id', 'state', 'raised_on', 'team_id', 'service_id'],
		...['owner_id', 'verifier_id', 'raiser_id', 'worker_id', 'audit_id', 'deleted_why']
	];
	await sql`create index record_loops on record (${sql.join(columns.map((column) => sql.ref(column)))})
		where kind = 'action' and deleted_why is null`.execute(db);
}
