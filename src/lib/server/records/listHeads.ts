import type { ExpressionBuilder, Expression, Kysely, SqlBool } from 'kysely';
import { maySee } from '#lib/domain/access/can.ts';
import type { RecordKind, RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { todayOf, type Acting } from './Acting.ts';
import { mayConcern } from './carriedRecords.ts';
import { stateFrom } from './recordRows.ts';

/**
 * What of one kind a person may see and meets one of the conditions, without its fields: for lists and counts. SQL
 * narrows; the policy decides (W10).
 */
export async function listHeads<Kind extends RecordKind>(
	{ database, person, now }: Acting,
	kind: Kind,
	narrow: (eb: ExpressionBuilder<Tables, 'record'>) => Expression<SqlBool> | Expression<SqlBool>[],
	db: Kysely<Tables> = database.db
): Promise<RecordState<Kind>[]> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('deleted_why', 'is', null)
		.where((eb) => mayConcern(eb, person, [kind], (one) => [narrow(one)].flat()))
		.execute();
	const today = todayOf(now);
	return rows.map((row) => stateFrom(row)).filter((record) => maySee(person, record, today)) as RecordState<Kind>[];
}
