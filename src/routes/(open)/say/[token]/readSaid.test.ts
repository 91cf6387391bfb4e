import { expect, test } from 'vitest';
import { readSaid } from './readSaid.ts';

function read(given: Record<string, string>, asks: 'parent' | 'partner' = 'parent') {
	const form = new FormData();
	for (const [name, value] of Object.entries(given)) form.set(name, value);
	return readSaid(asks, form);
}

test('answers to the questions that were put, and their words', () => {
	expect(read({ respected: 'yes', 'got-help': 'no', words: ' Ring back.\r\nPlease. ' })).toMatchObject({
		ok: true,
		words: {
			said: [
				{ about: 'respected', value: 'yes' },
				{ about: 'got-help', value: 'no' }
			],
			text: 'Ring back.\nPlease.'
		}
	});
});

test('what was not asked, or is no answer, is left out', () => {
	expect(read({ informed: 'yes', respected: 'maybe', safer: '1', from: 'child' })).toMatchObject({
		ok: true,
		words: { said: [], text: '' }
	});
	expect(read({ informed: 'yes' }, 'partner')).toMatchObject({
		words: { said: [{ about: 'informed', value: 'yes' }] }
	});
});

test('words that are too long are given back to be shortened, with the answers', () => {
	expect(read({ respected: 'yes', words: 'x'.repeat(2_001) })).toMatchObject({
		ok: false,
		typed: { given: { respected: 'yes' } }
	});
	expect(read({ words: 'x'.repeat(2_000) }).ok).toBe(true);
});

test('what no database takes is mended', () => {
	expect(read({ words: 'a\u0000b\ud800' })).toMatchObject({ words: { text: 'ab\ufffd' } });
});
