/** How a passphrase becomes a key, with all that is needed to do it again. */
export type Derivation =
	| { readonly alg: 'argon2id'; readonly memoryKiB: number; readonly passes: number; readonly lanes: number }
	| { readonly alg: 'pbkdf2-sha256'; readonly iterations: number };
