import { describe, expect, test } from 'vitest';
import { findPersonalDetail } from './findPersonalDetail.ts';
import { noGivenNames, readGivenNames } from './GivenNames.ts';
import file from './givenNames.json' with { type: 'json' };

const names = readGivenNames(file);
const seen = (text: string) => findPersonalDetail(text, names).map(({ kind, word }) => `${kind}: ${word}`);

describe('one name alone, by the list', () => {
	test.each([
		['The worker spoke with Maisie alone.', ['name: Maisie']],
		['Kai’s plan is out of date.', ['name: Kai']],
		['Home visit: Anne-Marie was out.', ['name: Anne-Marie']],
		['Both Grace and Mark came.', ['name: Grace', 'name: Mark']],
		['Grace said that she likes it there.', ['name: Grace']],
		['Jordan lives with the grandmother.', ['name: Jordan']],
		['spoke to maisie and kian today', ['name: maisie', 'name: kian']],
		['Genogram shows the McAllister family.', ['name: McAllister family']]
	])('%s', (text, found) => {
		expect(seen(text)).toEqual(found);
	});

	test.each([
		'Will the plan hold? May be. Grant agreed, and hope with it.',
		'The family moved to Preston, then to Jordan. Visits in Kent.',
		'St Oliver’s sent a report; so did Kingsley Road Surgery and Grace Street Clinic.',
		'Mark the page. Summer holidays were hard. Rose tinted, in my view.',
		'An amber rating, a will, a grant and a ruby wedding.'
	])('left alone: %s', (text) => {
		expect(seen(text)).toEqual([]);
	});

	test('without the list nothing is said of one word', () => {
		expect(findPersonalDetail('spoke with Maisie', noGivenNames)).toEqual([]);
		expect(findPersonalDetail('spoke with Maisie')).toEqual([]);
	});
});

test('the list is in small letters, each name once, and no name both ways', () => {
	const [plain, also] = [file.names.split(' '), file.words.split(' ')];
	const all = [...plain, ...also];
	expect(new Set(all).size).toBe(all.length);
	expect(all.filter((name) => !/^\p{L}{3,}$/u.test(name) || name !== name.toLowerCase())).toEqual([]);
	expect(all.length).toBeGreaterThan(10_000);
});
