import type { Transaction } from 'kysely';
import { must } from '#lib/domain/shared/Result.ts';
import { wipe } from '#lib/protocol/bytes.ts';
import { unwrapFromRecovery, type RootOwner } from '#lib/protocol/recovery.ts';
import {
	isSignedBy,
	rescueFile,
	rescueRequest,
	type RescueAnswer,
	type RescuedFile,
	type RescueRequest,
	type RescueResult
} from '#lib/protocol/rescue.ts';
import { deriveSealKeys, proofOf } from '#lib/protocol/sealing.ts';
import type { Database, Tables } from '../db/connection.ts';
import { findDevice, findStore } from '../devices/devices.repository.ts';
import { directivesFor } from '../devices/directives.ts';
import { appendToLog } from '../log/changeLog.ts';
import type { Scan } from '../evidence/scanner.ts';
import { findPerson } from '../people/people.repository.ts';
import { instantOf, type Acting } from '../records/Acting.ts';
import { requireMay } from '../records/requireMay.ts';
import { isTooDeep } from '../sync/arrivedChange.ts';
import { findClient, type Client } from '../sync/clients.repository.ts';
import { parseEnvelope } from '../sync/parseEnvelope.ts';
import { malformedEnvelope, unknownClient } from '../sync/sync.errors.ts';
import { openFiles, type OpenedFile } from './openFiles.ts';
import { openRows, type OpenedRow } from './openRows.ts';
import type { RecoveryKeys } from './recoveryKeys.ts';
import { replayRescued } from './replayRescued.ts';
import { badSignature, badWrap, foreignSeal, noRecoveryKey, notRescueFile, tooOften } from './rescue.errors.ts';
import { countTry, findRescue, noteRescued, saveRescue, saveUnread } from './rescue.repository.ts';
import { takeFiles } from './takeFiles.ts';

export type RescueCall = {
	readonly database: Database;
	readonly keys: RecoveryKeys;
	/** Looks through files; null where the council has no scanner. */
	readonly scan: Scan | null;
	/** The request as JSON, not yet judged. */
	readonly body: unknown;
	readonly clock: () => number;
	readonly newId: () => string;
	readonly report: (error: unknown) => void;
};

type Bringer = { readonly via: 'tablet' | 'file'; readonly by: string | null };

const triesOfTablet = 60;
const triesFromAddress = 240;

/**
 * Takes in what a tablet holds, sealed, on its signature alone (V4): the person may be gone, their passphrase
 * forgotten, their lease over. What a person must decide is parked; what was taken before is known again. The answer is
 * the receipt without which no tablet wipes anything.
 */
export async function rescue(call: RescueCall, address: string): Promise<RescueAnswer> {
	await limit(call, `address ${address}`, triesFromAddress);
	const request = readRequest(call.body);
	await limit(call, `client ${request.clientId}`, triesOfTablet);
	return takeIn(call, request, { via: 'tablet', by: null });
}

export type Brought = {
	readonly person: string;
	readonly results: readonly RescueResult[];
	readonly files: readonly RescuedFile[];
};

/** The same, carried by hand in a file: by whoever looks after recovered work or tablets (V4). */
export async function rescueFromFile(acting: Acting, call: Omit<RescueCall, 'database'>): Promise<readonly Brought[]> {
	requireMay(acting, 'bring-rescue');
	const parsed = rescueFile.safeParse(call.body);
	if (!parsed.success) throw notRescueFile();
	const brought: Brought[] = [];
	for (const body of parsed.data.requests) {
		const request = readRequest(body);
		const one = { ...call, database: acting.database, body };
		const { results, files = [] } = await takeIn(one, request, { via: 'file', by: acting.person.id });
		const person = (await findClient(acting.database.db, request.clientId))?.person_id ?? '';
		brought.push({ person, results, files });
	}
	return brought;
}

function readRequest(body: unknown): RescueRequest {
	if (isTooDeep(body)) throw malformedEnvelope();
	return parseEnvelope(rescueRequest, body);
}

async function limit({ database, clock }: RescueCall, who: string, most: number): Promise<void> {
	if ((await countTry(database.db, who, clock())) > most) throw tooOften();
}

