import { randomBytes, wipe, type Bytes } from './bytes.ts';
import type { Derivation } from './keyDerivation.ts';
import { lockRoot, openRoot, type LockedRoot } from './lockedRoot.ts';
import { stretch } from './stretchApart.ts';

/** So many wrong PINs, and only what opens a closed page opens this one (SPEC.md V3). */
export const warmTries = 5;

type Held = {
	readonly slot: string;
	readonly locked: LockedRoot;
	readonly salt: Bytes;
	/** Random, of this page, and cannot be taken out: without it the PIN is worth nothing elsewhere. */
	readonly secret: CryptoKey;
	readonly how: Derivation;
};

/**
 * The data key of a page that is locked and still running, under a PIN and a secret of this page. All of it is in this
 * object and nowhere else: closing the page, or a fifth wrong PIN, is its end.
 */
export class WarmKey {
	#held: Held | null;
	#wrong = 0;

	private constructor(held: Held) {
		this.#held = held;
	}

	static async make(root: Bytes, pin: string, slot: string, how: Derivation): Promise<WarmKey> {
		const salt = randomBytes(16);
		const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
		const secret = await crypto.subtle.generateKey(hmac, false, ['sign']);
		const locked = await lockRoot(root, await keyFrom(pin, { salt, secret, how }), slot);
		return new WarmKey({ slot, locked, salt, secret, how });
	}

	get triesLeft(): number {
		return this.#held === null ? 0 : warmTries - this.#wrong;
	}

	/** Null for a wrong PIN; after the fifth for the right one too. */
	async open(pin: string): Promise<Bytes | null> {
		const held = this.#held;
		if (held === null || this.#wrong >= warmTries) return null;
		// Counted before it is tried, so that many asked at once are not many for the price of one.
		this.#wrong += 1;
		const root = await openRoot(held.locked, await keyFrom(pin, held), held.slot);
		if (root !== null && this.#held === held) {
			this.#wrong = 0;
			return root;
		}
		if (this.#wrong >= warmTries) this.forget();
		return null;
	}

	forget(): void {
		this.#held = null;
	}
}

async function keyFrom(pin: string, { salt, secret, how }: Pick<Held, 'salt' | 'secret' | 'how'>): Promise<CryptoKey> {
	const stretched = await stretch(pin, salt, how);
	const both = new Uint8Array(await crypto.subtle.sign('HMAC', secret, stretched));
	try {
		return await crypto.subtle.importKey('raw', both, 'AES-GCM', false, ['encrypt', 'decrypt']);
	} finally {
		wipe(stretched);
		wipe(both);
	}
}
