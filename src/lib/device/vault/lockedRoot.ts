import { z } from 'zod';
import { fromBase64, randomBytes, toBase64, utf8, type Bytes } from './bytes.ts';

/** A data key locked up under another key: what every kind of wrap holds. */
export const lockedRoot = { iv: z.string(), key: z.string() };
export type LockedRoot = { readonly iv: string; readonly key: string };

/** `slot` names whose key it is: one put in another's place does not open (SPEC.md V5). */
export async function lockRoot(root: Bytes, key: CryptoKey, slot: string): Promise<LockedRoot> {
	const iv = randomBytes(12);
	const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: placeOf(slot) }, key, root);
	return { iv: toBase64(iv), key: toBase64(new Uint8Array(locked)) };
}

/** Null when this is not the key. */
export async function openRoot(locked: LockedRoot, key: CryptoKey, slot: string): Promise<Bytes | null> {
	const how = { name: 'AES-GCM', iv: fromBase64(locked.iv), additionalData: placeOf(slot) };
	try {
		return new Uint8Array(await crypto.subtle.decrypt(how, key, fromBase64(locked.key)));
	} catch (error) {
		if (error instanceof DOMException && error.name === 'OperationError') return null;
		throw error;
	}
}

/** A wrapping key from secrets that are random already; `info` says what for. */
export async function wrappingKeyFrom(secret: Bytes, info: string): Promise<CryptoKey> {
	const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
	const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(info) };
	return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function placeOf(slot: string): Bytes {
	return utf8(`wrap|${slot}`);
}
