import type { Day } from '../shared/dates.ts';

/**
 * Bank holidays in England and Wales. Source: gov.uk, "UK bank holidays" (www.gov.uk/bank-holidays), which prints
 * about two years ahead; the years after `lastYearPublished` follow the Banking and Financial Dealings Act 1971 and the
 * usual proclamations, and a day for a royal event may yet be added to them.
 *
 * Moved or added by proclamation: 4 and 5 June 2012 (Diamond Jubilee), 8 May 2020 (VE Day, moved from the 4th),
 * 2 and 3 June 2022 (Platinum Jubilee), 19 September 2022 (funeral of the Queen), 8 May 2023 (Coronation).
 */
const bankHolidaysByYear: Readonly<Record<number, string>> = {
	2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
	2013: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
	2014: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
	2015: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
	2016: '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27',
	2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
	2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
	2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
	2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
	2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
	2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
	2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
	2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
	2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
	2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
	2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
	2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
	2029: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
	2030: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
	2031: '01-01 04-11 04-14 05-05 05-26 08-25 12-25 12-26',
	2032: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
	2033: '01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27',
	2034: '01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26',
	2035: '01-01 03-23 03-26 05-07 05-28 08-27 12-25 12-26'
};

export type WorkingCalendar = {
	readonly source: string;
	readonly firstYearCovered: number;
	/** After this year a count of working days leaves bank holidays out of account, and says so. */
	readonly lastYearCovered: number;
	readonly lastYearPublished: number;
	readonly bankHolidays: ReadonlySet<Day>;
};

export const englandAndWales: WorkingCalendar = {
	source: 'gov.uk, UK bank holidays, England and Wales',
	firstYearCovered: 2012,
	lastYearCovered: 2035,
	lastYearPublished: 2027,
	bankHolidays: new Set(
		Object.entries(bankHolidaysByYear).flatMap(([year, days]) => days.split(' ').map((day) => `${year}-${day}`))
	)
};
