import { expect, test } from 'vitest';
import { readCases, readCount } from './readCases.ts';

function formOf(fields: readonly (readonly [string, string])[]): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}

test('what was ticked is read, and whatever else was sent is passed over', () => {
	const form = formOf([
		['plan', 'care-plan'],
		['plan', 'no-such-plan'],
		['stage', 'child-in-need'],
		['team', 'Riverside'],
		['team', 'Riverside'],
		['team', ''],
		['by', 'planType'],
		['months', '6']
	]);
	expect(readCases(form)).toEqual({
		stages: ['child-in-need'],
		plans: ['care-plan'],
		teams: ['Riverside'],
		groupsBy: 'planType',
		months: 6
	});
	expect(
		readCases(
			formOf([
				['by', 'none'],
				['months', '900']
			])
		)
	).toMatchObject({ groupsBy: null, months: 60 });
	expect(readCases(new FormData())).toEqual({ stages: [], plans: [], teams: [], groupsBy: null, months: 12 });
});

test.each([
	['25', 25],
	[' 25 ', 25],
	['', null],
	['-1', null],
	['2.5', null],
	['many', null]
])('%j is the number %s', (typed, number) => {
	expect(readCount(formOf([['n', typed]]), 'n')).toBe(number);
});
