import { z } from 'zod';
import { fromBase64, randomBytes, toBase64, wipe, type Bytes } from './bytes.ts';
import { lockedRoot, lockRoot, openRoot, wrappingKeyFrom } from './lockedRoot.ts';

/** Half of it lies here, the other half at the server: while one is signed in no passphrase is asked (SPEC.md V2 c). */
export const shareWrap = z.object({
	kind: z.literal('share'),
	/** Which of the server's shares it takes: after a change of password there is another. */
	shareId: z.string(),
	/** 32 random bytes in base64; in plain, since alone they open nothing. */
	deviceSecret: z.string(),
	...lockedRoot
});
export type ShareWrap = z.infer<typeof shareWrap>;
export type Share = { readonly id: string; readonly secret: string };

export async function wrapWithShare(root: Bytes, share: Share, slot: string): Promise<ShareWrap> {
	const deviceSecret = toBase64(randomBytes(32));
	const key = await combine(deviceSecret, share, slot);
	return { kind: 'share', shareId: share.id, deviceSecret, ...(await lockRoot(root, key, slot)) };
}

/** Null where the server has another share by now. */
export async function unwrapWithShare(wrap: ShareWrap, share: Share, slot: string): Promise<Bytes | null> {
	if (wrap.shareId !== share.id) return null;
	return openRoot(wrap, await combine(wrap.deviceSecret, share, slot), slot);
}

async function combine(deviceSecret: string, share: Share, slot: string): Promise<CryptoKey> {
	const halves = [fromBase64(deviceSecret), fromBase64(share.secret)] as const;
	const whole = new Uint8Array(halves[0].length + halves[1].length);
	whole.set(halves[0]);
	whole.set(halves[1], halves[0].length);
	try {
		return await wrappingKeyFrom(whole, `dipper share 1|${slot}|${share.id}`);
	} finally {
		for (const secret of [...halves, whole]) wipe(secret);
	}
}
