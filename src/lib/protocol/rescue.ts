import { z } from 'zod';
import { fromBase64, toBase64, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import type { PublicKey } from './deviceKey.ts';
import { directive } from './hello.ts';
import { parkedCodes } from './push.ts';
import { evidenceCodes, mostParts } from './evidence.ts';
import { recoveryWrap } from './recovery.ts';
import { buildName } from './version.ts';

/**
 * Rescue (SPEC.md V4): sealed work comes in on the tablet's signature alone, for whoever cannot unlock or sign in any
 * more. The rows are as they lie on the tablet; the server opens them with its recovery key.
 */
export const rescueLimits = { bytes: 1024 * 1024, rows: 500, files: 100 } as const;

export const rescueReasons = ['forgotten', 'lapsed', 'revoked', 'deactivated', 'asked', 'standing', 'file'] as const;
export type RescueReason = (typeof rescueReasons)[number];

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);

/** An outbox or kept row: bound to `changes|n|clientId|schema` or `kept|n|clientId|schema`. */
const sealedRow = z.strictObject({ n: z.number().int().min(1), sealed: base64 });
export type SealedRow = z.infer<typeof sealedRow>;

/** One part of a file, bound to `parts|id/index|clientId|schema`. */
const sealedPart = z.strictObject({
	index: z
		.number()
		.int()
		.min(0)
		.max(mostParts - 1),
	sealed: base64
});

/**
 * A file that the server lacks: what is known of it, bound to `files|id|clientId|schema`, and as many of its parts as go
 * into one request; without any it is asked which the server has. `clientId`: the name it was sealed under, which may be
 * one that the tablet had before.
 */
const sealedFile = z.strictObject({
	id: z.string().min(1).max(100),
	clientId: z.uuid(),
	facts: base64,
	parts: z.array(sealedPart).max(mostParts)
});
export type SealedFile = z.infer<typeof sealedFile>;

export const rescueRequest = z.looseObject({
	proto: z.number().int(),
	build: buildName,
	deviceId: z.uuid(),
	clientId: z.uuid(),
	at: z.iso.datetime(),
	/** The same nonce is the same rescue sent again: it gets the same receipt. */
	nonce: z.uuid(),
	why: z.enum(rescueReasons),
	outbox: z.array(sealedRow).max(rescueLimits.rows),
	kept: z.array(sealedRow).max(rescueLimits.rows),
	/** After the rows: what attaches a file comes before its bytes (P14). */
	files: z.array(sealedFile).max(rescueLimits.files).optional(),
	/** Null where nothing is sent: the tablet only asks what it should do. */
	wrap: recoveryWrap.nullable(),
	/** The store of this person is gone from the tablet: said after the receipt, by a key still in memory. */
	wiped: z.boolean().optional(),
	/** ECDSA P-256 with SHA-256 by the device key, base64, over the canonical JSON of all the rest. */
	signature: base64
});
export type RescueRequest = z.infer<typeof rescueRequest>;

export const rescueResult = z.looseObject({
	n: z.number().int(),
	of: z.enum(['outbox', 'kept']),
	/** `unread`: it does not open; its sealed bytes are kept as they came. */
	st: z.enum(['applied', 'conflict', 'parked', 'dup', 'unread']),
	was: z.enum(['applied', 'conflict', 'parked']).optional(),
	code: z.enum(parkedCodes).optional()
});
export type RescueResult = z.infer<typeof rescueResult>;

/**
 * What became of a file. `parts`: those named are here and the others are asked for; all else is an end. `kept`: whole and
 * looked through. `unnamed`: nothing that this person did names it. `unread`: it does not open. `refused`: what it is, the
 * server takes from nobody.
 */
export const rescuedFile = z.looseObject({
	id: z.string(),
	st: z.enum(['parts', 'kept', 'unnamed', 'unread', 'refused']),
	parts: z.array(z.number().int()).optional(),
	code: z.enum(evidenceCodes).optional()
});
export type RescuedFile = z.infer<typeof rescuedFile>;

export const rescueAnswer = z.looseObject({
	receipt: z.looseObject({ id: z.string(), at: z.string() }),
	serverTime: z.string(),
	lastN: z.number().int(),
	/** One for each row that came: only when every row has one may the tablet wipe. */
	results: z.array(rescueResult),
	/** One for each file that came. */
	files: z.array(rescuedFile).optional(),
	directives: z.array(directive)
});
export type RescueAnswer = z.infer<typeof rescueAnswer>;

/** What a tablet makes when there is no network, or no room: the same requests, to be carried by hand. */
export const rescueFile = z.looseObject({
	format: z.literal('dipper-rescue'),
	version: z.literal(1),
	requests: z.array(z.unknown()).min(1).max(200)
});
export const rescueFileEnding = '.dipper-rescue';

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const how = { name: 'ECDSA', hash: 'SHA-256' } as const;
const subtle = globalThis.crypto.subtle;

export async function signRescue(unsigned: Omit<RescueRequest, 'signature'>, key: CryptoKey): Promise<RescueRequest> {
	const signature = await subtle.sign(how, key, utf8(canonicalJson(unsigned)));
	return { ...unsigned, signature: toBase64(new Uint8Array(signature)) } as RescueRequest;
}

/** Over all that arrived, unknown members too. */
export async function isSignedBy(arrived: Readonly<Record<string, unknown>>, jwk: PublicKey): Promise<boolean> {
	const { signature, ...rest } = arrived;
	if (typeof signature !== 'string') return false;
	try {
		const key = await subtle.importKey('jwk', jwk, ecdsa, false, ['verify']);
		return await subtle.verify(how, key, fromBase64(signature), utf8(canonicalJson(rest)));
	} catch (error) {
		// A point that is not on the curve, base64 that is none: signed by nobody.
		if (error instanceof DOMException) return false;
		throw error;
	}
}
