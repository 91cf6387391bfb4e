import type { Transaction } from 'kysely';
import { isActive } from '#lib/domain/access/can.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { Author } from '#lib/domain/changes/Author.ts';
import type { Json, ParkedHead, RecordRef } from '#lib/domain/changes/RecordState.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import type { ParkedCode, PushResult } from '#lib/protocol/push.ts';
import type { Database, Tables } from '../db/connection.ts';
import { appendToLog } from '../log/changeLog.ts';
import { findPerson } from '../people/people.repository.ts';
import { instantOf, todayOf } from '../records/Acting.ts';
import { keepHistory, type HistoryOrigin, type HistoryValue } from '../records/history.repository.ts';
import { performChange, type Performed } from '../records/performChange.ts';
import { insertRecord } from '../records/records.repository.ts';
import type { ArrivedChange } from './arrivedChange.ts';
import {
	findResult,
	findResultById,
	lockClient,
	saveLastN,
	saveResult,
	type KeptResult
} from './clients.repository.ts';

export type Sender = {
	readonly person: Person;
	readonly clientId: string;
	readonly build: string;
	readonly now: number;
	readonly newId: () => string;
	/** Whether the change is on the disk when this is done; if not, whoever asked sees to it before answering. */
	readonly flush?: boolean;
	/** The receipt it comes in by, where it is rescued from a tablet rather than sent by it (V4). */
	readonly rescueId?: string;
};

export type Arrival =
	| { readonly kind: 'result'; readonly result: PushResult; readonly lastN: number }
	| { readonly kind: 'gap'; readonly lastN: number }
	| { readonly kind: 'fork'; readonly lastN: number };

type Trx = Transaction<Tables>;

/**
 * One change in one transaction (W2): the client's row locked, its number judged, then the change itself, its history,
 * the log, its result and the client's last n; and only when that is committed is anything answered. With `because`
 * the change is parked unread: it brought the server down the first time.
 */
export async function applyArrived(
	database: Database,
	arrived: ArrivedChange,
	sender: Sender,
	because?: 'SERVER_ERROR'
): Promise<Arrival> {
	return database.transaction(
		async (trx) => {
			const lastN = (await lockClient(trx, database.kind, sender.clientId, arrived.changeId)) ?? 0;
			const { n } = arrived.change;
			if (n > lastN + 1) return { kind: 'gap', lastN };
			if (n <= lastN) return judgeRepeat(await findResult(trx, sender.clientId, n), arrived, lastN);
			const result = await (because === undefined
				? firstTime(trx, database, arrived, sender)
				: park(trx, arrived, sender, because));
			await saveLastN(trx, sender.clientId, n, sender.build, sender.now);
			return { kind: 'result', result, lastN: n };
		},
		{ flush: sender.flush ?? true }
	);
}

function judgeRepeat(kept: KeptResult | null, { change, fingerprint }: ArrivedChange, lastN: number): Arrival {
	if (kept === null || kept.fingerprint !== fingerprint) return { kind: 'fork', lastN };
	return { kind: 'result', result: asDuplicate(change.n, kept), lastN };
}

function asDuplicate(n: number, { st, ver, code, other }: KeptResult): PushResult {
	return {
		n,
		st: 'dup',
		was: st,
		...(ver === undefined ? {} : { ver }),
		...(code === undefined ? {} : { code }),
		...(other === undefined ? {} : { other })
	};
}

async function firstTime(trx: Trx, database: Database, arrived: ArrivedChange, sender: Sender): Promise<PushResult> {
	if (arrived.problem !== null) return park(trx, arrived, sender, arrived.problem);
	const before = await findResultById(trx, sender.person.id, arrived.change.id, arrived.meaning);
	if (before?.meaning === arrived.meaning) return renumber(trx, arrived, sender, before);
	// One id for two acts: neither may take the other's result, so the second is kept for a person to look at.
	if (before !== null) return park(trx, arrived, sender, 'SCHEMA_INVALID');
	const person = await findPerson(trx, sender.person.id);
	if (person === null || !isActive(person, todayOf(sender.now))) return park(trx, arrived, sender, 'USER_DEACTIVATED');
	const performed = await performChange(trx, database.kind, arrived.change, authorOf(arrived, sender, person));
	return performed.ok ? keepApplied(trx, arrived, sender, performed) : park(trx, arrived, sender, performed.code);
}

