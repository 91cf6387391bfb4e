import { expect, test } from 'vitest';
import { overallChoices } from './overallChoices.ts';

test('what a cap holds says so and cannot be chosen; the suggestion says it is that', () => {
	const tiles = overallChoices(
		[
			{ grade: 'good', choice: 'held', heldBy: [] },
			{ grade: 'requires-improvement', choice: 'as-suggested', heldBy: [] },
			{ grade: 'inadequate', choice: 'below', heldBy: [] }
		],
		true
	);
	expect(tiles.map(({ held, hint }) => held ?? hint)).toEqual([
		'Held by the cap',
		'As suggested',
		'Needs a reason; starts an alert'
	]);
	expect(tiles[0]?.held).toBeDefined();
});

test('while nothing is suggested a tile says nothing, unless it starts an alert', () => {
	const tiles = overallChoices(
		[
			{ grade: 'good', choice: 'free', heldBy: [] },
			{ grade: 'inadequate', choice: 'free', heldBy: [] }
		],
		true
	);
	expect(tiles.map(({ hint }) => hint)).toEqual([undefined, 'Starts an alert']);
});
