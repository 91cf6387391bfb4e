import { describe, expect, test } from 'vitest';
import { randomBytes, toBase64 } from './bytes.ts';
import { publicKey } from './deviceKey.ts';
import { unwrapFromRecovery, wrapForRecovery, type RecoveryKey } from './recovery.ts';
import { deriveSealKeys, openSealed, proofOf, sealValue } from './sealing.ts';

const place = { store: 'changes', key: 3, clientId: 'c1' };
const owner = { deviceId: 'tablet-1', personId: 'ada' };
const committed = {
	sealed: 'AQEBAQEBAQEBAQEBAdg7Pyxp/M9gB+i0nK7wyoBaCUOeCM8778FDk1g82tG3ejbguBg=',
	proof: 'd90f471179aae9de047ffe19eb8a11bbc8a0b939714fe91d67c32596270508b7'
};
const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;

const handleOf = (root: BufferSource) => crypto.subtle.importKey('raw', root, 'AES-GCM', true, ['encrypt']);

async function aRecoveryKey(kid = 'k1'): Promise<RecoveryKey & { readonly privateKey: CryptoKey }> {
	const pair = await crypto.subtle.generateKey(ecdh, false, ['deriveBits']);
	const jwk = publicKey.parse(await crypto.subtle.exportKey('jwk', pair.publicKey));
	return { kid, jwk, privateKey: pair.privateKey };
}

describe('the seal', () => {
	test('V4, V7: is of a fixed root and a fixed place the same for ever', async () => {
		const root = new Uint8Array(32).fill(7);
		const { seal } = await deriveSealKeys(root);
		// Sealed by build 0.1.0. If this fails, work that waits on tablets no longer opens.
		const sealed = Uint8Array.from(atob(committed.sealed), (byte) => byte.charCodeAt(0));
		expect(await openSealed(seal, place, sealed)).toEqual({ n: 3, note: 'Zoë' });
		expect(await proofOf(root)).toBe(committed.proof);
	});

	test('V4: the proof tells one root from another and is neither', async () => {
		const [one, two] = [randomBytes(32), randomBytes(32)];
		expect(await proofOf(one)).toMatch(/^[0-9a-f]{64}$/);
		expect(await proofOf(one)).toBe(await proofOf(one));
		expect(await proofOf(one)).not.toBe(await proofOf(two));
	});

	test('V7: opens nowhere but at its place', async () => {
		const { seal } = await deriveSealKeys(randomBytes(32));
		const sealed = await sealValue(seal, place, 'x');
		await expect(openSealed(seal, { ...place, key: 4 }, sealed)).rejects.toThrow();
		await expect(openSealed(seal, { ...place, store: 'kept' }, sealed)).rejects.toThrow();
	});
});

describe('V2: the wrap for recovery', () => {
	test('gives the root back to the recovery key, and to it alone', async () => {
		const root = randomBytes(32);
		const [key, other] = [await aRecoveryKey(), await aRecoveryKey()];
		const wrap = await wrapForRecovery(await handleOf(root), key, owner);
		expect(await unwrapFromRecovery(wrap, key.privateKey, owner)).toEqual(root);
		expect(await unwrapFromRecovery(wrap, other.privateKey, owner)).toBe(null);
		expect(JSON.stringify(wrap)).not.toContain(toBase64(root).slice(0, 20));
	});

	test('is bound to its tablet, its person and its key', async () => {
		const key = await aRecoveryKey();
		const wrap = await wrapForRecovery(await handleOf(randomBytes(32)), key, owner);
		for (const wrong of [
			{ ...owner, deviceId: 'tablet-2' },
			{ ...owner, personId: 'ben' }
		])
			expect(await unwrapFromRecovery(wrap, key.privateKey, wrong)).toBe(null);
		expect(await unwrapFromRecovery({ ...wrap, kid: 'k2' }, key.privateKey, owner)).toBe(null);
	});

	test('is new each time, and spoilt by any change', async () => {
		const key = await aRecoveryKey();
		const root = await handleOf(randomBytes(32));
		const [one, two] = [await wrapForRecovery(root, key, owner), await wrapForRecovery(root, key, owner)];
		expect(one.ephemeral).not.toEqual(two.ephemeral);
		for (const spoilt of [{ ephemeral: two.ephemeral }, { iv: two.iv }, { key: two.key }, { key: 'not base64 !' }])
			expect(await unwrapFromRecovery({ ...one, ...spoilt }, key.privateKey, owner)).toBe(null);
		const off = { ...one.ephemeral, x: one.ephemeral.y };
		expect(await unwrapFromRecovery({ ...one, ephemeral: off }, key.privateKey, owner)).toBe(null);
	});
});
