import { expect, test } from 'vitest';
import { aCase } from './aCase.fixture.ts';
import { countCases } from './countCases.ts';

const cases = [
	aCase('9X-1', { lists: [6, 7], stage: 'child-protection', team: 'North', worker: 'Ruth Fenn' }),
	aCase('9X-2', { lists: [6], team: 'North', worker: 'Dana Whitlock' }),
	aCase('9X-3', { lists: [6], team: 'North', worker: 'Ruth Fenn', open: false }),
	aCase('9X-4', { lists: [1], stage: 'contact', open: false })
];

test('children are counted by list, and rows beside them', () => {
	const { lists } = countCases(cases, [{ list: 6, rows: 5, kept: 4 }]);
	expect(lists).toEqual([{ list: 6, rows: 5, kept: 4, children: 3 }]);
});

test('teams come largest first, with their open cases and workers, and no team comes last', () => {
	expect(countCases(cases).teams).toEqual([
		{ team: 'North', children: 3, open: 2, workers: 2 },
		{ team: null, children: 1, open: 0, workers: 0 }
	]);
});

test('stages come in the order of the journey, and only those there are', () => {
	expect(countCases(cases)).toMatchObject({
		children: 4,
		open: 2,
		stages: [
			{ stage: 'contact', children: 1, open: 0 },
			{ stage: 'child-in-need', children: 2, open: 1 },
			{ stage: 'child-protection', children: 1, open: 1 }
		]
	});
});
