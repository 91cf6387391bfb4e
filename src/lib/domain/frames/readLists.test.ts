import { expect, test } from 'vitest';
import { aList } from './aSheet.fixture.ts';
import type { Cell, Sheet } from './cells.ts';
import { WarningLog } from './dataQuality.ts';
import { readLists } from './readLists.ts';

const takenOn = '2026-11-01';

function read(...sheets: Sheet[]) {
	const log = new WarningLog();
	const { rows, tallies } = readLists(sheets, takenOn, log);
	return {
		rows,
		tallies,
		warnings: log.warnings(),
		told: log.warnings().map(({ code, column, rows: at }) => [code, column, at])
	};
}

const contact = (values: Record<string, Cell>) => aList(1, [{ 'Child Unique ID': '9X-1', ...values }]);

test('a tidy list is read without a word', () => {
	const { rows, told } = read(contact({}));
	expect(told).toEqual([]);
	expect(rows).toMatchObject([
		{ list: 1, row: 2, caseRef: '9X-1', bornOn: '2015-03-12', age: 11, dates: { contactOn: '2026-09-01' } }
	]);
});

test('each of the eleven lists is read without a word when it is tidy, and adopters are left out', () => {
	for (let list = 1; list <= 10; list += 1) {
		const born = list === 9 ? '2005-01-01' : '2015-03-12';
		expect(read(aList(list, [{ 'Child Unique ID': '9X-1', 'Date of Birth': born }])).told).toEqual([]);
	}
	const adopters = read(aList(11, [{ 'Individual adopter identifier': '9X-A1', Disability: 'b) No' }]));
	expect(adopters.told).toEqual([['caseload.adopters-left-out', null, []]]);
	expect(adopters.rows).toEqual([]);
	expect(adopters.tallies).toEqual([{ list: 11, rows: 1, kept: 0 }]);
});

test('a decimal age is floored with a note', () => {
	const { rows, told } = read(contact({ 'Age of Child (Years)': 11.6194 }));
	expect(rows[0]?.age).toBe(11);
	expect(told).toEqual([['caseload.age-decimal', 'Age of Child (Years)', [2]]]);
});

test('#N/A in team and worker is nobody', () => {
	const { rows, warnings } = read(
		aList(3, [{ 'Child Unique ID': '9X-1', 'Allocated Team': '#N/A', 'Allocated Worker': '#N/A' }])
	);
	expect(rows[0]).toMatchObject({ team: null, worker: null });
	expect(warnings.map(({ code, column }) => [code, column])).toEqual([
		['caseload.not-available', 'Allocated Team'],
		['caseload.not-available', 'Allocated Worker']
	]);
});

test('a non-breaking space inside a name is a space, so that one worker is not two', () => {
	const { rows, told } = read(aList(3, [{ 'Child Unique ID': '9X-1', 'Allocated Worker': 'Ruth\u00a0Fenn' }]));
	expect(rows[0]?.worker).toBe('Ruth Fenn');
	expect(told).toEqual([['caseload.space-in-text', 'Allocated Worker', [2]]]);
});

test('a missing required cell is a warning and never a rejection', () => {
	const { rows, told } = read(contact({ Ethnicity: null, 'Date of Contact': '  ' }));
	expect(rows).toHaveLength(1);
	expect(told).toEqual([
		['caseload.cell-missing', 'Ethnicity', [2]],
		['caseload.cell-missing', 'Date of Contact', [2]]
	]);
});

test('a missing date of birth is reported, a missing age is not', () => {
	expect(read(contact({ 'Date of Birth': null })).told).toEqual([['caseload.born-missing', 'Date of Birth', [2]]]);
	expect(read(contact({ 'Age of Child (Years)': null })).told).toEqual([]);
});

test('codes worded otherwise are noted, and codes of another system are reported', () => {
	expect(read(contact({ Gender: 'Female' })).told).toEqual([['caseload.code-loose', 'Gender', [2]]]);
	const need = aList(6, [
		{ 'Child Unique ID': '9X-1', 'Primary Need Code': 'PSRMEM - Support with memory and cognition' }
	]);
	expect(read(need).told).toEqual([['caseload.code-unknown', 'Primary Need Code', [2]]]);
});

