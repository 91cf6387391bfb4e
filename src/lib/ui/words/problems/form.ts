import type { ProblemWords } from './ProblemWords.ts';

/** Problems of a single field, said beside it and in the summary in the same words. */
export const formProblems: ProblemWords = {
	'form.missing': ({ what }) => `Write ${what ?? 'something here'}`,
	'form.choose': ({ what }) => `Choose ${what ?? 'one'}`,
	'form.too-long': ({ limit, over }) => `Take out ${over ?? 'some'} characters; the most is ${limit}`,
	'date.missing': () => 'Write the date',
	'date.no-day': () => 'Write the day',
	'date.no-month': () => 'Write the month',
	'date.no-year': () => 'Write the year, in four figures',
	'date.short-year': () => 'Write the year in four figures, like 2026',
	'date.not-a-month': () => 'The month must be 1 to 12, or its name',
	'date.not-a-day': ({ month, days }) => `${month} has ${days} days that year`,
	'date.not-a-number': () => 'Write the date in figures, like 17 3 2026',
	'date.before': ({ limit }) => `The date must be ${limit} or later`,
	'date.after': ({ limit }) => `The date must be ${limit} or earlier`,
	'number.not-a-number': () => 'Write a number in figures',
	'number.not-whole': () => 'Write a whole number',
	'number.too-small': ({ limit }) => `The least is ${limit}`,
	'number.too-large': ({ limit }) => `The most is ${limit}`,
	'file.too-large': ({ name, limit }) => `“${name}” is larger than ${limit} MB`,
	'file.wrong-kind': ({ name, kinds }) => `“${name}” is not ${kinds}`
};
