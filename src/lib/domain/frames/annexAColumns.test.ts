import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import { adoptersList, annexAList, annexALists, listOfSheet } from './annexAColumns.ts';
import { isHeaderRow, matchHeader, normaliseHeader, placeColumns } from './matchHeaders.ts';
import { WarningLog } from './dataQuality.ts';
import { caseDates } from './SamplingFrame.ts';
import { guessList, isPersonalHeader, suggestMapping } from './suggestMapping.ts';

const headers = annexALists.flatMap((list) =>
	list.columns.map((column) => ({ list, column, name: `list ${list.number}: ${column.header}` }))
);

/** How councils write Ofsted's headers: the words are the same. */
const spellings: readonly (readonly [string, (header: string) => string])[] = [
	['in capitals', (header) => header.toUpperCase()],
	['in small letters', (header) => header.toLowerCase()],
	['with spaces doubled and around', (header) => `  ${header.replaceAll(' ', '  ')} `],
	['with hard spaces', (header) => header.replaceAll(' ', '\u00a0')],
	['with a line inside', (header) => header.replace(' ', '\n')],
	['with underscores', (header) => header.replaceAll(' ', '_')],
	['with a colon after', (header) => `${header}:`],
	['with curly quotes', (header) => header.replaceAll("'", '’')]
];

test('there are eleven lists, numbered from one', () => {
	expect(annexALists.map((list) => list.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
	for (const list of annexALists) expect(annexAList(list.number)).toBe(list);
	for (const number of [0, 12, -1, 1.5]) expect(annexAList(number)).toBeNull();
});

describe.each(annexALists)('list $number', (list) => {
	test('names each column once, however it is spelt, and has one that says which child', () => {
		const names = list.columns.map((column) => normaliseHeader(column.header));
		expect(new Set(names).size).toBe(names.length);
		expect(list.columns.filter((column) => column.use.kind === 'caseRef')).toHaveLength(1);
		expect(list.columns.find((column) => column.use.kind === 'caseRef')?.required).toBe(true);
	});

	test('knows each of its own headers exactly, and as that column alone', () => {
		for (const column of list.columns) expect(matchHeader(list, column.header)).toEqual({ column, exact: true });
	});

	test.each(spellings)('knows them %s too, with a note', (_, spell) => {
		for (const column of list.columns) {
			const spelt = spell(column.header);
			const match = must(matchHeader(list, spelt), spelt);
			expect(match.column.header).toBe(column.header);
			expect(match.exact).toBe(spelt === column.header);
		}
	});

	test('finds its columns wherever they stand, and says nothing of a tidy header', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray([...list.columns], { minLength: list.columns.length }), (columns) => {
				const log = new WarningLog();
				const placed = placeColumns(list, { row: 1, cells: columns.map((one) => one.header) }, log);
				expect(placed.map((one) => one.column)).toEqual(columns);
				expect(log.warnings()).toEqual([]);
			}),
			{ numRuns: 20 }
		);
	});

	test('says which of the columns it must have are missing, each by Ofsted’s name, and no other', () => {
		fc.assert(
			fc.property(fc.subarray([...list.columns]), (columns) => {
				const log = new WarningLog();
				placeColumns(list, { row: 1, cells: columns.map((one) => one.header) }, log);
				const missing = log.warnings().filter((warning) => warning.code === 'caseload.column-missing');
				const wanted = list.columns.filter((one) => one.required && !columns.includes(one)).map((one) => one.header);
				expect(missing.map((warning) => warning.column).sort()).toEqual([...wanted].sort());
			}),
			{ numRuns: 20 }
		);
	});

	test('is told from data: a row of what children’s rows hold is no header', () => {
		expect(
			isHeaderRow(
				list,
				list.columns.map((one) => one.header)
			)
		).toBe(true);
		expect(isHeaderRow(list, ['9X-1', 'b) Female', '2015-03-12', 11, 'North', 'Ruth Fenn'])).toBe(false);
	});

	test('is guessed from its headers alone, in whatever order', () => {
		const cells = list.columns.map((one) => one.header).reverse();
		const guessed = guessList([{ row: 1, cells }]);
		expect(guessed).toBe(list.number);
	});
});

test.each(headers.filter(({ column }) => column.use.kind === 'born'))(
	'a date of birth is personal: $name',
	({ column }) => {
		expect(isPersonalHeader(column.header)).toBe(true);
	}
);

test('nothing that is kept as text stands under a header that is personal', () => {
	const kept = headers.filter(({ column }) => ['team', 'worker', 'caseRef'].includes(column.use.kind));
	expect(kept.length).toBeGreaterThan(10);
	for (const { column, list } of kept)
		if (list.number !== adoptersList) expect(isPersonalHeader(column.header), column.header).toBe(false);
});

test('every date that is kept comes with a list, but the permanence plan’s, which only a mapped report brings', () => {
	const brought = new Set(headers.flatMap(({ column }) => (column.use.kind === 'date' ? [column.use.field] : [])));
	expect(caseDates.filter((date) => !brought.has(date))).toEqual(['permanencePlanOn']);
});

test('no list brings the same date from two of its columns', () => {
	for (const list of annexALists) {
		const fields = list.columns.flatMap(({ use }) => (use.kind === 'date' && use.field !== null ? [use.field] : []));
		expect(new Set(fields).size, `list ${list.number}`).toBe(fields.length);
	}
});

test.each([
	['List 1', 1],
	['list 10', 10],
	['List 11', 11],
	['Guidance', null],
	['', null],
	['List 12', null]
])('the sheet %j is list %j', (name, number) => {
	expect(annexAList(listOfSheet(name) ?? 0)?.number ?? null).toBe(number);
});

test('a mapping is never suggested from one column to two fields', () => {
	fc.assert(
		fc.property(fc.shuffledSubarray(headers.map(({ column }) => column.header)), (cells) => {
			const used = Object.values(suggestMapping({ row: 1, cells }));
			expect(new Set(used).size).toBe(used.length);
			for (const index of used) expect(index).toBeLessThan(cells.length);
		})
	);
});
