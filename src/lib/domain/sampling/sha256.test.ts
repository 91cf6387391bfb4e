import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from './sha256.ts';

test.each([
	['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
	['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
	[
		'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
		'248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'
	]
])("the standard's example %j", (text, digest) => expect(sha256(text)).toBe(digest));

test('it agrees with the SHA-256 of the platform on any text', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
			expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
		})
	);
});

test('it agrees at every length about the edge of a block', () => {
	for (let length = 50; length < 140; length += 1) {
		const text = 'x'.repeat(length);
		expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
	}
});
