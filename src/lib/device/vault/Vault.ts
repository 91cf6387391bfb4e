import {
	aesGcmBytes,
	deriveSealKeys,
	openBytes,
	openSealed,
	proofOf,
	sealBytes,
	sealValue,
	type Place,
	type SealKeys
} from '#lib/protocol/sealing.ts';
import { toHex, utf8, wipe, type Bytes } from './bytes.ts';

export { storeSchema, type Place } from '#lib/protocol/sealing.ts';

/** `root` can be wrapped anew while it is here: for a new recovery key, a new passphrase, a passkey. */
type Keys = SealKeys & { readonly root: CryptoKey; readonly proof: string };

export class VaultLocked extends Error {
	constructor() {
		super('the vault is locked');
		this.name = 'VaultLocked';
	}
}

/**
 * The only holder of keys. They live in memory while it is unlocked and cannot be taken out; no key is
 * ever written but wrapped (SPEC.md V1).
 */
export class Vault {
	#keys: Keys | null;
	readonly #refuse: () => void;

	private constructor(keys: Keys, refuse: () => void) {
		this.#keys = keys;
		this.#refuse = refuse;
	}

	/**
	 * `root` is wiped. `refuse` throws when called where no cipher may run: inside a transaction (SPEC.md S4).
	 */
	static async unlockedWith(root: Bytes, refuse: () => void = () => undefined): Promise<Vault> {
		try {
			const handle = crypto.subtle.importKey('raw', root, 'AES-GCM', true, ['encrypt']);
			const [keys, proof, rootHandle] = await Promise.all([deriveSealKeys(root), proofOf(root), handle]);
			return new Vault({ ...keys, proof, root: rootHandle }, refuse);
		} finally {
			wipe(root);
		}
	}

	get isLocked(): boolean {
		return this.#keys === null;
	}

	lock(): void {
		this.#keys = null;
	}

	async seal(place: Place, value: unknown): Promise<Bytes> {
		this.#refuse();
		return sealValue(this.#unlocked().seal, place, value);
	}

	async open(place: Place, sealed: Bytes): Promise<unknown> {
		this.#refuse();
		return openSealed(this.#unlocked().seal, place, sealed);
	}

	async sealBytes(place: Place, plain: Bytes): Promise<Bytes> {
		this.#refuse();
		return sealBytes(this.#unlocked().seal, aesGcmBytes, place, plain);
	}

	async openBytes(place: Place, sealed: Bytes): Promise<Bytes> {
		this.#refuse();
		return openBytes(this.#unlocked().seal, aesGcmBytes, place, sealed);
	}

	/** A name that tells nothing, the same each time: what rows are filed under (SPEC.md V7). */
	async hide(name: string): Promise<string> {
		this.#refuse();
		const mac = await crypto.subtle.sign('HMAC', this.#unlocked().hide, utf8(name));
		return toHex(new Uint8Array(mac).subarray(0, 16));
	}

	/** Which root this is, telling nothing of it: hello says so, and a rescue is held to it (SPEC.md V4). */
	get proof(): string {
		return this.#unlocked().proof;
	}

	/** Lends the root to be wrapped once more; it is let go with the rest at the lock. */
	async lendRoot<Wrapped>(wrapIt: (root: CryptoKey) => Promise<Wrapped>): Promise<Wrapped> {
		this.#refuse();
		return wrapIt(this.#unlocked().root);
	}

	#unlocked(): Keys {
		if (this.#keys === null) throw new VaultLocked();
		return this.#keys;
	}
}
