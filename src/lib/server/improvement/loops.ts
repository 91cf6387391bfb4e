import { actionStates, type ActionHead, type RecordState } from '#lib/domain/changes/RecordState.ts';
import {
	isLoopOpen,
	isOpen,
	isOverdue,
	loopStage,
	whoseMove,
	type LoopStage
} from '#lib/domain/improvement/actionLife.ts';
import { dayInEngland, daysBetween, type Day } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { noteAccess } from '../log/accessLog.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { listHeads } from '../records/listHeads.ts';
import { requireMay } from '../records/requireMay.ts';

export type Loop = {
	readonly id: string;
	readonly ver: number;
	readonly head: ActionHead;
	readonly stage: LoopStage;
	/** Whose move it is; null where it falls to a manager, or to the look back at practice. */
	readonly move: PersonId | null;
	readonly overdue: boolean;
	/** Whole days since it was raised. */
	readonly age: number;
};

export type LoopFilter = {
	readonly show?: 'open' | 'ended' | 'all';
	readonly mine?: boolean;
	readonly overdue?: boolean;
	readonly stage?: LoopStage;
	readonly owner?: string;
	readonly team?: string;
	readonly service?: string;
	readonly audit?: string;
	/** Whole days since it was raised, both included. */
	readonly minAge?: number;
	readonly maxAge?: number;
	readonly limit?: number;
	readonly offset?: number;
};

/** The loops a person may see, the most overdue first. A loop is open while somebody has to do something: what is verified rests until its impact is to be looked at. */
export async function listLoops(acting: Acting, filter: LoopFilter = {}): Promise<{ loops: Loop[]; total: number }> {
	requireMay(acting, 'see-loops');
	return pageOf(acting, await readLoops(acting, filter), filter);
}

async function pageOf(
	acting: Acting,
	read: readonly Loop[],
	filter: LoopFilter
): Promise<{ loops: Loop[]; total: number }> {
	const all = read.filter((loop) => isWanted(loop, filter, acting.person.id)).sort(byUrgency);
	const from = filter.offset ?? 0;
	const loops = all.slice(from, from + (filter.limit ?? 100));
	await noteAccess(
		acting.database.db,
		{ at: acting.now, personId: acting.person.id, clientId: null, act: 'list' },
		loops.map(asRecord)
	);
	return { loops, total: all.length };
}

/** What somebody still has to do first, by its date; what is verified and waits for the look back after it. */
function byUrgency(a: Loop, b: Loop): number {
	const waits = Number(!isOpen(a.head.state)) - Number(!isOpen(b.head.state));
	if (waits !== 0) return waits;
	return a.head.dueOn < b.head.dueOn ? -1 : a.head.dueOn > b.head.dueOn ? 1 : a.id < b.id ? -1 : 1;
}

function asRecord({ id, ver, head }: Loop): RecordState<'action'> {
	return { record: { kind: 'action', id }, ver, head, fields: new Map() };
}

const ended = actionStates.filter((state) => loopStage(state) === 'ended');

async function readLoops(acting: Acting, filter: LoopFilter): Promise<Loop[]> {
	const show = filter.show ?? 'open';
	const seen = await listHeads(acting, 'action', (eb) => [
		eb.and([
			...(show === 'open' ? [eb('state', 'not in', ended)] : []),
			...(filter.owner === undefined ? [] : [eb('owner_id', '=', filter.owner)]),
			...(filter.team === undefined ? [] : [eb('team_id', '=', filter.team)]),
			...(filter.service === undefined ? [] : [eb('service_id', '=', filter.service)]),
			...(filter.audit === undefined ? [] : [eb('audit_id', '=', filter.audit)])
		])
	]);
	const today = todayOf(acting.now);
	const loops = seen.map((action) => asLoop(action, today));
	return show === 'all' ? loops : loops.filter(({ head }) => isLoopOpen(head, today) === (show === 'open'));
}

