import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annexALists } from './annexAColumns.ts';
import { aList } from './aSheet.fixture.ts';
import type { Cell, Sheet } from './cells.ts';
import { mapColumns } from './mapColumns.ts';
import { readAnnexA } from './readAnnexA.ts';
import { frameCase, caseDates } from './SamplingFrame.ts';
import { mappableFields } from './suggestMapping.ts';

const takenOn = '2026-11-01';

/** What must never leave the reader, wherever in a file it stands. The spellings are found by `find` below. */
const secrets: readonly Cell[] = [
	'Zebedee Quillfeather',
	'12 Marchbrook Lane',
	'QA1 9ZZ',
	'qa19zz',
	'14/07/2013',
	'2013-07-14',
	'14 July 2013'
];
const find = /zebedee|quillfeather|marchbrook|qa1 ?9zz|2013/i;

/** Every cell of every list that a person could have filled with something personal by a slip of the column. */
const places = annexALists
	.filter((list) => list.number <= 10)
	.flatMap((list) =>
		list.columns.map((column) => ({ list: list.number, header: column.header, kind: column.use.kind }))
	);

/** A team's and a worker's name are kept as written: no reader can tell a wrong name from a right one. */
const isKeptName = (kind: string, secret: Cell) =>
	['team', 'worker', 'adviser'].includes(kind) && /zebedee|marchbrook/i.test(String(secret));
/** Dates that clocks need are kept as dates; they are nobody's birthday by their column. */
const isKeptDate = (kind: string, secret: Cell) => kind === 'date' && /2013/.test(String(secret));

describe('what must never be kept', () => {
	test.each(secrets)('%j leaves the reader from no cell of an Annex A, in no case, count or warning', (secret) => {
		let tried = 0;
		for (const { list, header, kind } of places) {
			if (isKeptName(kind, secret) || isKeptDate(kind, secret)) continue;
			tried += 1;
			const sound = { 'Child Unique ID': '9X-1', 'Date of Birth': '2015-03-12' };
			const sheet = aList(list, [sound, { ...sound, 'Child Unique ID': '9X-2', [header]: secret }]);
			const read = readAnnexA([sheet], takenOn);
			expect(JSON.stringify(read), `list ${list}: ${header}`).not.toMatch(find);
		}
		expect(tried).toBeGreaterThan(80);
	});

	test('a date of birth leaves it as a band of years, from every list', () => {
		for (let list = 1; list <= 10; list += 1) {
			const read = readAnnexA([aList(list, [{ 'Child Unique ID': '9X-1', 'Date of Birth': '2013-07-14' }])], takenOn);
			expect(JSON.stringify(read)).not.toMatch(find);
			expect(read.ok && read.value.cases[0]?.ageBand).toBe('12-15');
		}
	});

	test('a column that nobody knows is not kept, and is told of by its letter', () => {
		const sheet = aList(6, [{ 'Child Unique ID': '9X-1' }]);
		const strange: Sheet = {
			...sheet,
			rows: sheet.rows.map((row, at) => ({ ...row, cells: [...row.cells, at === 0 ? 'Known as' : 'Zebedee'] }))
		};
		const read = readAnnexA([strange], takenOn);
		expect(JSON.stringify(read)).not.toMatch(find);
		expect(read.ok && read.value.warnings.map((warning) => warning.code)).toContain('caseload.column-unknown');
	});

	test('from a mapped report nothing leaves that its field is not made to keep, whatever is mapped to what', () => {
		const keepsNames = ['team', 'worker'];
		const anySecret = fc.constantFrom(...secrets);
		const field = fc.constantFrom(...mappableFields.filter((one) => one !== 'caseRef'));
		fc.assert(
			fc.property(anySecret, field, (secret, one) => {
				if (keepsNames.includes(one) && /zebedee|marchbrook/i.test(String(secret))) return;
				if ((caseDates as readonly string[]).includes(one) && /2013/.test(String(secret))) return;
				const rows = [
					{ row: 1, cells: ['Number', 'Column'] },
					{ row: 2, cells: ['9X-1', secret] }
				];
				const columns = { caseRef: 0, [one]: 1 };
				const read = mapColumns(rows, { columns, stage: 'child-in-need' }, takenOn);
				expect(JSON.stringify(read), one).not.toMatch(find);
			}),
			{ numRuns: 300 }
		);
	});

	test('from where the case number should stand, nothing personal is taken for one', () => {
		for (const secret of secrets) {
			const rows = [
				{ row: 1, cells: ['Number'] },
				{ row: 2, cells: [secret] }
			];
			const read = mapColumns(rows, { columns: { caseRef: 0 }, stage: 'child-in-need' }, takenOn);
			expect(read).toEqual({ ok: false, problem: { code: 'caseload.no-children' } });
		}
	});

	test('a column called by something personal can be mapped to nothing but a band', () => {
		for (const header of ['Child name', 'Surname', 'DOB', 'Home address', 'Postcode', 'NHS number', 'Mother', 'Name']) {
			const rows = [
				{ row: 1, cells: ['Number', header] },
				{ row: 2, cells: ['9X-1', 'Zebedee'] }
			];
			for (const field of mappableFields.filter((one) => one !== 'caseRef')) {
				const read = mapColumns(rows, { columns: { caseRef: 0, [field]: 1 }, stage: 'child-in-need' }, takenOn);
				const isBand = field === 'bornOn' || field === 'age';
				expect(read.ok, `${header} as ${field}`).toBe(isBand);
				expect(JSON.stringify(read)).not.toMatch(find);
			}
		}
	});
});

test('whatever a file holds, every case that comes of it is of the shape that may be kept, and no more', () => {
	const anyCell = fc.oneof(
		fc.constantFrom(...secrets),
		fc.constantFrom<Cell>('#N/A', '', null, true, 0, -1, 1e9, 44_090, 'a) Yes', 'C2: FCO', '9X-7'),
		fc.string(),
		fc.double()
	);
	const anySheet = fc.constantFrom(...annexALists).chain((list) =>
		fc
			.array(fc.array(anyCell, { minLength: list.columns.length, maxLength: list.columns.length }), { maxLength: 6 })
			.map((rows): Sheet => ({
				name: `List ${list.number}`,
				rows: [list.columns.map((one) => one.header) as Cell[], ...rows].map((cells, at) => ({ row: at + 1, cells }))
			}))
	);
	fc.assert(
		fc.property(fc.array(anySheet, { maxLength: 3 }), (sheets) => {
			const read = readAnnexA(sheets, takenOn);
			if (!read.ok) return;
			for (const one of read.value.cases) expect(frameCase.safeParse(one).success, JSON.stringify(one)).toBe(true);
		})
	);
});
