import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

/** RFC 8785, appendix B: the bits of a double, and how it is written. */
const numbers = [
	['0000000000000000', '0'],
	['8000000000000000', '0'],
	['0000000000000001', '5e-324'],
	['8000000000000001', '-5e-324'],
	['7fefffffffffffff', '1.7976931348623157e+308'],
	['ffefffffffffffff', '-1.7976931348623157e+308'],
	['4340000000000000', '9007199254740992'],
	['c340000000000000', '-9007199254740992'],
	['4430000000000000', '295147905179352830000'],
	['44b52d02c7e14af5', '9.999999999999997e+22'],
	['44b52d02c7e14af6', '1e+23'],
	['44b52d02c7e14af7', '1.0000000000000001e+23'],
	['444b1ae4d6e2ef4e', '999999999999999700000'],
	['444b1ae4d6e2ef4f', '999999999999999900000'],
	['444b1ae4d6e2ef50', '1e+21'],
	['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
	['3eb0c6f7a0b5ed8d', '0.000001'],
	['41b3de4355555553', '333333333.3333332'],
	['41b3de4355555554', '333333333.33333325'],
	['41b3de4355555555', '333333333.3333333'],
	['41b3de4355555556', '333333333.3333334'],
	['41b3de4355555557', '333333333.33333343'],
	['becbf647612f3696', '-0.0000033333333333333333'],
	['43143ff3c1cb0959', '1424953923781206.2']
] as const;

function doubleOf(bits: string): number {
	const bytes = new DataView(new ArrayBuffer(8));
	bytes.setBigUint64(0, BigInt(`0x${bits}`));
	return bytes.getFloat64(0);
}

describe('RFC 8785', () => {
	test.each(numbers)('appendix B: the double %s is written %s', (bits, text) => {
		expect(canonicalJson(doubleOf(bits))).toBe(text);
	});

	test('3.2.2: literals, numbers and strings are written as ECMAScript writes them', () => {
		const given = String.raw`{
			"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
			"string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
			"literals": [null, true, false]
		}`;
		expect(canonicalJson(JSON.parse(given))).toBe(
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
				String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`
		);
	});

	test('3.2.3: members stand in the order of the UTF-16 code units of their names, not of their code points', () => {
		const given = {
			'\u20ac': 'Euro Sign',
			'\r': 'Carriage Return',
			'\ufb33': 'Hebrew Letter Dalet With Dagesh',
			'1': 'One',
			'\ud83d\ude00': 'Emoji: Grinning Face',
			'\u0080': 'Control',
			'\u00f6': 'Latin Small Letter O With Diaeresis'
		};
		expect(
			Object.values(
				JSON.parse(
					`[${canonicalJson(given)
						.slice(1, -1)
						.replace(/"[^"]*":/g, '')}]`
				) as string[]
			)
		).toEqual([
			'Carriage Return',
			'One',
			'Control',
			'Latin Small Letter O With Diaeresis',
			'Euro Sign',
			'Emoji: Grinning Face',
			'Hebrew Letter Dalet With Dagesh'
		]);
	});
});

describe('names that JavaScript treats apart', () => {
	test.each([
		['names of figures stand as texts do, ten before nine', { '9': 1, '10': 2 }, '{"10":2,"9":1}'],
		['capitals stand before small letters', { a: 1, B: 2 }, '{"B":2,"a":1}'],
		['a shorter name stands before one it begins', { ab: 1, a: 2 }, '{"a":2,"ab":1}'],
		['an empty name stands first', { a: 1, '': 2 }, '{"":2,"a":1}'],
		['a member called __proto__ is a member', JSON.parse('{"b":1,"__proto__":2}'), '{"__proto__":2,"b":1}'],
		['what is undefined is no member', { a: undefined, b: null }, '{"b":null}'],
		['what is undefined in a list is null, as JSON has it', [undefined, 1], '[null,1]'],
		['nothing in a list is lost', [[], {}, ''], '[[],{},""]']
	])('%s', (_, value, text) => {
		expect(canonicalJson(value)).toBe(text);
	});
});

/** What can come over the wire: JSON, with names and texts of any characters. */
const anyJson = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });

function shuffled(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shuffled);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, inner]) => [key, shuffled(inner)])
	);
}

describe('whatever is written', () => {
	test('reads as what it was', () => {
		fc.assert(
			fc.property(anyJson, (value) => {
				expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
			})
		);
	});

	test('does not depend on the order in which its members were put together', () => {
		fc.assert(
			fc.property(anyJson, (value) => {
				expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
			})
		);
	});

	test('is the same once it has been over the wire', () => {
		fc.assert(
			fc.property(anyJson, (value) => {
				const text = canonicalJson(value);
				expect(canonicalJson(JSON.parse(text))).toBe(text);
			})
		);
	});

	test('has no white space but inside its texts', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme-ascii' }), (value) => {
				const outside = canonicalJson(value).replace(/"(?:[^"\\]|\\.)*"/g, '""');
				expect(outside).not.toMatch(/\s/);
			})
		);
	});

	test('is as long as JSON itself: nothing is added and nothing left out', () => {
		fc.assert(
			fc.property(anyJson, (value) => {
				expect(canonicalJson(value)).toHaveLength(JSON.stringify(value).length);
			})
		);
	});
});
