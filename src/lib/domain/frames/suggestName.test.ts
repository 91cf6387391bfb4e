import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestName } from './suggestName.ts';

const people = [
	{ id: 'sam', name: 'Sam Okafor' },
	{ id: 'jo', name: 'Jo Bell' },
	{ id: 'joan', name: 'Joan Bell' },
	{ id: 'zoe', name: 'Zoë Brontë-Hale' },
	{ id: 'river', name: 'Riverside team' }
];
const suggested = (name: string) => suggestName(name, people)?.id ?? null;

test.each([
	['Okafor, Sam', 'sam'],
	['OKAFOR Sam (Mr)', 'sam'],
	['S Okafor', 'sam'],
	['Okafor S', 'sam'],
	['Sam Okafer', 'sam'],
	['Zoe Bronte Hale', 'zoe'],
	['Riverside', 'river'],
	['Joan Bell', 'joan'],
	['The Riverside Service', 'river']
])('%s is probably %s', (name, id) => expect(suggested(name)).toBe(id));

test.each([['J Bell'], ['Sam Okonkwo'], ['Okafor'], ['S O'], ['Mr'], [''], ['Somebody Else'], ['42']])(
	'%s could be several, or nobody',
	(name) => expect(suggested(name)).toBeNull()
);

test('two of one name are suggested to nobody', () => {
	expect(suggestName('Bell, Jo', [...people, { id: 'jo2', name: 'Jo Bell' }])).toBeNull();
});

test('the order of the candidates makes no difference', () => {
	fc.assert(
		fc.property(
			fc.shuffledSubarray(people),
			fc.constantFrom('Okafor, Sam', 'J Bell', 'Jo Bel', 'Riversid'),
			(some, name) => {
				expect(suggestName(name, [...some].reverse())).toEqual(suggestName(name, some));
			}
		)
	);
});