/** Made again under a new number after a FORK: it has its result already (P2). */
async function renumber(trx: Trx, arrived: ArrivedChange, sender: Sender, before: KeptResult): Promise<PushResult> {
	await saveResult(trx, resultKey(arrived, sender), { ...before, fingerprint: arrived.fingerprint });
	return asDuplicate(arrived.change.n, before);
}

function authorOf({ change }: ArrivedChange, { clientId, now }: Sender, person: Person): Author {
	return { person, clientId, at: instantOf(now), ...deviceTime(change.at, now) };
}

/** Five minutes: nearer than that, the tablet's clock tells nothing that the server's does not (M3). */
const clockTolerance = 5 * 60_000;

function deviceTime(at: string, now: number): { deviceAt?: string } {
	return Math.abs(now - Date.parse(at)) > clockTolerance ? { deviceAt: at } : {};
}

async function keepApplied(
	trx: Trx,
	arrived: ArrivedChange,
	sender: Sender,
	{ st, ver, other, history }: Extract<Performed, { ok: true }>
): Promise<PushResult> {
	await writeDown(trx, arrived, sender, st, history);
	const told = { st, ver, ...(other === undefined ? {} : { other }) };
	await saveResult(trx, resultKey(arrived, sender), {
		fingerprint: arrived.fingerprint,
		meaning: arrived.meaning,
		...told
	});
	return { n: arrived.change.n, ...told };
}

/** Nothing is turned away: what cannot be applied is kept whole, with the reason, for its author and a QA manager (W1). */
async function park(trx: Trx, arrived: ArrivedChange, sender: Sender, code: ParkedCode): Promise<PushResult> {
	const { change } = arrived;
	const head: ParkedHead = {
		state: 'waiting',
		code,
		change: arrived.raw as Json,
		by: sender.person.id,
		at: instantOf(sender.now),
		about: aboutOf(change.record),
		...(sender.rescueId === undefined ? {} : { rescued: true })
	};
	const record = { kind: 'parked', id: sender.newId() } as const;
	await insertRecord(trx, { record, ver: 1, head, fields: new Map() }, sender.now);
	const about = { kind: keyText(change.record.kind), id: keyText(change.record.id) };
	await writeDown(trx, arrived, sender, `parked ${code}`, [
		{ record: about, key: '', value: { parked: record.id, code }, ver: 0, how: 'parked' }
	]);
	await saveResult(trx, resultKey(arrived, sender), {
		fingerprint: arrived.fingerprint,
		meaning: arrived.meaning,
		st: 'parked',
		code
	});
	return { n: change.n, st: 'parked', code };
}

const aboutKinds: readonly string[] = ['audit', 'action', 'moderation', 'parked', 'template', 'person', 'team'];

function aboutOf({ kind, id }: { readonly kind: string; readonly id: string }): RecordRef | null {
	return aboutKinds.includes(kind) ? ({ kind, id } as RecordRef) : null;
}

/** A malformed name must not keep the copy of its change from being stored. */
function keyText(text: string): string {
	return cleanText(text).slice(0, 100);
}

async function writeDown(
	trx: Trx,
	arrived: ArrivedChange,
	sender: Sender,
	outcome: string,
	values: readonly HistoryValue[]
) {
	const { change, raw, changeId } = arrived;
	const { now: at, clientId, person, rescueId } = sender;
	const told = rescueId === undefined ? outcome : `rescued ${outcome}`;
	const logSeq = await appendToLog(trx, { at, personId: person.id, clientId, n: change.n, change: raw, outcome: told });
	const origin: HistoryOrigin = {
		logSeq,
		name: keyText(change.name),
		by: person.id,
		at,
		deviceAt: arrived.problem === null ? (deviceTime(change.at, at).deviceAt ?? null) : null,
		clientId,
		n: change.n,
		changeId,
		base: change.base ?? 0,
		rescueId: rescueId ?? null
	};
	await keepHistory(trx, origin, values);
}

function resultKey({ change, changeId }: ArrivedChange, { clientId, person }: Sender) {
	return { clientId, n: change.n, personId: person.id, changeId };
}
