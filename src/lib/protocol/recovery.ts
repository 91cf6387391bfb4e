import { z } from 'zod';
import { fromBase64, randomBytes, toBase64, utf8, type Bytes } from './bytes.ts';
import { publicKey, type PublicKey } from './deviceKey.ts';

/** The root key of one person on one tablet, locked up for the server's recovery key (SPEC.md V2 d). */
export const recoveryWrap = z.object({
	kind: z.literal('recovery'),
	alg: z.literal('ecdh-p256+hkdf-sha256+aes-256-gcm'),
	/** Which of the server's recovery keys opens it. */
	kid: z.string().min(1).max(100),
	ephemeral: publicKey,
	iv: z.string().max(100),
	key: z.string().max(200)
});
export type RecoveryWrap = z.infer<typeof recoveryWrap>;

export type RecoveryKey = { readonly kid: string; readonly jwk: PublicKey };

/** Whose root it is. It is bound in: a wrap put in another's rescue does not open. */
export type RootOwner = { readonly deviceId: string; readonly personId: string };

const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;
const subtle = globalThis.crypto.subtle;

/** `root` is a handle that may be wrapped and is not read. The ephemeral key is new each time and its half is dropped. */
export async function wrapForRecovery(root: CryptoKey, to: RecoveryKey, owner: RootOwner): Promise<RecoveryWrap> {
	const pair = await subtle.generateKey(ecdh, false, ['deriveBits']);
	const ephemeral = publicKey.parse(await subtle.exportKey('jwk', pair.publicKey));
	const iv = randomBytes(12);
	const bound = boundTo(to.kid, ephemeral, owner);
	const theirs = await subtle.importKey('jwk', to.jwk, ecdh, false, []);
	const under = await agree(pair.privateKey, theirs, bound, 'wrapKey');
	const wrapped = await subtle.wrapKey('raw', root, under, { name: 'AES-GCM', iv, additionalData: bound });
	return {
		kind: 'recovery',
		alg: 'ecdh-p256+hkdf-sha256+aes-256-gcm',
		kid: to.kid,
		ephemeral,
		iv: toBase64(iv),
		key: toBase64(new Uint8Array(wrapped))
	};
}

/** Null when it was not made for this key and this owner. */
export async function unwrapFromRecovery(
	wrap: RecoveryWrap,
	privateKey: CryptoKey,
	owner: RootOwner
): Promise<Bytes | null> {
	const bound = boundTo(wrap.kid, wrap.ephemeral, owner);
	try {
		const theirs = await subtle.importKey('jwk', wrap.ephemeral, ecdh, false, []);
		const under = await agree(privateKey, theirs, bound, 'decrypt');
		const params = { name: 'AES-GCM', iv: fromBase64(wrap.iv), additionalData: bound };
		return new Uint8Array(await subtle.decrypt(params, under, fromBase64(wrap.key)));
	} catch (error) {
		// A point that is not on the curve, base64 that is none, a tag that does not match: made by no tablet of ours.
		if (error instanceof DOMException) return null;
		throw error;
	}
}

async function agree(mine: CryptoKey, theirs: CryptoKey, info: Bytes, use: 'wrapKey' | 'decrypt'): Promise<CryptoKey> {
	const shared = await subtle.deriveBits({ name: 'ECDH', public: theirs }, mine, 256);
	const material = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
	const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
	return subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, [use]);
}

function boundTo(kid: string, { x, y }: PublicKey, { deviceId, personId }: RootOwner): Bytes {
	return utf8(`dipper recovery 1|${kid}|${deviceId}|${personId}|${x}|${y}`);
}
