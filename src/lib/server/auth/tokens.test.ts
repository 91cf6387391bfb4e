import { expect, test } from 'vitest';
import { hashToken, makeToken } from './tokens.ts';

test('a token has 256 random bits and needs no escaping', () => {
	const made = new Set(Array.from({ length: 100 }, makeToken));
	expect(made.size).toBe(100);
	expect([...made].every((token) => /^[A-Za-z0-9_-]{43}$/.test(token))).toBe(true);
});

test('its hash is SHA-256 in hex', () => {
	expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
