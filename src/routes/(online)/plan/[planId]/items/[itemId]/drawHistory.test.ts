import { expect, test } from 'vitest';
import { drawHistory } from './drawHistory.ts';

const at = Date.parse('2026-03-10T16:20:00.000Z');
const one = { by: 'a', at, how: 'typed' as const };

test('what was written at once stands together, each cell with what it was and became', () => {
	const drawn = drawHistory(
		[
			{ ...one, cell: 'progressRag', was: '', now: 'green' },
			{ ...one, cell: 'progress', was: 'Begun', now: 'Done' },
			{ ...one, at: at - 1, cell: 'ref', was: '', now: '1.1', how: 'file' },
			{ ...one, at: at - 1, cell: 'action', was: '', now: 'Write it', how: 'file' }
		],
		{ a: 'Ruth Fenn' },
		'2026-03-12'
	);
	expect(drawn).toEqual([
		{
			what: 'Progress RAG and Progress to date changed',
			rest: ' by Ruth Fenn',
			when: 'Tue 10 March, 16:20',
			at: '2026-03-10T16:20:00.000Z',
			cells: [
				{ name: 'Progress RAG', was: 'nothing', now: 'Green' },
				{ name: 'Progress to date', was: 'Begun', now: 'Done' }
			]
		},
		expect.objectContaining({ what: 'Put into the plan', rest: ' by Ruth Fenn, from a file', cells: [] })
	]);
});

test('what was carried over says so, also of someone who has left', () => {
	const drawn = drawHistory([{ ...one, cell: 'ref', was: '', now: '1.1', how: 'carried' }], {}, '2026-03-12');
	expect(drawn).toMatchObject([{ what: 'Carried over', rest: ' by someone who has left' }]);
});