test('a protection plan from before birth is valid', () => {
	const baby = { 'Child Unique ID': '9X-1', 'Date of Birth': '2026-08-01', 'Age of Child (Years)': 0 };
	expect(read(aList(7, [{ ...baby, 'Child Protection Plan Start Date': '2026-05-20' }])).told).toEqual([]);
});

test('care from eight years before birth is reported, and imported', () => {
	const { rows, told } = read(
		aList(8, [{ 'Child Unique ID': '9X-1', 'Date Started to be Looked After': '2007-03-12' }])
	);
	expect(rows[0]?.dates.lacStartedOn).toBe('2007-03-12');
	expect(told).toEqual([['caseload.before-birth', 'Date Started to be Looked After', [2]]]);
});

test('a twenty-two-year-old in a list of children is reported, and in the list of care leavers is not', () => {
	const grown = { 'Child Unique ID': '9X-1', 'Date of Birth': '2004-01-01' };
	expect(read(aList(4, [grown])).told).toEqual([['caseload.adult-in-list', null, [2]]]);
	expect(read(aList(9, [grown])).told).toEqual([]);
});

test('a postcode that is none is reported by its row, and no postcode is kept', () => {
	const { rows, told } = read(
		aList(8, [
			{ 'Child Unique ID': '9X-1', 'Placement postcode': 'nope' },
			{ 'Child Unique ID': '9X-2', 'Placement postcode': 'QB2 3CD' }
		])
	);
	expect(told).toEqual([['caseload.postcode-unusable', 'Placement postcode', [2]]]);
	expect(JSON.stringify(rows)).not.toMatch(/nope|QB2/);
});

test('dates may be days of a spreadsheet, British or ISO text; the typed ones are noted, the unreadable reported', () => {
	expect(read(contact({ 'Date of Contact': 46_266 })).rows[0]?.dates.contactOn).toBe('2026-09-01');
	expect(read(contact({ 'Date of Contact': '01/09/2026' })).told).toEqual([
		['caseload.date-as-text', 'Date of Contact', [2]]
	]);
	expect(read(contact({ 'Date of Contact': '2026-09-01' })).told).toEqual([]);
	expect(read({ ...contact({ 'Date of Contact': '01/09/2026' }), isText: true }).told).toEqual([]);
	expect(read(contact({ 'Date of Contact': 'last week' })).told).toEqual([
		['caseload.date-unreadable', 'Date of Contact', [2]]
	]);
	expect(
		read({ ...contact({ 'Date of Contact': 44_804, 'Date of Birth': null }), date1904: true }).rows[0]?.dates.contactOn
	).toBe('2026-09-01');
});

test('a date after the day of the caseload is reported, but a conference may be booked', () => {
	expect(read(contact({ 'Date of Contact': '2026-12-01' })).told).toEqual([
		['caseload.date-in-future', 'Date of Contact', [2]]
	]);
	expect(
		read(aList(5, [{ 'Child Unique ID': '9X-1', 'Date of Initial Child Protection Conference': '2026-11-10' }])).told
	).toEqual([]);
});

test('blank rows between rows are counted and skipped, those at the end are not', () => {
	const [header, first] = contact({}).rows;
	if (header === undefined || first === undefined) throw new Error('no rows');
	const sheet = {
		name: 'List 1',
		rows: [
			header,
			first,
			{ row: 3, cells: [null, ' '] },
			{ ...first, row: 7 },
			{ row: 8, cells: [] },
			{ row: 9000, cells: [''] }
		]
	};
	const { told, warnings, tallies } = read(sheet);
	expect(told).toEqual([['caseload.row-blank', null, [3]]]);
	expect(warnings[0]?.count).toBe(4);
	expect(tallies).toEqual([{ list: 1, rows: 2, kept: 2 }]);
});

test('a row without a case number, or with something else in its place, is left out and counted', () => {
	const { rows, told } = read(
		aList(1, [{ 'Child Unique ID': null }, { 'Child Unique ID': 'Alex Example' }, { 'Child Unique ID': '9X-1' }])
	);
	expect(rows.map(({ caseRef }) => caseRef)).toEqual(['9X-1']);
	expect(told).toEqual([
		['caseload.case-number-missing', null, [2]],
		['caseload.case-number-unusable', null, [3]]
	]);
});

