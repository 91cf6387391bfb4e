import { sql, type Expression, type ExpressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { ActionReach } from '#lib/domain/access/actionReach.ts';
import type { OwnPlaces } from '#lib/domain/access/ownPlaces.ts';
import { actionStates, type ActionState, type RecordState } from '#lib/domain/changes/RecordState.ts';
import { firstNotLate, loopStage, restedBefore, type LoopStage } from '#lib/domain/improvement/actionLife.ts';
import { addDays, type Day } from '#lib/domain/shared/dates.ts';
import type { Tables } from '../db/connection.ts';
import { stateFrom } from '../records/recordRows.ts';
import type { LoopFilter } from './LoopFilter.ts';

type Db = Kysely<Tables>;
type Where = ExpressionBuilder<Tables, 'record'>;

/** Whose list it is, and on which day. */
export type Asking = { readonly reach: ActionReach; readonly self: string; readonly today: Day };

/**
 * Loops by the columns beside their heads: `record_loops` holds them all, so that 20,000 are sorted and counted without
 * one head being read. Each condition says in SQL what a function of the domain says of one action.
 */
function loopsOf(db: Db) {
	return db
		.selectFrom('record')
		.where('kind', '=', sql.lit('action' as const))
		.where('deleted_why', 'is', null);
}

/** A page of ids: what somebody still has to do first, by its date; then what waits for the look back, and what has ended. */
export async function pageOfLoops(db: Db, asking: Asking, filter: LoopFilter): Promise<string[]> {
	const rows = await loopsOf(db)
		.select('id')
		.where((eb) => eb.and(wanted(eb, asking, filter)))
		.orderBy((eb) => eb.case().when('ended_at', 'is', null).then(eb.lit(0)).else(eb.lit(1)).end())
		.orderBy('due_on')
		.orderBy('id')
		.limit(filter.limit ?? 100)
		.offset(filter.offset ?? 0)
		.execute();
	return rows.map(({ id }) => id);
}

export async function countLoopsWanted(db: Db, asking: Asking, filter: LoopFilter): Promise<number> {
	const row = await loopsOf(db)
		.select((eb) => eb.fn.countAll<number | string>().as('count'))
		.where((eb) => eb.and(wanted(eb, asking, filter)))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Heads in the order of their ids; what was taken away meanwhile is left out. */
export async function findLoopHeads(db: Db, ids: readonly string[]): Promise<RecordState<'action'>[]> {
	if (ids.length === 0) return [];
	const rows = await loopsOf(db).select(['kind', 'id', 'ver', 'head']).where('id', 'in', ids).execute();
	const byId = new Map(rows.map((row) => [row.id, stateFrom(row) as RecordState<'action'>]));
	return ids.flatMap((id) => byId.get(id) ?? []);
}

function wanted(eb: Where, asking: Asking, filter: LoopFilter): Expression<SqlBool>[] {
	const { show = 'open', owner, team, service, teams, services, audit, stage, minAge, maxAge } = filter;
	return [
		withinReach(eb, asking.reach),
		...shown(eb, show, asking.today),
		...(owner === undefined ? [] : [eb('owner_id', '=', owner)]),
		...(team === undefined ? [] : [eb('team_id', '=', team)]),
		...(service === undefined ? [] : [eb('service_id', '=', service)]),
		...(teams === undefined ? [] : [isAmong(eb, 'team_id', teams)]),
		...(services === undefined ? [] : [isAmong(eb, 'service_id', services)]),
		...(audit === undefined ? [] : [eb('audit_id', '=', audit)]),
		...(stage === undefined ? [] : [eb('state', 'in', statesAt([stage]))]),
		...(minAge === undefined ? [] : [eb('raised_on', '<=', addDays(asking.today, -minAge))]),
		...(maxAge === undefined ? [] : [eb('raised_on', '>=', addDays(asking.today, -maxAge))]),
		...(filter.mine === true ? [isMove(eb, asking.self)] : []),
		...(filter.overdue === true ? [isLate(eb, asking.today)] : [])
	];
}

function isAmong(eb: Where, column: 'team_id' | 'service_id', ids: readonly string[]): Expression<SqlBool> {
	return ids.length === 0 ? eb.lit(false) : eb(column, 'in', ids);
}

/** `isWithin` of domain/access. */
export function withinReach(eb: Where, reach: ActionReach): Expression<SqlBool> {
	if (reach.kind === 'all') return eb.lit(true);
	const { named, teams, services } = reach;
	return eb.or([
		...(['owner_id', 'verifier_id', 'raiser_id', 'worker_id'] as const).map((column) => eb(column, '=', named)),
		...(teams.length === 0 ? [] : [eb('team_id', 'in', teams)]),
		...(services.length === 0 ? [] : [eb('service_id', 'in', services)])
	]);
}

/** `isLoopOpen`: without an end, or verified so long ago that its impact is to be looked at. */
function shown(eb: Where, show: NonNullable<LoopFilter['show']>, today: Day): Expression<SqlBool>[] {
	if (show === 'all') return [];
	const before = restedBefore(today);
	if (show === 'open') {
		const isRested = eb.and([eb('state', '=', 'verified'), eb('ended_at', '<', before)]);
		return [eb.or([eb('ended_at', 'is', null), isRested])];
	}
	return [eb('ended_at', 'is not', null), eb.or([eb('state', '<>', 'verified'), eb('ended_at', '>=', before)])];
}

/** `isOverdue`. */
function isLate(eb: Where, today: Day): Expression<SqlBool> {
	return eb.and([eb('ended_at', 'is', null), eb('due_on', '<', firstNotLate(today))]);
}

/** `whoseMove`. */
export function isMove(eb: Where, self: string): Expression<SqlBool> {
	return eb.or([
		eb.and([eb('owner_id', '=', self), eb('state', 'in', statesAt(['action', 'evidence']))]),
		eb.and([eb('verifier_id', '=', self), eb('state', 'in', statesAt(['verification']))])
	]);
}

function statesAt(stages: readonly LoopStage[]): string[] {
	return actionStates.filter((state) => stages.includes(loopStage(state)));
}

/** The ages by which open loops are counted: up to so many days, the last without end. */
export const ageBands = [10, 20, 40, Infinity] as const;

/** How many open loops are alike in what the counts ask of them. */
export type LoopTally = {
	readonly state: ActionState;
	/** Which of `ageBands`. */
	readonly band: number;
	readonly isLate: boolean;
	readonly isMine: boolean;
	/** Of a team, or a service, of the person's own. */
	readonly inTeam: boolean;
	readonly inService: boolean;
	readonly loops: number;
};

/**
 * All that is counted of an open loop as one number: the band in its lowest two bits, these marks, and its state above
 * them. One number is grouped in a third of the time that a state's name and five columns take.
 */
const marks = { late: 4, mine: 8, inTeam: 16, inService: 32 } as const;
const stateAbove = 64;

/** All open loops within reach, counted in one pass. */
export async function tallyLoops(
	db: Db,
	asking: Asking,
	filter: LoopFilter = {},
	own: OwnPlaces = { teams: [], services: [] }
): Promise<LoopTally[]> {
	const seen = loopsOf(db)
		.where((eb) => eb.and(wanted(eb, asking, { ...filter, show: 'open' })))
		.select((eb) => tallyOf(eb, asking, own).as('told'));
	const rows = await db
		.selectFrom(seen.as('seen'))
		.select((eb) => ['told', eb.fn.countAll<number | string>().as('loops')])
		.groupBy('told')
		.execute();
	return rows.map(({ told, loops }) => {
		const has = (mark: number) => (Number(told) & mark) !== 0;
		return {
			state: actionStates[Math.floor(Number(told) / stateAbove)] ?? 'draft',
			band: Number(told) & 3,
			isLate: has(marks.late),
			isMine: has(marks.mine),
			inTeam: has(marks.inTeam),
			inService: has(marks.inService),
			loops: Number(loops)
		};
	});
}

function tallyOf(eb: Where, { self, today }: Asking, { teams, services }: OwnPlaces) {
	const from = (band: number) => addDays(today, -(ageBands[band] ?? 0));
	const band = eb
		.case()
		.when('raised_on', '>=', from(0))
		.then(eb.lit(0))
		.when('raised_on', '>=', from(1))
		.then(eb.lit(1))
		.when('raised_on', '>=', from(2))
		.then(eb.lit(2))
		.else(eb.lit(3))
		.end();
	const mark = (condition: Expression<SqlBool>, as: number) =>
		eb.case().when(condition).then(eb.lit(as)).else(eb.lit(0)).end();
	const state = sql`case state ${sql.join(
		actionStates.map((one, index) => sql`when ${sql.lit(one)} then ${sql.lit(index * stateAbove)}`),
		sql` `
	)} end`;
	const parts = [
		state,
		band,
		mark(isLate(eb, today), marks.late),
		mark(isMove(eb, self), marks.mine),
		...(teams.length === 0 ? [] : [mark(eb('team_id', 'in', teams), marks.inTeam)]),
		...(services.length === 0 ? [] : [mark(eb('service_id', 'in', services), marks.inService)])
	];
	return sql<number>`${sql.join(parts, sql` + `)}`;
}

/**
 * How many loops wait for this person, for the number that stands beside the list on every page of the office. Whoever's
 * move it is may see it, so there is nothing for the policy to leave out.
 */
export async function countMoves(db: Db, self: string): Promise<number> {
	const row = await loopsOf(db)
		.select((eb) => eb.fn.countAll<number | string>().as('count'))
		.where((eb) => isMove(eb, self))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}
