import { expect, test } from 'vitest';
import { checkPassphrase } from './checkPassphrase.ts';

const words = 'otter lantern plum gravel';

test('the suggested words are typed once, so that the person knows them', () => {
	expect(checkPassphrase({ kind: 'suggested', words, typed: ' otter  lantern plum gravel ' })).toBeNull();
	expect(checkPassphrase({ kind: 'suggested', words, typed: 'otter lantern plum' })).toEqual({
		field: 'passphrase',
		code: 'passphrase.not-the-words'
	});
});

test('one of their own is judged, and typed twice', () => {
	const own = (typed: string, again = typed) => checkPassphrase({ kind: 'own', typed, again });
	expect(own('four quiet river stones')).toBeNull();
	expect(own('short')).toEqual({ field: 'passphrase', code: 'passphrase.too-short' });
	expect(own('123456789012')).toEqual({ field: 'passphrase', code: 'passphrase.too-plain' });
	expect(own('four quiet river stones', 'four quiet river stone')).toEqual({
		field: 'again',
		code: 'passphrase.differs'
	});
});

test('nothing typed is said before anything else', () => {
	expect(checkPassphrase({ kind: 'own', typed: ' ', again: '' })).toEqual({
		field: 'passphrase',
		code: 'passphrase.missing'
	});
});
