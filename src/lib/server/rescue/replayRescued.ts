import type { Person } from '#lib/domain/access/Person.ts';
import type { Change } from '#lib/domain/changes/Change.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import type { PushResult } from '#lib/protocol/push.ts';
import type { RescueResult } from '#lib/protocol/rescue.ts';
import type { Database } from '../db/connection.ts';
import { applySafely } from '../sync/applySafely.ts';
import type { Sender } from '../sync/applyArrived.ts';
import { readArrived, type ArrivedChange } from '../sync/arrivedChange.ts';
import { findResultById, type Client } from '../sync/clients.repository.ts';
import { tryLater } from '../sync/sync.errors.ts';
import { withoutBase, type OpenedRow } from './openRows.ts';
import { rescueClient } from './rescue.repository.ts';

export type Replay = {
	readonly database: Database;
	readonly person: Person;
	readonly client: Client;
	readonly build: string;
	readonly rescueId: string;
	readonly clock: () => number;
	readonly newId: () => string;
	readonly report: (error: unknown) => void;
};

/** Each row through the same door as a push, in order: nothing is refused, and what was taken before is known (V4). */
export async function replayRescued(replay: Replay, rows: readonly OpenedRow[]): Promise<RescueResult[]> {
	const lastN = replay.client.last_n;
	// The tablet holds as kept what the server does not have: it was restored.
	const isRestored = rows.some(({ of, n }) => of === 'kept' && n > lastN);
	const results: RescueResult[] = [];
	for (const { of, n, change } of rows) {
		if (change === null) results.push({ n, of, st: 'unread' });
		else {
			const asSent = isRestored && n > lastN ? await withoutBase(change) : change;
			results.push(told(of, n, await replayOne(replay, asSent)));
		}
	}
	return results;
}

function told(of: OpenedRow['of'], n: number, { st, was, code }: PushResult): RescueResult {
	return { n, of, st, ...(was === undefined ? {} : { was }), ...(code === undefined ? {} : { code }) };
}

async function replayOne(replay: Replay, change: Change): Promise<PushResult> {
	const arrived = await readArrived(change, { ...change });
	const arrival = await applySafely(replay, arrived, senderOf(replay, replay.client.id));
	return arrival.kind === 'result' ? arrival.result : underAnotherName(replay, change);
}

function senderOf({ person, build, clock, newId, rescueId }: Replay, clientId: string): Sender {
	return { person, clientId, build, now: clock(), newId, rescueId };
}

/**
 * A number that is taken by something else, or comes after one that is missing: the tablet was cloned, or lost part of
 * its store, and cannot be asked any more. Its work goes under a name the server keeps for it, numbered anew; what is
 * known by its id is not taken twice.
 */
async function underAnotherName(replay: Replay, change: Change): Promise<PushResult> {
	const { database, client, person, clock } = replay;
	const { meaning } = await readArrived(change, { ...change });
	const before = await findResultById(database.db, person.id, change.id, meaning);
	if (before?.meaning === meaning) {
		const { st: was, code } = before;
		return { n: change.n, st: 'dup', was, ...(code === undefined ? {} : { code }) };
	}
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const name = await database.transaction((trx) => rescueClient(trx, client.id, clock()));
		const arrived = await numbered(change, name.lastN + 1);
		const arrival = await applySafely(replay, arrived, senderOf(replay, name.id));
		if (arrival.kind === 'result') return arrival.result;
		// Another rescue of the same tablet was quicker by a number.
	}
	throw tryLater();
}

async function numbered(change: Change, n: number): Promise<ArrivedChange> {
	const again = { ...change, n };
	const whole = { ...again, h: await changeHash(again) };
	return readArrived(whole, { ...whole });
}
