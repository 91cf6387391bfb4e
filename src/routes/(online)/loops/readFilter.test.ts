import { expect, test } from 'vitest';
import { ageWords, readLoopFilter, withQuery } from './readFilter.ts';

const read = (query: string) => readLoopFilter(new URLSearchParams(query));

test('without a question the list holds every open loop', () => {
	expect(read('')).toEqual({ mine: false, overdue: false, closed: false, page: 1 });
});

test('filters are read from the address', () => {
	expect(read('stage=evidence&team=riverside&owner=tom&show=mine&page=3')).toEqual({
		stage: 'evidence',
		team: 'riverside',
		owner: 'tom',
		mine: true,
		overdue: false,
		closed: false,
		page: 3
	});
});

test('overdue is a tab and a tick', () => {
	expect(read('show=overdue').overdue).toBe(true);
	expect(read('overdue=yes').overdue).toBe(true);
});

test('what is not understood is as if it were not asked', () => {
	expect(read('stage=moon&page=-2&team=')).toEqual(read(''));
	expect(read('page=1e99').page).toBe(1);
	expect(read('page=two').page).toBe(1);
});

test('another question begins at the first page and keeps the others', () => {
	const query = new URLSearchParams('stage=evidence&page=3&team=');
	expect(withQuery('/loops', query, { show: 'mine' })).toBe('/loops?stage=evidence&show=mine');
	expect(withQuery('/loops', query, { stage: null })).toBe('/loops');
	expect(withQuery('/loops', query, { page: '2' })).toBe('/loops?stage=evidence&page=2');
});

test('ages are asked by days, both included', () => {
	expect(read('from=11&upto=20')).toMatchObject({ minAge: 11, maxAge: 20 });
	expect(read('from=x&upto=')).toEqual(read(''));
	expect(ageWords({ minAge: 11, maxAge: 20 })).toBe('11 to 20 days old');
	expect(ageWords({ maxAge: 10 })).toBe('Up to 10 days old');
	expect(ageWords({ minAge: 41 })).toBe('41 days old or more');
});
