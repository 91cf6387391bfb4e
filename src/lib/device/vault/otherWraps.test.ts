import { describe, expect, test } from 'vitest';
import { fromBase64, randomBytes, toBase64 } from './bytes.ts';
import { lockRoot, openRoot, wrappingKeyFrom } from './lockedRoot.ts';
import { passkeyWrap, unwrapWithPasskey, wrapWithPasskey } from './passkeyWrap.ts';
import { shareWrap, unwrapWithShare, wrapWithShare } from './shareWrap.ts';
import { newRoot, wrap, withoutKind } from './wraps.ts';

const aShare = () => ({ id: crypto.randomUUID(), secret: toBase64(randomBytes(32)) });
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('V2 (c): the share', () => {
	test('V2: both halves together open it', async () => {
		const [root, share] = [newRoot(), aShare()];
		const wrapped = await wrapWithShare(root, share, 'slot1');
		expect(shareWrap.parse(json(wrapped))).toEqual(wrapped);
		expect(await unwrapWithShare(wrapped, share, 'slot1')).toEqual(root);
	});

	test('V2: another share, even under the same name, does not', async () => {
		const share = aShare();
		const wrapped = await wrapWithShare(newRoot(), share, 'slot1');
		expect(await unwrapWithShare(wrapped, aShare(), 'slot1')).toBeNull();
		expect(await unwrapWithShare(wrapped, { ...share, secret: toBase64(randomBytes(32)) }, 'slot1')).toBeNull();
	});

	test('V2: the device secret alone opens nothing', async () => {
		const wrapped = await wrapWithShare(newRoot(), aShare(), 'slot1');
		const alone = fromBase64(wrapped.deviceSecret);
		for (const info of [`dipper share 1|slot1|${wrapped.shareId}`, 'dipper seal 1', 'dipper passkey 1|slot1'])
			expect(await openRoot(wrapped, await wrappingKeyFrom(alone, info), 'slot1')).toBeNull();
		const asKey = await crypto.subtle.importKey('raw', alone, 'AES-GCM', false, ['decrypt']);
		expect(await openRoot(wrapped, asKey, 'slot1')).toBeNull();
	});

	test("V2, V5: in another person's slot it does not open", async () => {
		const share = aShare();
		const wrapped = await wrapWithShare(newRoot(), share, 'slot1');
		expect(await unwrapWithShare(wrapped, share, 'slot2')).toBeNull();
	});

	test('V2: each time another device secret', async () => {
		const share = aShare();
		const secrets = [await wrapWithShare(newRoot(), share, 's'), await wrapWithShare(newRoot(), share, 's')];
		expect(secrets[0]?.deviceSecret).not.toBe(secrets[1]?.deviceSecret);
	});
});

describe('V2 (b): the passkey', () => {
	const name = () => ({ credential: toBase64(randomBytes(20)), salt: toBase64(randomBytes(32)) });

	test('V2: what it answers opens it, another answer does not', async () => {
		const [root, answer] = [newRoot(), randomBytes(32)];
		const wrapped = await wrapWithPasskey(root, name(), answer.slice(), 'slot1');
		expect(passkeyWrap.parse(json(wrapped))).toEqual(wrapped);
		expect(await unwrapWithPasskey(wrapped, answer.slice(), 'slot1')).toEqual(root);
		expect(await unwrapWithPasskey(wrapped, randomBytes(32), 'slot1')).toBeNull();
		expect(await unwrapWithPasskey(wrapped, answer.slice(), 'slot2')).toBeNull();
	});

	test('V1: its answer is wiped once it is used', async () => {
		const answer = randomBytes(32);
		await wrapWithPasskey(newRoot(), name(), answer, 'slot1');
		expect(answer.every((byte) => byte === 0)).toBe(true);
	});
});

test('V2: every kind of wrap is read by its kind, and one kind can be taken away', async () => {
	const wraps = [
		await wrapWithShare(newRoot(), aShare(), 's'),
		await wrapWithPasskey(newRoot(), { credential: 'YQ==', salt: 'Yg==' }, randomBytes(32), 's')
	];
	expect(wraps.map((one) => wrap.parse(json(one)).kind)).toEqual(['share', 'passkey']);
	expect(withoutKind(wraps, 'share').map(({ kind }) => kind)).toEqual(['passkey']);
	expect(wrap.safeParse({ kind: 'pin', iv: '', key: '' }).success).toBe(false);
});

test('a locked key opens at its own place only', async () => {
	const [root, key] = [newRoot(), await wrappingKeyFrom(randomBytes(32), 'test')];
	const locked = await lockRoot(root, key, 'here');
	expect(await openRoot(locked, key, 'here')).toEqual(root);
	expect(await openRoot(locked, key, 'there')).toBeNull();
});
