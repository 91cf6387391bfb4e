import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { carries, keptAfterEnd } from '#lib/domain/access/carries.ts';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { todayOf } from './Acting.ts';
import { stateFrom } from './recordRows.ts';

type Where = ExpressionBuilder<Tables, 'record'>;

const dayMs = 86_400_000;
/** Days of an English calendar against hours of a clock: a wider net than the policy's, never a narrower one. */
const slackDays = 2;

/**
 * What a person's tablet holds now: versions and heads. SQL only narrows, by a rule that lets through at least what
 * the policy does; the policy decides (W10).
 */
export async function listCarried(db: Kysely<Tables>, person: Person, now: number): Promise<RecordState[]> {
	const since = now - (keptAfterEnd + slackDays) * dayMs;
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('deleted_why', 'is', null)
		.where((eb) =>
			eb.or([
				eb('kind', 'not in', ['audit', 'action', 'parked']),
				eb.and([isRecent(eb, since), mayConcern(eb, person)])
			])
		)
		.execute();
	const today = todayOf(now);
	return rows.map((row) => stateFrom(row)).filter((record) => carries(person, record, today));
}

function isRecent(eb: Where, since: number): Expression<SqlBool> {
	return eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', since)]);
}

/** True of every record that names the person or stands in a place that one of their roles reaches. */
export function mayConcern(eb: Where, person: Person): Expression<SqlBool> {
	if (holds(person, 'qa-manager') || person.grants.some(({ scope }) => scope.kind === 'council')) return eb.lit(true);
	const teams = person.grants.flatMap(({ scope }) => (scope.kind === 'team' ? [scope.id] : []));
	const services = person.grants.flatMap(({ scope }) => (scope.kind === 'service' ? [scope.id] : []));
	return eb.or([
		...(['auditor_id', 'owner_id', 'verifier_id', 'raiser_id', 'worker_id'] as const).map((column) =>
			eb(column, '=', person.id)
		),
		...(teams.length === 0 ? [] : [eb('team_id', 'in', teams)]),
		...(services.length === 0 ? [] : [eb('service_id', 'in', services)])
	]);
}
