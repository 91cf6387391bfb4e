import { z } from 'zod';
import { wipe, type Bytes } from './bytes.ts';
import { lockedRoot, lockRoot, openRoot, wrappingKeyFrom } from './lockedRoot.ts';

/** Opened by the device's own screen lock, through what a passkey answers for one salt (SPEC.md V2 b). */
export const passkeyWrap = z.object({
	kind: z.literal('passkey'),
	/** Which passkey, in base64. */
	credential: z.string(),
	/** What it is asked with, in base64: its answer is always the same, and nobody else can give it. */
	salt: z.string(),
	...lockedRoot
});
export type PasskeyWrap = z.infer<typeof passkeyWrap>;
export type PasskeyName = Pick<PasskeyWrap, 'credential' | 'salt'>;

/** `answer` is wiped. */
export async function wrapWithPasskey(
	root: Bytes,
	{ credential, salt }: PasskeyName,
	answer: Bytes,
	slot: string
): Promise<PasskeyWrap> {
	return { kind: 'passkey', credential, salt, ...(await lockRoot(root, await keyFrom(answer, slot), slot)) };
}

/** Null where this passkey does not open it; `answer` is wiped. */
export async function unwrapWithPasskey(wrap: PasskeyWrap, answer: Bytes, slot: string): Promise<Bytes | null> {
	return openRoot(wrap, await keyFrom(answer, slot), slot);
}

async function keyFrom(answer: Bytes, slot: string): Promise<CryptoKey> {
	try {
		return await wrappingKeyFrom(answer, `dipper passkey 1|${slot}`);
	} finally {
		wipe(answer);
	}
}
