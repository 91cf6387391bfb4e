import { createHash } from 'node:crypto';
import { evidenceLimits, partCount, partLength, type CompleteRequest } from '#lib/protocol/evidence.ts';
import type { Acting } from '../records/Acting.ts';
import type { Refusal } from '../Refusal.ts';
import { hashMismatch, lengthMismatch, partsMissing, virusFound, wrongType } from './evidence.errors.ts';
import {
	addFile,
	addHolder,
	dropParts,
	findFile,
	listParts,
	readParts,
	type EvidenceFile
} from './evidence.repository.ts';
import { requireRoom } from './quota.ts';
import type { Scan } from './scanner.ts';
import { checkType } from './types/checkType.ts';

export type Named = { readonly acting: Acting; readonly sha256: string };
/** `kinds`: as what it was attached. */
export type Wanted = { readonly kinds: readonly string[]; readonly scan: Scan | null };

/** All parts of a file are here: whole, of that name, of the kind it was attached as, clean, it is kept and its parts go. */
export async function keepWhole(
	{ acting, sha256 }: Named,
	request: CompleteRequest,
	{ kinds, scan }: Wanted
): Promise<EvidenceFile> {
	const { database, person, now } = acting;
	const bytes = await gather({ acting, sha256 }, request);
	const { kind, served } = checkType(bytes) ?? { kind: null, served: bytes };
	if (kind === null || !kinds.includes(kind)) throw await refused(acting, sha256, wrongType());
	if (scan !== null && (await scan(bytes)) === 'found') throw await refused(acting, sha256, virusFound());
	const file: EvidenceFile = {
		sha256,
		kind,
		bytes: bytes.length,
		served_sha256: hashOf(served),
		served_bytes: served.length,
		scan: scan === null ? 'none' : 'clean',
		at: now
	};
	const before = await findFile(database.db, sha256);
	await database.transaction(async (trx) => {
		await dropParts(trx, sha256, person.id);
		await requireRoom(trx, person.id, served.length, now);
		await addFile(trx, file, served);
		await addHolder(trx, sha256, person.id, bytes.length, now);
	});
	return before ?? file;
}

/** The bytes, if parts and length agree and they are those of the name; else all parts go, to be sent anew. */
async function gather({ acting, sha256 }: Named, { bytes, parts }: CompleteRequest): Promise<Uint8Array<ArrayBuffer>> {
	const { db } = acting.database;
	const { id } = acting.person;
	const there = await listParts(db, sha256, id);
	const wanted = Array.from({ length: parts }, (_, index) => index);
	const missing = wanted.filter((index) => !there.some(({ part }) => part === index));
	if (partCount(bytes) === parts && missing.length > 0) throw partsMissing(there.map(({ part }) => part));
	const isWhole = there.length === parts && there.every(({ part, size }) => size === partLength(bytes, part));
	if (partCount(bytes) !== parts || !isWhole || bytes > evidenceLimits.fileBytes) {
		await dropParts(db, sha256, id);
		throw lengthMismatch();
	}
	const whole = joined(await readParts(db, sha256, id));
	if (hashOf(whole) === sha256) return whole;
	await dropParts(db, sha256, id);
	throw hashMismatch();
}

/** Nothing of what is refused for good stays here. */
async function refused({ database, person }: Acting, sha256: string, why: Refusal): Promise<Refusal> {
	await dropParts(database.db, sha256, person.id);
	return why;
}

function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	return new Uint8Array(Buffer.concat(parts));
}
