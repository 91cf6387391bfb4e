import { expect, test } from 'vitest';
import { ageChoice, ageChoices, ageWords, queryOf, readLoopFilter, withQuery } from './readFilter.ts';

const read = (query: string) => readLoopFilter(new URLSearchParams(query));

test('without a question the list holds every open loop', () => {
	expect(read('')).toEqual({ mine: false, overdue: false, closed: false, choose: false, page: 1 });
});

test('filters are read from the address', () => {
	expect(read('stage=evidence&team=riverside&owner=tom&show=mine&page=3')).toEqual({
		stage: 'evidence',
		team: 'riverside',
		owner: 'tom',
		mine: true,
		overdue: false,
		closed: false,
		choose: false,
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

test('whose loops, and choosing several, are asked in the address too', () => {
	expect(read('whose=team&choose=yes')).toMatchObject({ whose: 'team', choose: true });
	expect(read('whose=moon')).toEqual(read(''));
});

test.each(ageChoices.map(({ value }) => value))('the ages %s can be chosen, and are found again', (age) => {
	const filter = read(`age=${age}`);
	expect(ageChoice(filter)).toBe(age);
	expect(filter).toEqual(read(queryOf(new URLSearchParams(`age=${age}`))));
});

test('ages of one’s own are none of those to choose from', () => {
	expect(ageChoice(read('from=3&upto=5'))).toBe('');
	expect(ageChoice(read(''))).toBe('');
	expect(read('age=moon&from=3')).toMatchObject({ minAge: 3 });
});

test('a list is the same however its address was written, and keeps nothing of the page or of what was done there', () => {
	const query = queryOf(
		new URLSearchParams('page=3&owner=tom&/transfer=&choose=yes&show=overdue&stage=moon&whose=team')
	);
	expect(query).toBe('whose=team&show=overdue&owner=tom');
	expect(queryOf(new URLSearchParams(query))).toBe(query);
	expect(queryOf(new URLSearchParams(''))).toBe('');
});

test('no link of a page that answered a form sends the form again', () => {
	expect(withQuery('/loops', new URLSearchParams('/transfer=&show=mine'), { stage: 'action' })).toBe(
		'/loops?show=mine&stage=action'
	);
});
