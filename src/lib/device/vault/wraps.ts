import { z } from 'zod';
import { recoveryWrap } from '#lib/protocol/recovery.ts';
import { fromBase64, randomBytes, toBase64, type Bytes } from './bytes.ts';
import { deriveWrappingKey, type Derivation } from './keyDerivation.ts';
import { lockedRoot, lockRoot, openRoot } from './lockedRoot.ts';
import { passkeyWrap } from './passkeyWrap.ts';
import { shareWrap } from './shareWrap.ts';

/** The data key of one person on one tablet, locked up under one passphrase. Safe to keep in plain. */
const passphraseWrap = z.object({
	kind: z.literal('passphrase'),
	how: z.discriminatedUnion('alg', [
		z.object({
			alg: z.literal('argon2id'),
			memoryKiB: z.number().int(),
			passes: z.number().int(),
			lanes: z.number().int()
		}),
		z.object({ alg: z.literal('pbkdf2-sha256'), iterations: z.number().int() })
	]),
	salt: z.string(),
	...lockedRoot
});
export type PassphraseWrap = z.infer<typeof passphraseWrap>;

/** Every way to the data key that this tablet keeps, each opened by something else (SPEC.md V2). */
export const wrap = z.discriminatedUnion('kind', [passphraseWrap, passkeyWrap, shareWrap, recoveryWrap]);
export type Wrap = z.infer<typeof wrap>;

/** The other ways in, when one kind is made anew or taken away. */
export function withoutKind(wraps: readonly Wrap[], kind: Wrap['kind']): readonly Wrap[] {
	return wraps.filter((one) => one.kind !== kind);
}

export function newRoot(): Bytes {
	return randomBytes(32);
}

export async function wrapRoot(
	root: Bytes,
	passphrase: string,
	slot: string,
	how: Derivation
): Promise<PassphraseWrap> {
	const salt = randomBytes(16);
	const key = await deriveWrappingKey(passphrase, salt, how);
	return { kind: 'passphrase', how, salt: toBase64(salt), ...(await lockRoot(root, key, slot)) };
}

/** Null when the passphrase is not the one. */
export async function unwrapRoot(wrapped: PassphraseWrap, passphrase: string, slot: string): Promise<Bytes | null> {
	return openRoot(wrapped, await deriveWrappingKey(passphrase, fromBase64(wrapped.salt), wrapped.how), slot);
}
