import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { carries, keptAfterEnd, neededOf } from '#lib/domain/access/carries.ts';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import type { RecordKind, RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { todayOf } from './Acting.ts';
import { stateFrom } from './recordRows.ts';

type Where = ExpressionBuilder<Tables, 'record'>;

const dayMs = 86_400_000;
/** Days of an English calendar against hours of a clock: a wider net than the policy's, never a narrower one. */
const slackDays = 2;

const caseWork: readonly RecordKind[] = ['audit', 'action', 'parked'];
const everythingElse: readonly RecordKind[] = ['moderation', 'template', 'person', 'team'];

/**
 * What a person's tablet holds now: versions and heads. SQL only narrows, by a rule that lets through at least what
 * the policy does; the policy decides (W10).
 */
export async function listCarried(db: Kysely<Tables>, person: Person, now: number): Promise<readonly RecordState[]> {
	const since = now - (keptAfterEnd + slackDays) * dayMs;
	const heads = db.selectFrom('record').select(['kind', 'id', 'ver', 'head']).where('deleted_why', 'is', null);
	// Apart, so that each can go by an index of its own: cases grow with the years, the rest hardly.
	const work = await heads.where((eb) => mayConcern(eb, person, caseWork, (one) => isRecent(one, since))).execute();
	const rest = await heads.where('kind', 'in', everythingElse).execute();
	const rows = [...work, ...rest];
	const today = todayOf(now);
	return neededOf(rows.map((row) => stateFrom(row)).filter((record) => carries(person, record, today)));
}

/** Goes on, or ended lately enough. Two conditions and not one, for an index answers each of them. */
export function isRecent(eb: Where, since: number): Expression<SqlBool>[] {
	return [eb('ended_at', 'is', null), eb('ended_at', '>=', since)];
}

const named = ['auditor_id', 'owner_id', 'verifier_id', 'raiser_id', 'worker_id'] as const;

/**
 * True of every record of these kinds that names the person or stands in a place that one of their roles reaches, and
 * meets one of the further conditions. Kind and condition are said again in each branch: a database takes an index
 * for a branch only by what stands in it, and else reads every case of ten years.
 */
export function mayConcern(
	eb: Where,
	person: Person,
	kinds: readonly RecordKind[],
	further: (eb: Where) => Expression<SqlBool>[]
): Expression<SqlBool> {
	const branches = reachOf(eb, person).flatMap((reach) =>
		further(eb).map((one) => eb.and([eb('kind', 'in', kinds), ...reach, one]))
	);
	return eb.or(branches);
}

/** Each a way in which a record may concern a person; the empty one is: always. */
function reachOf(eb: Where, person: Person): Expression<SqlBool>[][] {
	if (holds(person, 'qa-manager') || person.grants.some(({ scope }) => scope.kind === 'council')) return [[]];
	const teams = person.grants.flatMap(({ scope }) => (scope.kind === 'team' ? [scope.id] : []));
	const services = person.grants.flatMap(({ scope }) => (scope.kind === 'service' ? [scope.id] : []));
	return [
		...named.map((column) => [eb(column, '=', person.id)]),
		[eb('id', 'in', eb.selectFrom('alert_ask').select('audit_id').where('person_id', '=', person.id))],
		...(teams.length === 0 ? [] : [[eb('team_id', 'in', teams)]]),
		...(services.length === 0 ? [] : [[eb('service_id', 'in', services)]])
	];
}
