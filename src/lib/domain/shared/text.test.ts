import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanText, isWellFormed } from './text.ts';

const anyText = fc.string({
	unit: fc.oneof(fc.constantFrom('\u0000', '\ud800', '\udfff', '😀', 'é', 'a', '\n'), fc.string())
});

test.each([
	['a\u0000b', 'ab'],
	['a\ud800b', 'ab'],
	['\udc00', ''],
	['\ud83d\ude00 stays', '\ud83d\ude00 stays'],
	['a\ud83d\ude00\ud83db', 'a\ud83d\ude00b'],
	['tabs\tand\r\nlines stay', 'tabs\tand\r\nlines stay']
])('S1: %j is kept as %j', (typed, kept) => {
	expect(cleanText(typed)).toBe(kept);
});

test('S1: whatever was typed, what is left is well formed, and cleaning it again leaves it', () => {
	fc.assert(
		fc.property(anyText, (typed) => {
			const kept = cleanText(typed);
			expect(isWellFormed(kept)).toBe(true);
			expect(cleanText(kept)).toBe(kept);
			if (isWellFormed(typed)) expect(kept).toBe(typed);
		})
	);
});

test('P1: a NUL or a lone surrogate is found however deep it lies, in names too', () => {
	for (const bad of ['\u0000', 'x\ud800', '\udc00x'])
		for (const holder of [bad, [bad], { a: { b: [1, { c: bad }] } }, { [bad]: 1 }, { a: { [bad]: null } }])
			expect(isWellFormed(holder), JSON.stringify(holder)).toBe(false);
});

test.each([null, undefined, true, 3, '', 'Zoë 😀', [], {}, { a: [1, 'b', { c: null }] }])(
	'P1: %j is well formed',
	(value) => {
		expect(isWellFormed(value)).toBe(true);
	}
);

test('P1: what went through UTF-8 and came back the same is well formed, and nothing else is but for NUL', () => {
	fc.assert(
		fc.property(anyText, (text) => {
			const survives = new TextDecoder().decode(new TextEncoder().encode(text)) === text;
			expect(isWellFormed(text)).toBe((survives || text.startsWith('\ufeff')) && !text.includes('\u0000'));
		})
	);
});
