import { expect, test } from 'vitest';
import { caseFilter, type CaseFilter } from '#lib/domain/sampling/SamplingRule.ts';
import { fieldOf, moreFilters, readMore } from './moreFilters.ts';

const read = (query: string) => moreFilters(readMore(new URLSearchParams(query)));

test('every kept column can be filtered by', () => {
	const query =
		'worker=Sam+Okafor&legal=C2&legal=D1&placement=P1&list=8&list=9&uasc=no&disability=yes&alone=no&plans=2&missing=none&moves=3';
	expect(read(query)).toEqual([
		{ column: 'worker', is: ['Sam Okafor'] },
		{ column: 'legalStatus', is: ['C2', 'D1'] },
		{ column: 'placement', is: ['P1'] },
		{ column: 'lists', is: [8, 9] },
		{ column: 'uasc', is: false },
		{ column: 'disability', is: true },
		{ column: 'seenAlone', is: false },
		{ column: 'previousPlans', atLeast: 2 },
		{ column: 'missingEpisodes', atMost: 0 },
		{ column: 'placements', atLeast: 3 }
	]);
});

test('what is not asked, and what makes no sense, filters nothing', () => {
	expect(read('')).toEqual([]);
	expect(read('worker=&legal=&list=12&list=x&list=1.5&uasc=maybe&plans=4&moves=-1')).toEqual([]);
});

test('each filter is one that the domain takes, and its chip takes its own field away', () => {
	const query = new URLSearchParams(
		'worker=A&legal=C2&placement=P1&list=8&uasc=no&disability=yes&alone=no&plans=2&missing=none&moves=3'
	);
	for (const filter of moreFilters(readMore(query))) {
		expect(caseFilter.safeParse(filter).success).toBe(true);
		const without = new URLSearchParams(query);
		without.delete(fieldOf(filter));
		expect(moreFilters(readMore(without))).not.toContainEqual(filter);
		expect(moreFilters(readMore(without))).toHaveLength(9);
	}
});

test('the fields of the filters that are always there', () => {
	const filters: CaseFilter[] = [
		{ column: 'open', is: true },
		{ column: 'stage', is: ['contact'] },
		{ column: 'ageBand', is: ['1-4'] },
		{ column: 'planType', is: ['care-plan'] },
		{ column: 'team', is: ['A'] },
		{ date: 'cppReviewOn' }
	];
	expect(filters.map(fieldOf)).toEqual(['open', 'stage', 'age', 'plan', 'team', 'date']);
});
