import { expect, test } from 'vitest';
import { fileStateWords, sizeWords, stillOnWords } from './evidence.ts';
import { problemWords } from './problems.ts';

test('a file says where it stands; "sent" is said of nothing else', () => {
	const states = [
		{ kind: 'here' },
		{ kind: 'sending', done: 3, parts: 8 },
		{ kind: 'sent' },
		{ kind: 'elsewhere' },
		{ kind: 'refused', code: 'VIRUS' }
	] as const;
	expect(states.map(fileStateWords)).toEqual([
		'On this tablet',
		'Sending 3 of 8',
		'Sent',
		'Not on this tablet',
		'Not taken: a virus was found in it. Remove it and tell whoever looks after your computers'
	]);
});

test('a refusal without words of its own says what can be done', () => {
	expect(fileStateWords({ kind: 'refused', code: 'PART_RANGE' })).toContain('add it again');
});

test('the record says on whose tablet a file still is', () => {
	expect(stillOnWords('Dana Whitlock', '3f2a')).toBe('Still on Dana Whitlock’s tablet (3f2a)');
	expect(stillOnWords('Dana Whitlock', null)).toBe('Still on Dana Whitlock’s tablet');
});

test('sizes are short', () => {
	expect([1, 300, 2_000, 900_000, 2_500_000].map(sizeWords)).toEqual([
		'1 byte',
		'300 bytes',
		'2 KB',
		'879 KB',
		'2.4 MB'
	]);
});

test.each(['too-large', 'wrong-kind', 'unreadable', 'empty'])(
	'a file that is %s has words that say what to do',
	(code) => {
		expect(problemWords({ code: `evidence.${code}` })).toMatch(/Save|Use|Take|Choose/);
	}
);

test('a full tablet says that nothing was added', () => {
	expect(problemWords({ code: 'no-room' })).toContain('was not added');
});