async function takeIn(call: RescueCall, request: RescueRequest, bringer: Bringer): Promise<RescueAnswer> {
	const { database, clock } = call;
	const client = await findClient(database.db, request.clientId);
	if (client === null || client.device_id !== request.deviceId) throw unknownClient();
	await checkSignature(call, client);
	const person = must(await findPerson(database.db, client.person_id), 'the person of a client');
	const { rows, files: opened } = await openAll(call, request, client);
	const before = await findRescue(database.db, client.id, request.nonce);
	const rescueId = before?.id ?? call.newId();
	const replay = { ...call, person, client, build: request.build, rescueId };
	const results = await replayRescued(replay, rows);
	const now = clock();
	const files = await takeFiles({ database, person, now }, opened, call.scan);
	const receipt = { request, client, bringer, rescueId, now, rows, results, files };
	// On the disk, and with it all that came before, ere anyone is told (I5).
	await database.transaction((trx) => keepReceipt(trx, receipt), { flush: true });
	const after = must(await findClient(database.db, client.id), 'the client');
	return {
		receipt: { id: rescueId, at: instantOf(before?.at ?? now) },
		serverTime: instantOf(now),
		lastN: after.last_n,
		results,
		...(request.files === undefined ? {} : { files }),
		directives: directivesFor(after, person, now)
	};
}

async function checkSignature({ database, body }: RescueCall, client: Client): Promise<void> {
	const device = await findDevice(database.db, client.device_id);
	const key = device?.deviceKey ?? null;
	if (key === null || !(await isSignedBy(body as Record<string, unknown>, key))) throw badSignature();
}

type Opened = { readonly rows: readonly OpenedRow[]; readonly files: readonly OpenedFile[] };

async function openAll(call: RescueCall, request: RescueRequest, client: Client): Promise<Opened> {
	const { outbox, kept, files = [] } = request;
	if (outbox.length + kept.length + files.length === 0) return { rows: [], files: [] };
	const root = await openRoot(call, request, { deviceId: client.device_id, personId: client.person_id });
	try {
		const { sealProof } = await findStore(call.database.db, client.id);
		if (sealProof !== null && sealProof !== (await proofOf(root))) throw foreignSeal();
		const { seal } = await deriveSealKeys(root);
		return { rows: await openRows(seal, request), files: await openFiles(seal, request) };
	} finally {
		wipe(root);
	}
}

async function openRoot({ keys }: RescueCall, { wrap }: RescueRequest, owner: RootOwner) {
	if (wrap === null) throw noRecoveryKey();
	const key = await keys.open(wrap.kid);
	if (key === null) throw noRecoveryKey();
	const root = await unwrapFromRecovery(wrap, key, owner);
	if (root === null) throw badWrap();
	return root;
}

type Receipt = {
	readonly request: RescueRequest;
	readonly client: Client;
	readonly bringer: Bringer;
	readonly rescueId: string;
	readonly now: number;
	readonly rows: readonly OpenedRow[];
	readonly results: readonly RescueResult[];
	readonly files: readonly RescuedFile[];
};

async function keepReceipt(trx: Transaction<Tables>, receipt: Receipt): Promise<void> {
	const { request, client, bringer, rescueId, now, rows, results } = receipt;
	const files = receipt.files.filter(({ st }) => st === 'kept').length;
	const counts = { ...countResults(results), files };
	const unread = rows.filter(({ change }) => change === null).map(({ of: place, n, sealed }) => ({ place, n, sealed }));
	await saveUnread(trx, { clientId: client.id, rescueId }, unread);
	// A tablet that only asks what to do has brought nothing, and must not look as if it had.
	if (results.length + files === 0 && request.wiped !== true) return;
	await noteRescued(trx, client.id, now, request.wiped === true);
	await saveRescue(trx, {
		id: rescueId,
		client_id: client.id,
		device_id: client.device_id,
		person_id: client.person_id,
		nonce: request.nonce,
		why: request.why,
		via: bringer.via,
		brought_by: bringer.by,
		at: now,
		...counts
	});
	const { why, wiped = false } = request;
	const args = { rescue: rescueId, device: client.device_id, why, via: bringer.via, wiped, ...counts };
	await appendToLog(trx, {
		at: now,
		personId: bringer.by ?? client.person_id,
		clientId: client.id,
		n: null,
		change: { name: 'tablets.rescue', at: instantOf(now), args },
		outcome: 'applied'
	});
}

function countResults(results: readonly RescueResult[]) {
	const count = (...sts: readonly RescueResult['st'][]) => results.filter(({ st }) => sts.includes(st)).length;
	return {
		applied: count('applied', 'conflict'),
		parked: count('parked'),
		known: count('dup'),
		unread: count('unread')
	};
}
