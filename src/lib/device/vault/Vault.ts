import { fromUtf8, randomBytes, toHex, utf8, wipe, type Bytes } from './bytes.ts';

/** Where a sealed value stands. It is bound to its place: moved elsewhere, it no longer opens (SPEC.md V7). */
export type Place = { readonly store: string; readonly key: string | number; readonly clientId: string };

/** Rises when the shape of what is sealed changes; it is part of every place. */
export const storeSchema = 1;

/** The first byte of everything sealed: AES-256-GCM, 96-bit random IV, JSON in UTF-8. */
const aesGcmJson = 1;
/** The same, of bytes as they are: parts of files. */
const aesGcmBytes = 2;
const ivLength = 12;

type Keys = { readonly seal: CryptoKey; readonly hide: CryptoKey };

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
			const material = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveKey']);
			const from = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(info) });
			const seal = await crypto.subtle.deriveKey(
				from('dipper seal 1'),
				material,
				{ name: 'AES-GCM', length: 256 },
				false,
				['encrypt', 'decrypt']
			);
			const hide = await crypto.subtle.deriveKey(
				from('dipper names 1'),
				material,
				{ name: 'HMAC', hash: 'SHA-256', length: 256 },
				false,
				['sign']
			);
			return new Vault({ seal, hide }, refuse);
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
		const plain = utf8(JSON.stringify(value));
		const sealed = await this.#seal(aesGcmJson, place, plain);
		wipe(plain);
		return sealed;
	}

	async open(place: Place, sealed: Bytes): Promise<unknown> {
		return JSON.parse(fromUtf8(await this.#open(aesGcmJson, place, sealed)));
	}

	sealBytes(place: Place, plain: Bytes): Promise<Bytes> {
		return this.#seal(aesGcmBytes, place, plain);
	}

	openBytes(place: Place, sealed: Bytes): Promise<Bytes> {
		return this.#open(aesGcmBytes, place, sealed);
	}

	async #seal(algorithm: number, place: Place, plain: Bytes): Promise<Bytes> {
		this.#refuse();
		const iv = randomBytes(ivLength);
		const params = { name: 'AES-GCM', iv, additionalData: placeBytes(place) };
		const cipher = new Uint8Array(await crypto.subtle.encrypt(params, this.#unlocked().seal, plain));
		const sealed = new Uint8Array(1 + ivLength + cipher.length);
		sealed[0] = algorithm;
		sealed.set(iv, 1);
		sealed.set(cipher, 1 + ivLength);
		return sealed;
	}

	async #open(algorithm: number, place: Place, sealed: Bytes): Promise<Bytes> {
		this.#refuse();
		if (sealed[0] !== algorithm) throw new Error(`sealed by an algorithm unknown here: ${sealed[0]}`);
		const params = { name: 'AES-GCM', iv: sealed.subarray(1, 1 + ivLength), additionalData: placeBytes(place) };
		return new Uint8Array(await crypto.subtle.decrypt(params, this.#unlocked().seal, sealed.subarray(1 + ivLength)));
	}

	/** A name that tells nothing, the same each time: what rows are filed under (SPEC.md V7). */
	async hide(name: string): Promise<string> {
		this.#refuse();
		const mac = await crypto.subtle.sign('HMAC', this.#unlocked().hide, utf8(name));
		return toHex(new Uint8Array(mac).subarray(0, 16));
	}

	#unlocked(): Keys {
		if (this.#keys === null) throw new VaultLocked();
		return this.#keys;
	}
}

function placeBytes({ store, key, clientId }: Place): Bytes {
	return utf8(`${store}|${key}|${clientId}|${storeSchema}`);
}
