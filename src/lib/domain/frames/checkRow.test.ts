import { describe, expect, test } from 'vitest';
import { annexAList } from './annexAColumns.ts';
import { checkRow } from './checkRow.ts';
import { WarningLog } from './dataQuality.ts';
import { emptyListRow, type ListRow } from './listRow.ts';

const takenOn = '2026-11-01';

function told(list: number, known: Partial<ListRow>) {
	const log = new WarningLog();
	checkRow({ ...emptyListRow(list, 7, '9X-1'), ...known }, { list, takenOn, log, date1904: false, isText: false });
	return log.warnings();
}

const codes = (list: number, known: Partial<ListRow>) => told(list, known).map((warning) => warning.code);

describe('an adult in a list of children', () => {
	test.each([1, 2, 3, 4, 5, 6, 7, 8])('is told of in list %d from the nineteenth birthday', (list) => {
		expect(codes(list, { bornOn: '2007-11-02' })).toEqual([]);
		expect(codes(list, { bornOn: '2007-11-01' })).toEqual(['caseload.adult-in-list']);
		expect(codes(list, { age: 18 })).toEqual([]);
		expect(codes(list, { age: 19 })).toEqual(['caseload.adult-in-list']);
	});

	test.each([9, 10])('is none in list %d', (list) => {
		expect(codes(list, { bornOn: '2003-01-01' })).toEqual([]);
	});

	test('the date of birth is believed before the age', () => {
		expect(codes(6, { bornOn: '2015-01-01', age: 40 })).toEqual([]);
	});
});

describe('a date before a birth', () => {
	test('is in order for the ten months that work with an unborn child may take', () => {
		expect(codes(4, { bornOn: '2026-10-28', dates: { assessmentStartedOn: '2026-01-01' } })).toEqual([]);
		expect(codes(4, { bornOn: '2026-10-28', dates: { assessmentStartedOn: '2025-12-31' } })).toEqual([
			'caseload.before-birth'
		]);
	});

	test.each(['lacStartedOn', 'legalStatusOn', 'placementStartedOn'] as const)(
		'%s is not before the day itself',
		(field) => {
			expect(codes(8, { bornOn: '2026-10-01', dates: { [field]: '2026-10-01' } })).toEqual([]);
			expect(codes(8, { bornOn: '2026-10-01', dates: { [field]: '2026-09-30' } })).toEqual(['caseload.before-birth']);
		}
	);

	test('is nothing to remark on where no birth is known', () => {
		expect(codes(8, { age: 3, dates: { lacStartedOn: '1999-01-01' } })).toEqual([]);
	});
});

describe('a date to come', () => {
	test('is told of, but for a conference, which is booked ahead', () => {
		expect(codes(7, { dates: { cppVisitOn: takenOn } })).toEqual([]);
		expect(codes(7, { dates: { cppVisitOn: '2026-11-02' } })).toEqual(['caseload.date-in-future']);
		expect(codes(5, { dates: { conferenceOn: '2026-11-20' } })).toEqual([]);
	});

	test('is told of by Ofsted’s header and the row in the file, never by its value', () => {
		const header = annexAList(7)?.columns.find(({ use }) => use.kind === 'date' && use.field === 'cppVisitOn')?.header;
		const [warning] = told(7, { dates: { cppVisitOn: '2027-05-05' } });
		expect(warning).toEqual({
			code: 'caseload.date-in-future',
			level: 'check',
			list: 7,
			column: header,
			rows: [7],
			count: 1
		});
	});
});

test('every slip of a row is told of, each in its own line', () => {
	const row = { bornOn: '2030-01-01', dates: { lacStartedOn: '2027-01-01', lacReviewOn: '2027-02-01' } };
	expect(codes(8, row).sort()).toEqual([
		'caseload.before-birth',
		'caseload.before-birth',
		'caseload.date-in-future',
		'caseload.date-in-future'
	]);
});

test('a row of which nothing is known is in order', () => {
	for (let list = 1; list <= 10; list += 1) expect(codes(list, {})).toEqual([]);
});
