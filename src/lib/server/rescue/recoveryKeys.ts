import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { publicKey, type PublicKey } from '#lib/protocol/deviceKey.ts';
import type { Database, Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';

/**
 * The private halves of the recovery keys: one file each, readable by the server's own account alone, beside the
 * database and never in it. Whoever takes a copy of the database, or a backup of it, opens no rescue with it.
 */
export type RecoveryKeys = {
	/** Null where the private half is not here. */
	open(kid: string): Promise<CryptoKey | null>;
};

const keyFile = z.object({
	kid: z.uuid(),
	createdAt: z.number().int(),
	publicJwk: publicKey,
	privateJwk: z.record(z.string(), z.unknown())
});
type KeyFile = z.infer<typeof keyFile>;

const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;
/** A key that many tablets wrap to for years is worth more to a thief each year. */
const longestUse = 365 * 86_400_000;

export function recoveryKeysIn(folder: string): RecoveryKeys {
	return {
		async open(kid) {
			const found = await readKeyFile(folder, kid);
			return found === null
				? null
				: globalThis.crypto.subtle.importKey('jwk', found.privateJwk as JsonWebKey, ecdh, false, ['deriveBits']);
		}
	};
}

/**
 * At every start: private halves that an older build left in the database move into files, keys the files know and a
 * restored database has forgotten are told to it, and a new key is made where the newest cannot be used, once lay in
 * the database in plain, or is a year old. Tablets wrap to a new key at their next hello.
 */
export async function settleRecoveryKeys(database: Database, folder: string, now: number): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const exposed = await moveOut(database.db, folder);
	await tellForgotten(database.db, folder);
	const newest = await newestKey(database.db);
	const isUsable = newest !== null && (await readKeyFile(folder, newest.kid)) !== null;
	if (!isUsable || exposed.has(newest.kid) || now - newest.createdAt > longestUse)
		await makeKey(database.db, folder, now);
}

/** For someone who has reason to: the old key goes on opening what was wrapped to it. */
export async function makeKey(db: Kysely<Tables>, folder: string, now: number): Promise<string> {
	const pair = await globalThis.crypto.subtle.generateKey(ecdh, true, ['deriveBits']);
	const key: KeyFile = {
		kid: randomUUID(),
		// The newest is what tablets are given, also where a clock was set back.
		createdAt: Math.max(now, ((await newestKey(db))?.createdAt ?? 0) + 1),
		publicJwk: publicKey.parse(await globalThis.crypto.subtle.exportKey('jwk', pair.publicKey)),
		privateJwk: { ...(await globalThis.crypto.subtle.exportKey('jwk', pair.privateKey)) }
	};
	await writeKeyFile(folder, key);
	await insertKey(db, key);
	return key.kid;
}

export type KnownKey = { readonly kid: string; readonly createdAt: number; readonly isHere: boolean };

/** Which keys there are, newest first, and whether this server can open what was wrapped to them. */
export async function listKeys(db: Kysely<Tables>, folder: string): Promise<KnownKey[]> {
	const rows = await db
		.selectFrom('recovery_key')
		.select(['kid', 'created_at'])
		.orderBy('created_at', 'desc')
		.execute();
	return rows.map(({ kid, created_at: createdAt }) => ({ kid, createdAt, isHere: existsSync(fileOf(folder, kid)) }));
}

async function moveOut(db: Kysely<Tables>, folder: string): Promise<ReadonlySet<string>> {
	const rows = await db.selectFrom('recovery_key').selectAll().where('private_jwk', '!=', '').execute();
	for (const row of rows) {
		await writeKeyFile(folder, {
			kid: row.kid,
			createdAt: row.created_at,
			publicJwk: readJson(row.public_jwk, publicKey),
			privateJwk: readJson(row.private_jwk, z.record(z.string(), z.unknown()))
		});
		await db.updateTable('recovery_key').set({ private_jwk: '' }).where('kid', '=', row.kid).execute();
	}
	return new Set(rows.map(({ kid }) => kid));
}

async function tellForgotten(db: Kysely<Tables>, folder: string) {
	const known = new Set((await db.selectFrom('recovery_key').select('kid').execute()).map(({ kid }) => kid));
	for (const name of await readdir(folder)) {
		const key = name.endsWith('.json') ? await readKeyFile(folder, name.slice(0, -'.json'.length)) : null;
		if (key !== null && !known.has(key.kid)) await insertKey(db, key);
	}
}

async function newestKey(db: Kysely<Tables>): Promise<{ kid: string; createdAt: number } | null> {
	const row = await db
		.selectFrom('recovery_key')
		.select(['kid', 'created_at'])
		.orderBy('created_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? null : { kid: row.kid, createdAt: row.created_at };
}

async function insertKey(
	db: Kysely<Tables>,
	{ kid, publicJwk, createdAt }: { kid: string; publicJwk: PublicKey; createdAt: number }
) {
	await db
		.insertInto('recovery_key')
		.values({ kid, public_jwk: writeJson(publicJwk), private_jwk: '', created_at: createdAt })
		.onConflict((conflict) => conflict.column('kid').doNothing())
		.execute();
}

/** A kid comes from a tablet: nothing but an id becomes the name of a file. */
function fileOf(folder: string, kid: string): string {
	return path.join(folder, `${z.uuid().safeParse(kid).success ? kid : 'no-such-key'}.json`);
}

async function readKeyFile(folder: string, kid: string): Promise<KeyFile | null> {
	const file = fileOf(folder, kid);
	return existsSync(file) ? keyFile.parse(JSON.parse(await readFile(file, 'utf8'))) : null;
}

/** On the disk before anything relies on it; one that is there already is left alone. */
async function writeKeyFile(folder: string, key: KeyFile): Promise<void> {
	const file = fileOf(folder, key.kid);
	if (existsSync(file)) return;
	const handle = await open(file, 'wx', 0o600);
	try {
		await handle.writeFile(JSON.stringify(key));
		await handle.sync();
	} finally {
		await handle.close();
	}
}
