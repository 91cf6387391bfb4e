import type { Person } from '#lib/domain/access/Person.ts';
import type { Change } from '#lib/domain/changes/Change.ts';
import { pushRequest, type PushAnswer, type PushRefusal, type PushResult } from '#lib/protocol/push.ts';
import { limits } from '#lib/protocol/version.ts';
import type { Database } from '../db/connection.ts';
import { directivesFor } from '../devices/directives.ts';
import { admitClient } from './admitClient.ts';
import { applySafely } from './applySafely.ts';
import { readArrived } from './arrivedChange.ts';
import { keepsResults, markClientSeen } from './clients.repository.ts';
import { parseEnvelope } from './parseEnvelope.ts';
import { durableNOf, readEpoch } from './serverIdentity.ts';
import { tooMuch, tryLater } from './sync.errors.ts';

export type PushCall = {
	readonly database: Database;
	readonly person: Person;
	/** The request as JSON, not yet judged. */
	readonly body: unknown;
	/** The server's clock, read for each change. */
	readonly clock: () => number;
	readonly newId: () => string;
	readonly report: (error: unknown) => void;
};

export type PushOutcome =
	{ readonly status: 200; readonly answer: PushAnswer } | { readonly status: 409; readonly answer: PushRefusal };

/** Takes what waited on a tablet, in order. No change is ever refused; only an envelope is (W1, P1). */
export async function applyPush(call: PushCall): Promise<PushOutcome> {
	const { database, person, body } = call;
	const request = parseEnvelope(pushRequest, body);
	if (request.changes.length > limits.maxChanges) throw tooMuch();
	const client = await admitClient(database.db, person, request.clientId);
	const epoch = await readEpoch(database.db);
	if (request.epoch !== epoch) return { status: 409, answer: { code: 'EPOCH', epoch } };
	const results: PushResult[] = [];
	let lastN = client.last_n;
	const alone = request.changes.length === 1;
	for (const [index, change] of request.changes.entries()) {
		const arrived = await readArrived(change as Change, rawChange(body, index));
		const arrival = await applySafely(call, arrived, {
			person,
			clientId: client.id,
			build: request.build,
			now: call.clock(),
			newId: call.newId,
			flush: alone
		});
		lastN = arrival.lastN;
		if (arrival.kind !== 'result') {
			await flush(call, client.id, results);
			if (arrival.kind === 'gap') return { status: 409, answer: { code: 'GAP', need: lastN + 1, lastN, results } };
			return { status: 409, answer: { code: 'FORK', n: change.n, lastN, results } };
		}
		results.push(arrival.result);
	}
	if (results.length > 0 && !(alone && results[0]?.st !== 'dup')) await flush(call, client.id, results);
	const durableN = await durableNOf(database.db, client.id);
	const directives = directivesFor(client, person, call.clock());
	return { status: 200, answer: { epoch, lastN, durableN, results, directives } };
}

/**
 * Nobody is told of a change before it is on the disk (W2, I5). Each is a transaction of its own, but one wait for the
 * disk does for them all: this write's. A repeat and a GAP wait too, for they tell of what another request may have
 * done a moment ago. A database that died meanwhile and came back has lost what it had not written yet, and would wait
 * for nothing: so what is about to be told is read again from where it is kept, and if it is not there the tablet is
 * to come again.
 */
async function flush({ database, clock }: PushCall, clientId: string, results: readonly PushResult[]): Promise<void> {
	const areKept = await database.transaction(
		async (trx) => {
			await markClientSeen(trx, clientId, clock());
			return keepsResults(trx, clientId, results);
		},
		{ flush: true }
	);
	if (!areKept) throw tryLater();
}

/** What arrived, before zod looked at it: `h` is over every member, known or not (P1). */
function rawChange(body: unknown, index: number): Record<string, unknown> {
	return (body as { changes: Record<string, unknown>[] }).changes[index] ?? {};
}
