import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createPrivateKey,
	createPublicKey,
	diffieHellman,
	generateKeyPairSync,
	hkdfSync,
	type KeyObject
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { BackupProblem, wrongKey } from './backup.errors.ts';

/**
 * Each file has a key of its own, locked to a public key (X25519, HKDF-SHA-256, AES-256-GCM). The server holds only
 * that public half, so whoever takes the server or a file reads no backup; the private half is kept elsewhere.
 */
export const wrapShape = z.object({
	alg: z.literal('X25519-HKDF-SHA256-A256GCM'),
	kid: z.string(),
	epk: z.base64(),
	key: z.base64()
});
export type Wrap = z.infer<typeof wrapShape>;

export const keyFiles = { public: 'backup-public-key.pem', private: 'backup-private-key.pem' } as const;

/** Sixteen hex digits to write down beside the key and find it again by. */
export function keyIdOf(key: KeyObject): string {
	const half = key.type === 'private' ? createPublicKey(key) : key;
	return createHash('sha256')
		.update(half.export({ type: 'spki', format: 'der' }))
		.digest('hex')
		.slice(0, 16);
}

/** Writes both halves into a folder; never over a key that is there, for its backups could be read no more. */
export function makeKeyFiles(folder: string): {
	readonly keyId: string;
	readonly publicFile: string;
	readonly privateFile: string;
} {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const publicFile = path.join(folder, keyFiles.public);
	const privateFile = path.join(folder, keyFiles.private);
	for (const file of [publicFile, privateFile])
		if (existsSync(file))
			throw new BackupProblem('exists', `${file} is there already, and is left as it is. Name another folder.`);
	const pair = generateKeyPairSync('x25519');
	writeFileSync(privateFile, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
	writeFileSync(publicFile, pair.publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o644, flag: 'wx' });
	return { keyId: keyIdOf(pair.publicKey), publicFile, privateFile };
}

export function readPublicKey(file: string): KeyObject {
	return readKey(file, createPublicKey, 'public');
}

export function readPrivateKey(file: string): KeyObject {
	return readKey(file, createPrivateKey, 'private');
}

function readKey(file: string, parse: (pem: Buffer) => KeyObject, half: string): KeyObject {
	try {
		const key = parse(readFileSync(file));
		if (key.asymmetricKeyType === 'x25519') return key;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT')
			throw new BackupProblem('no-key', `There is no file ${file}: name the ${half} key of your backups.`);
	}
	throw new BackupProblem('wrong-key', `${file} is not the ${half} key of a Dipper backup.`);
}

export function wrapFileKey(fileKey: Buffer, publicKey: KeyObject): Wrap {
	const once = generateKeyPairSync('x25519');
	const epk = once.publicKey.export({ type: 'spki', format: 'der' });
	const shared = diffieHellman({ privateKey: once.privateKey, publicKey });
	const cipher = createCipheriv('aes-256-gcm', lockKey(shared, epk), Buffer.alloc(12));
	const key = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
	return {
		alg: 'X25519-HKDF-SHA256-A256GCM',
		kid: keyIdOf(publicKey),
		epk: epk.toString('base64'),
		key: key.toString('base64')
	};
}

export function unwrapFileKey(wrap: Wrap, privateKey: KeyObject): Buffer {
	if (keyIdOf(privateKey) !== wrap.kid) throw wrongKey(wrap.kid);
	try {
		const epk = Buffer.from(wrap.epk, 'base64');
		const publicKey = createPublicKey({ key: epk, type: 'spki', format: 'der' });
		const locked = Buffer.from(wrap.key, 'base64');
		const decipher = createDecipheriv(
			'aes-256-gcm',
			lockKey(diffieHellman({ privateKey, publicKey }), epk),
			Buffer.alloc(12)
		);
		decipher.setAuthTag(locked.subarray(-16));
		return Buffer.concat([decipher.update(locked.subarray(0, -16)), decipher.final()]);
	} catch (error) {
		throw Object.assign(wrongKey(wrap.kid), { cause: error });
	}
}

/** One use only: the other half of the exchange is made anew for each file, so the nonce may be noughts. */
function lockKey(shared: Buffer, epk: Buffer): Buffer {
	return Buffer.from(hkdfSync('sha256', shared, epk, 'dipper backup file key', 32));
}
