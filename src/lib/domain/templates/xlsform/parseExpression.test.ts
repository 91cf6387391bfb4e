import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExpression } from './parseExpression.ts';

test('and binds closer than or, brackets closest', () => {
	expect(parseExpression("${a} = 'x' or ${b} = 'y' and ${c} = 'z'")).toMatchObject({
		kind: 'any',
		parts: [{ left: { name: 'a' } }, { kind: 'all', parts: [{ left: { name: 'b' } }, { left: { name: 'c' } }] }]
	});
	expect(parseExpression("(${a} = 'x' or ${b} = 'y') and ${c} = 'z'")).toMatchObject({ kind: 'all' });
});

test('quotes bent by a word processor, capitals and spaces are no matter', () => {
	expect(parseExpression(' ${ a }=“x” AND NOT( ${b} != ‘y’ ) ')).toEqual(
		parseExpression("${a} = 'x' and not(${b} != 'y')")
	);
});

test.each([
	'',
	'(',
	')',
	'${a',
	"${a} = 'x",
	'${a} = = 3',
	'${a} + 3',
	'. > 3',
	'${a} and',
	'not ${a}',
	'../a = 3',
	'${a}[1] = 2',
	`${'('.repeat(500)}1${')'.repeat(500)}`,
	'1 '.repeat(4000)
])('%j is none of ours', (source) => {
	expect(parseExpression(source)).toBeNull();
});

test('whatever it is given, it answers', () => {
	const pieces = fc.constantFrom(
		'${a}',
		"'x'",
		'3',
		'=',
		'!=',
		'<=',
		'(',
		')',
		',',
		' and ',
		' or ',
		'not',
		'if',
		'-',
		'$',
		'"'
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.array(pieces, { maxLength: 40 }).map((some) => some.join(''))
			),
			(source) => {
				expect(() => parseExpression(source)).not.toThrow();
			}
		)
	);
});
