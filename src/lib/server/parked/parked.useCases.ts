import type { Transaction } from 'kysely';
import { z } from 'zod';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import { maySee } from '#lib/domain/access/can.ts';
import type { ParkedHead, RecordState } from '#lib/domain/changes/RecordState.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { isWellFormed } from '#lib/domain/shared/text.ts';
import type { ParkedCode } from '#lib/protocol/push.ts';
import type { Tables } from '../db/connection.ts';
import { noteAccess } from '../log/accessLog.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { findPerson } from '../people/people.repository.ts';
import { instantOf, todayOf, type Acting } from '../records/Acting.ts';
import { keepHistory } from '../records/history.repository.ts';
import { listHeads } from '../records/listHeads.ts';
import { performChange, type AskedChange, type Rights } from '../records/performChange.ts';
import { notPermitted, recordNotFound } from '../records/records.errors.ts';
import { lockRecord, updateRecord } from '../records/records.repository.ts';

type Parked = RecordState<'parked'>;

/** Recovered work that waits for a person: one's own, and for QA managers everyone's (W1). */
export async function listParked(acting: Acting): Promise<{ id: string; head: ParkedHead }[]> {
	const waiting = await listHeads(acting, 'parked', (eb) => [eb('state', '=', 'waiting')]);
	await noteAccess(
		acting.database.db,
		{ at: acting.now, personId: acting.person.id, clientId: null, act: 'list' },
		waiting
	);
	return waiting.map(({ record, head }) => ({ id: record.id, head })).sort((a, b) => (a.head.at < b.head.at ? -1 : 1));
}

const keptChange = z.looseObject({
	id: z.string(),
	name: z.string(),
	record: z.looseObject({ kind: z.string(), id: z.string() }),
	args: z.unknown()
});

/**
 * Applies recovered work as its author wrote it, by the permission of the QA manager who decides. What still cannot
 * be applied stays waiting, and the reason is told.
 */
export async function applyParked(
	acting: Acting,
	id: string
): Promise<Result<{ ver: number }, ParkedCode | 'parked.settled'>> {
	return settle(acting, id, async (trx, parked) => {
		const change = keptChange.safeParse(parked.head.change);
		const author = await findPerson(trx, parked.head.by);
		if (!change.success || author === null || !isWellFormed(change.data)) return problem('SCHEMA_INVALID');
		const { id: changeId, name, record, args } = change.data;
		const asked: AskedChange = { id: changeId, name, record, args };
		const at = instantOf(acting.now);
		const rights = rightsFor(acting.person, author, parked.head, record.kind);
		if (rights === null) return problem('NO_PERMISSION');
		const performed = await performChange(
			trx,
			acting.database.kind,
			asked,
			{ person: author, clientId: null, at },
			rights
		);
		if (!performed.ok) return problem(performed.code);
		const logSeq = await closeParked(trx, acting, parked, 'applied', { parked: id });
		const origin = {
			logSeq,
			name,
			by: author.id,
			at: acting.now,
			deviceAt: null,
			clientId: null,
			n: null,
			changeId,
			base: 0
		};
		await keepHistory(trx, origin, performed.history);
		return ok({ ver: performed.ver });
	});
}

/** Puts recovered work aside for good, with a reason; the copy stays in the log. */
export async function discardParked(
	acting: Acting,
	id: string,
	reason: string
): Promise<Result<void, 'parked.settled' | 'parked.reason-missing'>> {
	if (reason.trim() === '') return problem('parked.reason-missing');
	return settle(acting, id, async (trx, parked) => {
		await closeParked(trx, acting, parked, 'discarded', { parked: id, reason: reason.trim() });
		return ok(undefined);
	});
}

async function settle<Value, Code extends string>(
	acting: Acting,
	id: string,
	work: (trx: Transaction<Tables>, parked: Parked) => Promise<Result<Value, Code>>
): Promise<Result<Value, Code | 'parked.settled'>> {
	const { database, person, now } = acting;
	return database.transaction(async (trx): Promise<Result<Value, Code | 'parked.settled'>> => {
		const found = isWellFormed(id) ? await lockRecord(trx, database.kind, { kind: 'parked', id }) : null;
		if (found === null || !maySee(person, found.state, todayOf(now))) throw recordNotFound();
		if (!holds(person, 'qa-manager')) throw notPermitted();
		const parked = found.state as Parked;
		return parked.head.state === 'waiting' ? work(trx, parked) : problem('parked.settled');
	});
}

/**
 * An auditor's work may come in by a QA manager's decision, whatever became of the auditor. Acts on an action stand on
 * their author's own right, or an owner's refused verification could be waved through; and nobody lets in what they
 * themselves were refused.
 */
function rightsFor(manager: Person, author: Person, { code }: ParkedHead, kind: string): Rights | null {
	if (code === 'NO_PERMISSION' && manager.id === author.id) return null;
	if (kind === 'audit') return { person: manager, decided: true };
	return { person: { ...author, status: 'active', until: null }, decided: false };
}

async function closeParked(
	trx: Transaction<Tables>,
	acting: Acting,
	parked: Parked,
	state: 'applied' | 'discarded',
	args: unknown
) {
	await updateRecord(trx, { ...parked, ver: parked.ver + 1, head: { ...parked.head, state } }, [], acting.now);
	return logOfficeAct(trx, acting, `parked.${state}`, args);
}
