import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign,
	verify,
	type KeyObject
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the server signs with, Ed25519: the ends of its log, and its backups. It stands apart from the database. */
export type SigningKey = { readonly kid: string; readonly publicPem: string; sign(bytes: Buffer): string };

const privateName = 'signing-key.pem';
export const publicName = 'signing-public-key.pem';

/** Made at first need; a server on a fresh machine makes another, and old signatures are checked with the old public half. */
export function openSigningKey(folder: string): SigningKey {
	const file = path.join(folder, privateName);
	if (!existsSync(file)) makeSigningKey(folder, file);
	const key = createPrivateKey(readFileSync(file));
	const publicKey = createPublicKey(key);
	return {
		kid: kidOf(publicKey),
		publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
		sign: (bytes) => sign(null, bytes, key).toString('base64')
	};
}

function makeSigningKey(folder: string, file: string): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const pair = generateKeyPairSync('ed25519');
	try {
		writeFileSync(file, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
	} catch (error) {
		// Two processes that start side by side: the first one's key is everyone's.
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
		throw error;
	}
	writeFileSync(path.join(folder, publicName), pair.publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o644 });
}

/** The key that signs now, where there is one: others of old may be named beside it. */
export function readOwnPublicPem(folder: string): string | null {
	return existsSync(path.join(folder, privateName)) ? openSigningKey(folder).publicPem : null;
}

export function kidOf(key: KeyObject): string {
	return createHash('sha256')
		.update(key.export({ type: 'spki', format: 'der' }))
		.digest('hex')
		.slice(0, 16);
}

export function kidOfPem(pem: string): string {
	return kidOf(createPublicKey(pem));
}

export function isSignedBy(publicPem: string, bytes: Buffer, signature: string): boolean {
	try {
		return verify(null, bytes, createPublicKey(publicPem), Buffer.from(signature, 'base64'));
	} catch (error) {
		// A key or a signature that is no such thing signs nothing.
		if (error instanceof Error) return false;
		throw error;
	}
}
