import { argon2id } from 'hash-wasm';
import { utf8, type Bytes } from './bytes.ts';
import type { Derivation } from './Derivation.ts';

/** What was typed, made into 32 bytes slowly, on the thread this runs on. */
export function stretchHere(typed: string, salt: Bytes, how: Derivation): Promise<Bytes> {
	return how.alg === 'argon2id' ? withArgon2(typed, salt, how) : withPbkdf2(typed, salt, how);
}

async function withArgon2(typed: string, salt: Bytes, how: Extract<Derivation, { alg: 'argon2id' }>): Promise<Bytes> {
	const out = await argon2id({
		password: typed,
		salt,
		memorySize: how.memoryKiB,
		iterations: how.passes,
		parallelism: how.lanes,
		hashLength: 32,
		outputType: 'binary'
	});
	return new Uint8Array(out);
}

async function withPbkdf2(
	typed: string,
	salt: Bytes,
	how: Extract<Derivation, { alg: 'pbkdf2-sha256' }>
): Promise<Bytes> {
	const material = await crypto.subtle.importKey('raw', utf8(typed), 'PBKDF2', false, ['deriveBits']);
	const bits = await crypto.subtle.deriveBits(
		{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: how.iterations },
		material,
		256
	);
	return new Uint8Array(bits);
}
