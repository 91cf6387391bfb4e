import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { fromBase64, randomBytes, toBase64, utf8, type Bytes } from './bytes.ts';
import type { PasskeyName } from './passkeyWrap.ts';

export type PasskeyProblem = 'passkey.cancelled' | 'passkey.cannot' | 'passkey.failed';
export type Asked = { readonly passkey: PasskeyName; readonly answer: Bytes };

/** The device's screen lock, as far as the browser lets a page use it. */
export type PasskeyDoor = {
	/** Whether it is worth offering: the device itself says only when it is tried whether it can give a secret. */
	isPossible(): Promise<boolean>;
	make(name: string, slot: string): Promise<Result<Asked, PasskeyProblem>>;
	ask(passkey: PasskeyName): Promise<Result<Bytes, PasskeyProblem>>;
};

const patience = 60_000;

/** WebAuthn with its PRF extension; it needs no network. */
export function browserPasskeys(): PasskeyDoor {
	return { isPossible, make: (name, slot) => orSayWhy(() => make(name, slot)), ask: (key) => orSayWhy(() => ask(key)) };
}

async function isPossible(): Promise<boolean> {
	if (typeof PublicKeyCredential === 'undefined' || !globalThis.isSecureContext) return false;
	const can = await PublicKeyCredential.getClientCapabilities?.();
	if (can?.['extension:prf'] === false) return false;
	return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
}

async function make(name: string, slot: string): Promise<Result<Asked, PasskeyProblem>> {
	const salt = randomBytes(32);
	const made = await navigator.credentials.create({
		publicKey: {
			rp: { name: 'Dipper' },
			user: { id: utf8(slot), name, displayName: name },
			challenge: randomBytes(32),
			pubKeyCredParams: [
				{ type: 'public-key', alg: -7 },
				{ type: 'public-key', alg: -257 }
			],
			authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
			attestation: 'none',
			timeout: patience,
			extensions: { prf: { eval: { first: salt } } }
		}
	});
	if (!(made instanceof PublicKeyCredential)) return problem('passkey.failed');
	const { prf } = made.getClientExtensionResults();
	if (prf?.enabled !== true) return problem('passkey.cannot');
	const passkey = { credential: toBase64(new Uint8Array(made.rawId)), salt: toBase64(salt) };
	// Some devices answer at once, others only when asked a second time.
	const first = prf.results?.first;
	const answer = first === undefined ? await ask(passkey) : ok(bytesOf(first));
	return answer.ok ? ok({ passkey, answer: answer.value }) : answer;
}

async function ask({ credential, salt }: PasskeyName): Promise<Result<Bytes, PasskeyProblem>> {
	const given = await navigator.credentials.get({
		publicKey: {
			challenge: randomBytes(32),
			allowCredentials: [{ type: 'public-key', id: fromBase64(credential) }],
			userVerification: 'required',
			timeout: patience,
			extensions: { prf: { eval: { first: fromBase64(salt) } } }
		}
	});
	if (!(given instanceof PublicKeyCredential)) return problem('passkey.failed');
	const first = given.getClientExtensionResults().prf?.results?.first;
	return first === undefined ? problem('passkey.cannot') : ok(bytesOf(first));
}

function bytesOf(source: BufferSource): Bytes {
	const view = ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
		: source;
	return new Uint8Array(view as Uint8Array<ArrayBuffer> | ArrayBuffer).slice();
}

/** A person who turned away, a device that has no such thing, and what failed are three things to say. */
async function orSayWhy<Value>(
	work: () => Promise<Result<Value, PasskeyProblem>>
): Promise<Result<Value, PasskeyProblem>> {
	try {
		return await work();
	} catch (error) {
		const name = error instanceof DOMException ? error.name : '';
		if (name === 'NotAllowedError' || name === 'AbortError') return problem('passkey.cancelled');
		return problem(name === 'NotSupportedError' || name === 'ConstraintError' ? 'passkey.cannot' : 'passkey.failed');
	}
}

export const noPasskeys: PasskeyDoor = {
	isPossible: async () => false,
	make: async () => problem('passkey.cannot'),
	ask: async () => problem('passkey.cannot')
};
