import { fromUtf8, randomBytes, toHex, utf8, wipe, type Bytes } from './bytes.ts';

/**
 * How work is sealed on a tablet. The tablet seals and opens; the server opens what a rescue brings (SPEC.md V4), with
 * a key that only its recovery key unwraps. What is written here once is never changed, only added to: sealed work of
 * years ago must open.
 */

/** Where a sealed value stands. It is bound to its place: moved elsewhere, it no longer opens (V7). */
export type Place = { readonly store: string; readonly key: string | number; readonly clientId: string };

/** Rises when the shape of what is sealed changes; it is part of every place. */
export const storeSchema = 1;

/** The first byte of everything sealed: AES-256-GCM, 96-bit random IV, JSON in UTF-8. */
const aesGcmJson = 1;
/** The same, of bytes as they are: parts of files. */
export const aesGcmBytes = 2;
const ivLength = 12;

export type SealKeys = {
	readonly seal: CryptoKey;
	/** Makes the names that rows are filed under. */
	readonly hide: CryptoKey;
};

/** Never in the browser's own words: the same on both sides. */
const subtle = globalThis.crypto.subtle;
const from = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(info) });

/** The keys that one root gives. They cannot be taken out again. */
export async function deriveSealKeys(root: Bytes): Promise<SealKeys> {
	const material = await subtle.importKey('raw', root, 'HKDF', false, ['deriveKey']);
	const [seal, hide] = await Promise.all([
		subtle.deriveKey(from('dipper seal 1'), material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
		subtle.deriveKey(from('dipper names 1'), material, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
	]);
	return { seal, hide };
}

/** Tells one root from another and nothing of either: what hello says of the key, and a rescue is held to. */
export async function proofOf(root: Bytes): Promise<string> {
	const material = await subtle.importKey('raw', root, 'HKDF', false, ['deriveBits']);
	return toHex(new Uint8Array(await subtle.deriveBits(from('dipper proof 1'), material, 256)));
}

/** Anything as JSON. */
export async function sealValue(key: CryptoKey, place: Place, value: unknown): Promise<Bytes> {
	const plain = utf8(JSON.stringify(value));
	const sealed = await sealBytes(key, aesGcmJson, place, plain);
	wipe(plain);
	return sealed;
}

export async function openSealed(key: CryptoKey, place: Place, sealed: Bytes): Promise<unknown> {
	return JSON.parse(fromUtf8(await openBytes(key, aesGcmJson, place, sealed)));
}

export async function sealBytes(key: CryptoKey, algorithm: number, place: Place, plain: Bytes): Promise<Bytes> {
	const iv = randomBytes(ivLength);
	const params = { name: 'AES-GCM', iv, additionalData: placeBytes(place) };
	const cipher = new Uint8Array(await subtle.encrypt(params, key, plain));
	const sealed = new Uint8Array(1 + ivLength + cipher.length);
	sealed[0] = algorithm;
	sealed.set(iv, 1);
	sealed.set(cipher, 1 + ivLength);
	return sealed;
}

export async function openBytes(key: CryptoKey, algorithm: number, place: Place, sealed: Bytes): Promise<Bytes> {
	if (sealed[0] !== algorithm) throw new Error(`sealed by an algorithm unknown here: ${sealed[0]}`);
	const params = { name: 'AES-GCM', iv: sealed.subarray(1, 1 + ivLength), additionalData: placeBytes(place) };
	return new Uint8Array(await subtle.decrypt(params, key, sealed.subarray(1 + ivLength)));
}

function placeBytes({ store, key, clientId }: Place): Bytes {
	return utf8(`${store}|${key}|${clientId}|${storeSchema}`);
}