test('headers repeated down the sheet are no child', () => {
	const sheet = contact({});
	const header = sheet.rows[0]?.cells ?? [];
	const { rows, told } = read({ ...sheet, rows: [...sheet.rows, { row: 3, cells: header }] });
	expect(rows).toHaveLength(1);
	expect(told).toEqual([['caseload.header-repeated', null, [3]]]);
});

test('columns may stand in any order among others', () => {
	const sheet = contact({});
	const turned = {
		...sheet,
		rows: sheet.rows.map(({ row, cells }) => ({ row, cells: ['strange', ...cells.toReversed()] }))
	};
	const { rows, told } = read(turned);
	expect(rows[0]).toMatchObject({ caseRef: '9X-1', age: 11, dates: { contactOn: '2026-09-01' } });
	expect(told).toEqual([['caseload.column-unknown', 'A', [1]]]);
});

test('the older list 9 with thirteen columns is read, and what it lacks is said', () => {
	const sheet = aList(9, [{ 'Child Unique ID': '9X-1', 'Date of Birth': '2005-01-01' }]);
	const added = new Set([5, 9, 11, 13]);
	const old = {
		...sheet,
		rows: sheet.rows.map(({ row, cells }) => ({ row, cells: cells.filter((_, at) => !added.has(at)) }))
	};
	const { rows, told } = read(old);
	expect(rows[0]).toMatchObject({ caseRef: '9X-1', worker: 'Ruth Fenn' });
	expect(told.map(([code, column]) => [code, String(column).slice(0, 13)])).toEqual([
		['caseload.column-missing', 'Unaccompanied'],
		['caseload.column-missing', 'Allocated Per']
	]);
});

test('only some sheets is normal; sheets that are no list, a list twice and a list without headers are left out', () => {
	const { tallies, told } = read(
		contact({}),
		{ ...contact({}), name: 'List 1 (2)' },
		{ name: 'Front page', rows: [] },
		{ name: 'List 2', rows: [{ row: 1, cells: ['9X-1', 'b) Female'] }] },
		aList(3, [])
	);
	expect(tallies).toEqual([
		{ list: 1, rows: 1, kept: 1 },
		{ list: 3, rows: 0, kept: 0 }
	]);
	expect(told.map(([code]) => code)).toEqual([
		'caseload.sheet-ignored',
		'caseload.list-repeated',
		'caseload.header-not-found',
		'caseload.list-empty'
	]);
});

test('a worker of a care leaver is the allocated one, else the personal adviser', () => {
	const leaver = { 'Child Unique ID': '9X-1', 'Date of Birth': '2005-01-01' };
	expect(read(aList(9, [leaver])).rows[0]?.worker).toBe('Ruth Fenn');
	expect(read(aList(9, [{ ...leaver, 'Allocated Worker': null }])).rows[0]?.worker).toBe('Dana Whitlock');
});

test('ten thousand bad cells are one warning with a count and the first rows', () => {
	const { warnings } = read(
		aList(
			1,
			Array.from({ length: 100 }, (_, at) => ({ 'Child Unique ID': `9X-${at + 1}`, Gender: null }))
		)
	);
	expect(warnings).toHaveLength(1);
	expect(warnings[0]).toMatchObject({
		code: 'caseload.cell-missing',
		level: 'check',
		list: 1,
		column: 'Gender',
		count: 100
	});
	expect(warnings[0]?.rows).toEqual(Array.from({ length: 20 }, (_, at) => at + 2));
});

test('formulas that were never worked out are reported by row', () => {
	expect(read({ ...contact({}), unworkedRows: [2] }).told).toEqual([['caseload.formula-without-value', null, [2]]]);
});

test('a date or a postcode where a team or a worker should be is not kept', () => {
	const slipped = { 'Child Unique ID': '9X-1', 'Allocated Team': 'QA1 2BC', 'Allocated Worker': '2015-03-12' };
	const { rows, told } = read(aList(3, [slipped]));
	expect(rows[0]).toMatchObject({ team: null, worker: null });
	expect(told.map(([code, column]) => [code, column])).toEqual([
		['caseload.text-not-kept', 'Allocated Team'],
		['caseload.text-not-kept', 'Allocated Worker']
	]);
});