export function asLoop({ record, ver, head }: RecordState<'action'>, today: Day): Loop {
	return {
		id: record.id,
		ver,
		head,
		stage: loopStage(head.state),
		move: whoseMove(head),
		overdue: isOverdue(head, today),
		age: daysBetween(dayInEngland(head.raisedAt), today)
	};
}

function isWanted(loop: Loop, filter: LoopFilter, self: string): boolean {
	if (filter.mine === true && loop.move !== self) return false;
	if (filter.overdue === true && !loop.overdue) return false;
	const { owner, team, service, audit } = loop.head;
	if (filter.owner !== undefined && filter.owner !== owner) return false;
	if (filter.team !== undefined && filter.team !== team) return false;
	if (filter.service !== undefined && filter.service !== service) return false;
	if (filter.audit !== undefined && filter.audit !== audit) return false;
	if (loop.age < (filter.minAge ?? -Infinity) || loop.age > (filter.maxAge ?? Infinity)) return false;
	return filter.stage === undefined || loop.stage === filter.stage;
}

/**
 * How many loops wait for this person, for the number that stands beside the list on every page of the office: counted by
 * their columns alone. Whoever's move it is may see it, so there is nothing for the policy to leave out.
 */
export async function countMyMoves({ database: { db }, person }: Acting): Promise<number> {
	const row = await db
		.selectFrom('record')
		.select((eb) => eb.fn.countAll<number | string>().as('count'))
		.where('kind', '=', 'action')
		.where('deleted_why', 'is', null)
		.where((eb) =>
			eb.or([
				eb.and([eb('owner_id', '=', person.id), eb('state', 'in', ownersMove)]),
				eb.and([eb('verifier_id', '=', person.id), eb('state', '=', 'done')])
			])
		)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

const ownersMove = actionStates.filter((state) => ['action', 'evidence'].includes(loopStage(state)));

/** A page of loops and the counts over all that are open, from one reading: the same records are not read twice. */
export async function listAndCount(
	acting: Acting,
	filter: LoopFilter
): Promise<{ readonly loops: Loop[]; readonly total: number; readonly counts: LoopCounts }> {
	if (filter.show !== undefined && filter.show !== 'open')
		return { ...(await listLoops(acting, filter)), counts: await loopCounts(acting) };
	requireMay(acting, 'see-loops');
	const open = await readLoops(acting, {});
	const counts = countLoops(open, acting.person.id);
	return { ...(await pageOf(acting, open, filter)), counts };
}

/** The ages by which open loops are counted: up to so many days, the last without end. */
export const ageBands = [10, 20, 40, Infinity] as const;

export type LoopCounts = {
	readonly open: number;
	readonly overdue: number;
	/** Whose next move is this person's. */
	readonly mine: number;
	readonly byStage: Readonly<Record<Exclude<LoopStage, 'ended'>, number>>;
	/** In the order of `ageBands`; `upTo` null for the last. */
	readonly byAge: readonly { readonly upTo: number | null; readonly byStage: LoopCounts['byStage'] }[];
};

/** Open loops by age and stage. */
export async function loopCounts(
	acting: Acting,
	filter: Pick<LoopFilter, 'team' | 'service'> = {}
): Promise<LoopCounts> {
	requireMay(acting, 'see-loops');
	return countLoops(await readLoops(acting, filter), acting.person.id);
}

export function countLoops(loops: readonly Loop[], self: string): LoopCounts {
	return {
		open: loops.length,
		overdue: loops.filter(({ overdue }) => overdue).length,
		mine: loops.filter(({ move }) => move === self).length,
		byStage: countStages(loops),
		byAge: ageBands.map((upTo, index) => ({
			upTo: upTo === Infinity ? null : upTo,
			byStage: countStages(loops.filter(({ age }) => age <= upTo && age > (ageBands[index - 1] ?? -Infinity)))
		}))
	};
}

function countStages(loops: readonly Loop[]): LoopCounts['byStage'] {
	const at = (stage: LoopStage) => loops.filter((loop) => loop.stage === stage).length;
	return {
		action: at('action'),
		evidence: at('evidence'),
		verification: at('verification'),
		'impact-check': at('impact-check')
	};
}
