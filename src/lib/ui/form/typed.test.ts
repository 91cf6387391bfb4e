import { describe, expect, test } from 'vitest';
import { findPeople } from './findPeople.ts';
import { boxOf, noDate, readDate, splitDate, typedFrom } from './readDate.ts';
import { readNumber } from './readNumber.ts';

const date = (day: string, month: string, year: string) => readDate({ day, month, year });
const codeOf = (result: ReturnType<typeof readDate>) => (result.ok ? result.value : result.problem.code);

describe('a typed date', () => {
	test.each([
		['17', '3', '2026', '2026-03-17'],
		[' 7 ', '03', '2026', '2026-03-07'],
		['17', 'March', '2026', '2026-03-17'],
		['17', 'sept', '2026', '2026-09-17'],
		['29', '2', '2028', '2028-02-29']
	])('%s %s %s', (day, month, year, expected) => {
		expect(date(day, month, year)).toEqual({ ok: true, value: expected });
	});

	test.each([
		['', '3', '2026', 'date.no-day'],
		['17', '', '2026', 'date.no-month'],
		['17', '3', '', 'date.no-year'],
		['17', '3', '26', 'date.short-year'],
		['17', '13', '2026', 'date.not-a-month'],
		['17', 'ma', '2026', 'date.not-a-month'],
		['x', '3', '2026', 'date.not-a-number'],
		['29', '2', '2026', 'date.not-a-day'],
		['0', '2', '2026', 'date.not-a-day']
	])('%s %s %s is %s', (day, month, year, code) => {
		expect(codeOf(date(day, month, year))).toBe(code);
	});

	test('nothing typed is no date, and no mistake', () => {
		expect(readDate(noDate)).toEqual({ ok: true, value: null });
	});

	test('the problem says how long the month is', () => {
		const read = date('31', '6', '2026');
		expect(read.ok ? null : read.problem.facts).toEqual({ month: 'June', days: 30 });
	});

	test.each([
		['date.no-month', 'month'],
		['date.short-year', 'year'],
		['date.not-a-day', 'day']
	] as const)('%s is about the %s', (code, box) => {
		expect(boxOf(code)).toBe(box);
	});

	test.each(['17/3/2026', '17.3.2026', '17 3 2026', '17th March 2026', '2026-03-17', '17-mar-2026'])(
		'%s is taken apart',
		(text) => {
			const typed = splitDate(text);
			expect(typed && readDate(typed)).toEqual({ ok: true, value: '2026-03-17' });
		}
	);

	test('half a date is not taken apart', () => {
		expect(splitDate('17')).toBeNull();
		expect(splitDate('17/3')).toBeNull();
	});

	test('a day goes back into its boxes without noughts before it', () => {
		expect(typedFrom('2026-03-07')).toEqual({ day: '7', month: '3', year: '2026' });
		expect(typedFrom(null)).toEqual(noDate);
	});
});

describe('a typed number', () => {
	test.each([
		['12', 12],
		[' 1,200 ', 1200],
		['-3', -3],
		['', null]
	])('%s', (typed, value) => {
		expect(readNumber(typed)).toEqual({ ok: true, value });
	});

	test.each([
		['twelve', {}, 'number.not-a-number'],
		['1.5', {}, 'number.not-whole'],
		['0', { min: 1 }, 'number.too-small'],
		['21', { max: 20 }, 'number.too-large']
	])('%s', (typed, bounds, code) => {
		const read = readNumber(typed, bounds);
		expect(read.ok ? null : read.problem.code).toBe(code);
	});

	test('a decimal is taken where it is wanted', () => {
		expect(readNumber('1.5', { whole: false })).toEqual({ ok: true, value: 1.5 });
	});
});

describe('finding a person', () => {
	const people = [
		{ id: '1', name: 'Priya Raman', about: 'Team manager, Riverside' },
		{ id: '2', name: 'Zoë O’Connell', about: 'Head of service' }
	];
	const found = (typed: string) => findPeople(people, typed).map(({ id }) => id);

	test('by the beginning of any word, in any order', () => {
		expect(found('ram pri')).toEqual(['1']);
		expect(found('riv')).toEqual(['1']);
		expect(found('iya')).toEqual([]);
	});

	test('without its accents and marks', () => {
		expect(found('zoe oconnell')).toEqual(['2']);
		expect(found('zoe o’con')).toEqual(['2']);
	});

	test('nothing typed shows everyone', () => {
		expect(found('  ')).toEqual(['1', '2']);
	});
});
