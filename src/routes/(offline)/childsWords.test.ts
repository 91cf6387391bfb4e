import { expect, test } from 'vitest';
import { readChildsWords, writeChildsWords } from './childsWords.ts';

test('what a child tapped and typed comes back as it was', () => {
	const given = { faces: { safer: '2', agrees: '5' }, words: 'I like “Mondays”\nand nothing else.' };
	expect(readChildsWords(writeChildsWords(given))).toEqual(given);
});

test.each([null, '', 'x{', '[]', '{"faces":{"safer":3},"words":""}', '{"words":""}'])(
	'of %j there is nothing',
	(draft) => {
		expect(readChildsWords(draft)).toEqual({ faces: {}, words: '' });
	}
);
