import { may } from '#lib/domain/access/can.ts';
import { holds } from '#lib/domain/access/Person.ts';
import { cellChanges, changeItem as changeCells, type ChangeProblem, type Hand } from '#lib/domain/plan/changeItem.ts';
import type { PlanItem, PlanLink } from '#lib/domain/plan/Plan.ts';
import { emptyItem, mostItems, readItem, tidyText, type ItemCells } from '#lib/domain/plan/PlanItem.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { listPeople } from '../people/people.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { listHeads } from '../records/listHeads.ts';
import { notPermitted, recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import { insertComment, insertHistory } from './aroundPlan.repository.ts';
import { isThere } from './evidence.repository.ts';
import { insertItem, insertLink, removeLink, updateItem, type KeptPlan } from './plan.repository.ts';
import { inOpenPlan, mayKeep } from './plans.useCases.ts';

/** As whom somebody writes in an item; null where they only read it. */
export function handOf(acting: Acting, item: Pick<PlanItem, 'leader'>): Hand | null {
	if (mayKeep(acting)) return 'keeper';
	const sees = may(acting.person, 'see-plan', todayOf(acting.now));
	return sees && item.leader === acting.person.id ? 'leader' : null;
}

/** Whoever may see plans may be asked to lead a part of one. */
export async function listLeaders(
	{ database, now }: Acting,
	db: Kysely<Tables> = database.db
): Promise<{ id: string; name: string }[]> {
	const people = await listPeople(db);
	return people
		.filter((person) => may(person, 'see-plan', todayOf(now)))
		.map(({ id, name }) => ({ id, name }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

export type ItemFormProblem =
	ChangeProblem | 'plan.closed' | 'plan.changed-meanwhile' | 'plan.leader-unknown' | 'plan.recommendation-missing';

export async function addItem(
	acting: Acting,
	plan: string,
	wish: { readonly recommendation: string; readonly cells: ItemCells; readonly leader: string | null }
): Promise<Result<string, ItemFormProblem>> {
	requireMay(acting, 'keep-plan');
	return inOpenPlan(acting, plan, async (trx, kept): Promise<Result<string, ItemFormProblem>> => {
		const { recommendation, leader } = wish;
		if (!kept.recommendations.some(({ id }) => id === recommendation)) return problem('plan.recommendation-missing');
		const read = readItem(wish.cells);
		if (!read.ok) return read;
		if (refsBeside(kept, null).has(read.value.ref)) return problem('plan.ref-taken', { ref: read.value.ref });
		if (kept.items.length >= mostItems) return problem('plan.too-long', { cell: 'items', most: mostItems });
		if (!(await mayLead(acting, trx, leader))) return problem('plan.leader-unknown');
		const item = { id: crypto.randomUUID(), recommendation, cells: read.value, leader, from: null, revision: 1 };
		await insertItem(trx, plan, item);
		const about = { item: item.id, how: 'typed', by: acting.person.id, at: acting.now } as const;
		await insertHistory(trx, cellChanges(emptyItem, item.cells), about);
		await logOfficeAct(trx, acting, 'plan.item.add', { plan, item: item.id, cells: item.cells, leader });
		return ok(item.id);
	});
}

/** Written in by whoever keeps the plan or leads the item; on what they read, or they are told. */
export async function changeItem(
	acting: Acting,
	plan: string,
	wish: {
		readonly item: string;
		readonly revision: number;
		readonly cells: ItemCells;
		readonly leader: string | null;
	}
): Promise<Result<null, ItemFormProblem>> {
	requireMay(acting, 'see-plan');
	return inOpenPlan(acting, plan, async (trx, kept): Promise<Result<null, ItemFormProblem>> => {
		const item = itemIn(kept, wish.item);
		const hand = handOf(acting, item);
		if (hand === null) throw notPermitted();
		if (item.revision !== wish.revision) return problem('plan.changed-meanwhile');
		const changed = changeCells(item.cells, wish.cells, { hand, otherRefs: refsBeside(kept, item.id) });
		if (!changed.ok) return changed;
		const leader = hand === 'keeper' ? wish.leader : item.leader;
		if (leader !== item.leader && !(await mayLead(acting, trx, leader))) return problem('plan.leader-unknown');
		const { cells, changes } = changed.value;
		if (changes.length === 0 && leader === item.leader) return ok(null);
		if (!(await updateItem(trx, { ...item, cells, leader }))) return problem('plan.changed-meanwhile');
		const about = { item: item.id, how: 'typed', by: acting.person.id, at: acting.now } as const;
		await insertHistory(trx, changes, about);
		await logOfficeAct(trx, acting, 'plan.item.change', { plan, item: item.id, changes, leader });
		return ok(null);
	});
}

function refsBeside({ items }: KeptPlan, item: string | null): ReadonlySet<string> {
	return new Set(items.filter(({ id }) => id !== item).map(({ cells }) => cells.ref));
}

function itemIn({ items }: KeptPlan, id: string): PlanItem {
	const item = items.find((one) => one.id === id);
	if (item === undefined) throw recordNotFound();
	return item;
}

async function mayLead(acting: Acting, trx: Transaction<Tables>, leader: string | null): Promise<boolean> {
	return leader === null || (await listLeaders(acting, trx)).some(({ id }) => id === leader);
}

export type LinkProblem = 'plan.closed' | 'plan.link-missing';

/** Ties an item to what shows its impact. What is tied has to be there. */
export async function linkItem(acting: Acting, plan: string, link: PlanLink): Promise<Result<null, LinkProblem>> {
	requireMay(acting, 'keep-plan');
	return inOpenPlan(acting, plan, async (trx, kept): Promise<Result<null, LinkProblem>> => {
		itemIn(kept, link.item);
		if (!(await mayTie(acting, trx, link))) return problem('plan.link-missing');
		await insertLink(trx, link, { by: acting.person.id, at: acting.now });
		await logOfficeAct(trx, acting, 'plan.link', { plan, ...link });
		return ok(null);
	});
}

/** Of what names a child, only what they may see: no list tells what else there is (P8). */
async function mayTie(acting: Acting, trx: Transaction<Tables>, { kind, of }: PlanLink): Promise<boolean> {
	if (kind === 'theme' || kind === 'sample') return isThere(trx, kind, of);
	return (await listHeads(acting, kind, (eb) => eb('id', '=', of), trx)).length > 0;
}

export async function unlinkItem(acting: Acting, plan: string, link: PlanLink): Promise<Result<null, LinkProblem>> {
	requireMay(acting, 'keep-plan');
	return inOpenPlan(acting, plan, async (trx, kept): Promise<Result<null, LinkProblem>> => {
		itemIn(kept, link.item);
		if (!(await removeLink(trx, link))) return problem('plan.link-missing');
		await logOfficeAct(trx, acting, 'plan.unlink', { plan, ...link });
		return ok(null);
	});
}

/** On the plan or on one item, by anybody who sees it; what a member of the board says is told as the board's. */
export async function addComment(
	acting: Acting,
	plan: string,
	{ item, says: typed }: { readonly item: string | null; readonly says: string }
): Promise<Result<null, 'plan.comment-missing' | 'plan.closed'>> {
	requireMay(acting, 'see-plan');
	const says = tidyText(typed).slice(0, 4_000);
	if (says === '') return problem('plan.comment-missing');
	return inOpenPlan(acting, plan, async (trx, kept) => {
		if (item !== null) itemIn(kept, item);
		const fromBoard = holds(acting.person, 'board');
		const comment = { id: crypto.randomUUID(), item, by: acting.person.id, fromBoard, says, at: acting.now };
		await insertComment(trx, plan, comment);
		await logOfficeAct(trx, acting, 'plan.comment', { plan, item, says });
		return ok(null);
	});
}
