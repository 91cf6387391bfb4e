import { describe, expect, test } from 'vitest';
import { fromBase64, randomBytes, toBase64 } from './bytes.ts';
import { argon2, asTyped, bestDerivation, deriveWrappingKey, type Derivation } from './keyDerivation.ts';
import { storeSchema, Vault, VaultLocked } from './Vault.ts';
import { newRoot, unwrapRoot, wrap, wrapRoot } from './wraps.ts';

const quick: Derivation = { alg: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 };
const quickPbkdf2: Derivation = { alg: 'pbkdf2-sha256', iterations: 1000 };
const place = { store: 'records', key: 'a1', clientId: 'c1' };

describe('sealing', () => {
	test('what is sealed opens again at its place', async () => {
		const vault = await Vault.unlockedWith(newRoot());
		const value = { note: 'heron 🐦', list: [1, null, true] };
		expect(await vault.open(place, await vault.seal(place, value))).toEqual(value);
	});

	test('V7: a sealed value carries its algorithm and a fresh IV, and no word of what it holds', async () => {
		const vault = await Vault.unlockedWith(newRoot());
		const [first, second] = [await vault.seal(place, 'kingfisher'), await vault.seal(place, 'kingfisher')];
		expect(first[0]).toBe(1);
		expect(toBase64(first.subarray(1, 13))).not.toBe(toBase64(second.subarray(1, 13)));
		expect(new TextDecoder().decode(first)).not.toContain('kingfisher');
	});

	test.each([
		{ ...place, store: 'drafts' },
		{ ...place, key: 'a2' },
		{ ...place, clientId: 'c2' }
	])('V7: moved to another place it does not open: %o', async (elsewhere) => {
		const vault = await Vault.unlockedWith(newRoot());
		const sealed = await vault.seal(place, 'x');
		await expect(vault.open(elsewhere, sealed)).rejects.toThrow();
		expect(storeSchema).toBe(1);
	});

	test('V7: one flipped bit, or an unknown algorithm, is refused', async () => {
		const vault = await Vault.unlockedWith(newRoot());
		const sealed = await vault.seal(place, 'x');
		const flipped = sealed.slice();
		flipped[20] = (flipped[20] ?? 0) ^ 1;
		await expect(vault.open(place, flipped)).rejects.toThrow();
		const unknown = sealed.slice();
		unknown[0] = 9;
		await expect(vault.open(place, unknown)).rejects.toThrow(/unknown/);
	});

	test('V7: hidden names are the same each time, for one key only', async () => {
		const root = newRoot();
		const vault = await Vault.unlockedWith(root.slice());
		const again = await Vault.unlockedWith(root.slice());
		const other = await Vault.unlockedWith(newRoot());
		expect(await vault.hide('audit:1')).toMatch(/^[0-9a-f]{32}$/);
		expect(await vault.hide('audit:1')).toBe(await again.hide('audit:1'));
		expect(await vault.hide('audit:1')).not.toBe(await other.hide('audit:1'));
		expect(await vault.hide('audit:1')).not.toBe(await vault.hide('audit:2'));
	});

	test('V1: the bytes of the key are wiped once it is taken in', async () => {
		const root = newRoot();
		await Vault.unlockedWith(root);
		expect(root.every((byte) => byte === 0)).toBe(true);
	});

	test('V3: locked, it neither seals nor opens', async () => {
		const vault = await Vault.unlockedWith(newRoot());
		const sealed = await vault.seal(place, 'x');
		vault.lock();
		expect(vault.isLocked).toBe(true);
		await expect(vault.open(place, sealed)).rejects.toThrow(VaultLocked);
		await expect(vault.seal(place, 'x')).rejects.toThrow(VaultLocked);
		await expect(vault.hide('x')).rejects.toThrow(VaultLocked);
	});

	test('S4: it refuses where it is told that no cipher may run', async () => {
		const vault = await Vault.unlockedWith(newRoot(), () => {
			throw new Error('inside a transaction');
		});
		await expect(vault.seal(place, 'x')).rejects.toThrow('inside a transaction');
	});
});

describe('wrapping', () => {
	test.each([quick, quickPbkdf2])('V2: the right passphrase opens the wrap, another does not: $alg', async (how) => {
		const root = newRoot();
		const wrapped = await wrapRoot(root, 'heron otter willow brook', 'slot1', how);
		expect(wrap.parse(JSON.parse(JSON.stringify(wrapped)))).toEqual(wrapped);
		expect(await unwrapRoot(wrapped, 'heron otter willow brook', 'slot1')).toEqual(root);
		expect(await unwrapRoot(wrapped, 'heron otter willow stream', 'slot1')).toBeNull();
	});

	test("V5: a wrap in another person's slot does not open", async () => {
		const wrapped = await wrapRoot(newRoot(), 'heron otter willow brook', 'slot1', quick);
		expect(await unwrapRoot(wrapped, 'heron otter willow brook', 'slot2')).toBeNull();
	});

	test('the same words with other spaces or forms of letters are the same passphrase', () => {
		expect(asTyped('  heron   otter ')).toBe('heron otter');
		expect(asTyped('cafe\u0301')).toBe(asTyped('caf\u00e9'));
	});

	test('V2: Argon2id with 64 MiB and three passes is what a browser with WebAssembly uses', async () => {
		expect(bestDerivation()).toEqual({ alg: 'argon2id', memoryKiB: 65536, passes: 3, lanes: 1 });
		const key = await deriveWrappingKey('heron otter willow brook', randomBytes(16), argon2);
		expect(key.extractable).toBe(false);
	});
});

test('bytes come back from base64 as they went in', () => {
	const bytes = randomBytes(100);
	expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});
