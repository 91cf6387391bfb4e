import { wipe, type Bytes } from './bytes.ts';
import type { Derivation } from './Derivation.ts';
import { stretch } from './stretchApart.ts';

export type { Derivation } from './Derivation.ts';

/** SPEC.md V2(a): RFC 9106's second choice for memory, one lane, since a tablet has few cores to spare. */
export const argon2: Derivation = { alg: 'argon2id', memoryKiB: 64 * 1024, passes: 3, lanes: 1 };

/** OWASP's figure for PBKDF2-HMAC-SHA-256, where WebAssembly is blocked. */
export const pbkdf2: Derivation = { alg: 'pbkdf2-sha256', iterations: 600_000 };

/** What this browser can do best. */
export function bestDerivation(): Derivation {
	return canRunWasm() ? argon2 : pbkdf2;
}

function canRunWasm(): boolean {
	try {
		// The smallest module there is: a policy that forbids WebAssembly makes it throw.
		new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
		return true;
	} catch {
		return false;
	}
}

/** The key that wraps the data key. It cannot be taken out again, and its bytes are wiped here. */
export async function deriveWrappingKey(passphrase: string, salt: Bytes, how: Derivation): Promise<CryptoKey> {
	const raw = await stretch(asTyped(passphrase), salt, how);
	try {
		return await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
	} finally {
		wipe(raw);
	}
}

/** The same words typed on another keyboard are the same passphrase: one form of Unicode, single spaces. */
export function asTyped(passphrase: string): string {
	return passphrase.normalize('NFKC').trim().replace(/\s+/g, ' ');
}
