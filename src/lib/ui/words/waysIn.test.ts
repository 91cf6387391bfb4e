import { expect, test } from 'vitest';
import { problemWords } from './problems.ts';

test('V3: how many tries are left is counted', () => {
	expect(problemWords({ code: 'wrong-pin', facts: { left: 3 } })).toBe('That is not the PIN. 3 tries left');
	expect(problemWords({ code: 'wrong-pin', facts: { left: 1 } })).toBe('That is not the PIN. 1 try left');
});

test('V2: whatever stops a way in, the passphrase is named as the way that is left', () => {
	for (const code of [
		'not-signed-in',
		'locked-since',
		'passkey.cancelled',
		'passkey.cannot',
		'passkey.failed',
		'pin-gone'
	])
		expect(problemWords({ code })).toMatch(/passphrase/);
});
