import { expect, test } from 'vitest';
import { addDays, type Day } from '../shared/dates.ts';
import { englandAndWales } from './bankHolidays.ts';

test.each(years())('the bank holidays of %i follow the Act, Easter and the proclamations', (year) => {
	const committed = [...englandAndWales.bankHolidays].filter((day) => day.startsWith(`${year}-`));
	expect(committed).toEqual(worked(year).sort());
});

test('a council year has eight bank holidays unless one was added', () => {
	const counts = new Map(years().map((year) => [year, worked(year).length]));
	expect([...counts].filter(([, count]) => count !== 8)).toEqual([
		[2012, 9],
		[2022, 10],
		[2023, 9]
	]);
});

test('no bank holiday falls on a weekend', () => {
	const weekdays = [...englandAndWales.bankHolidays].map(weekday);
	expect(weekdays.filter((day) => day === 0 || day === 6)).toEqual([]);
});

test.each(['2012-06-04', '2012-06-05', '2020-05-08', '2022-06-02', '2022-06-03', '2022-09-19', '2023-05-08'])(
	'%s, set by proclamation, is a bank holiday',
	(day) => expect(englandAndWales.bankHolidays.has(day)).toBe(true)
);

test.each(['2012-05-28', '2020-05-04', '2022-05-30'])('%s was moved, so it is not', (day) =>
	expect(englandAndWales.bankHolidays.has(day)).toBe(false)
);

test('the Easters of the almanac are where the sum puts them', () => {
	expect([2012, 2019, 2024, 2026, 2035].map(easterSunday)).toEqual([
		'2012-04-08',
		'2019-04-21',
		'2024-03-31',
		'2026-04-05',
		'2035-03-25'
	]);
});

function years(): number[] {
	const { firstYearCovered, lastYearCovered } = englandAndWales;
	return Array.from({ length: lastYearCovered - firstYearCovered + 1 }, (_, index) => firstYearCovered + index);
}

const movedSpring: Record<number, Day[]> = {
	2012: ['2012-06-04', '2012-06-05'],
	2022: ['2022-06-02', '2022-06-03', '2022-09-19']
};

function worked(year: number): Day[] {
	return [
		orNextWeekday(`${year}-01-01`),
		addDays(easterSunday(year), -2),
		addDays(easterSunday(year), 1),
		year === 2020 ? '2020-05-08' : firstMonday(`${year}-05-01`),
		...(movedSpring[year] ?? [firstMonday(`${year}-05-25`)]),
		...(year === 2023 ? ['2023-05-08'] : []),
		firstMonday(`${year}-08-25`),
		...christmas(year)
	];
}

/** Christmas and Boxing Day in turn take the next weekday that is free. */
function christmas(year: number): Day[] {
	const boxing = orNextWeekday(`${year}-12-26`);
	const day = orNextWeekday(`${year}-12-25`);
	if (weekday(`${year}-12-25`) === 0) return [`${year}-12-26`, `${year}-12-27`];
	return [day, day === boxing ? addDays(boxing, 1) : boxing];
}

function orNextWeekday(day: Day): Day {
	return weekday(day) % 6 === 0 ? orNextWeekday(addDays(day, 1)) : day;
}

function firstMonday(onOrAfter: Day): Day {
	return weekday(onOrAfter) === 1 ? onOrAfter : firstMonday(addDays(onOrAfter, 1));
}

function weekday(day: Day): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** J.-M. Oudin's algorithm (1940), another than the one that made the data. */
function easterSunday(year: number): Day {
	const century = Math.floor(year / 100);
	const golden = year % 19;
	const k = Math.floor((century - 17) / 25);
	let i = (century - Math.floor(century / 4) - Math.floor((century - k) / 3) + 19 * golden + 15) % 30;
	i -= Math.floor(i / 28) * (1 - Math.floor(i / 28) * Math.floor(29 / (i + 1)) * Math.floor((21 - golden) / 11));
	const j = (year + Math.floor(year / 4) + i + 2 - century + Math.floor(century / 4)) % 7;
	const month = 3 + Math.floor((i - j + 40) / 44);
	const day = i - j + 28 - 31 * Math.floor(month / 4);
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
