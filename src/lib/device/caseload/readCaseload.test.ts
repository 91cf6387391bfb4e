import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import type { FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import { frameCase } from '#lib/domain/frames/SamplingFrame.ts';
import { annexAWorkbook } from '#lib/server/council/annexAWorkbook.ts';
import { aContact, aWorkbook, contactHeaders, fileOf, zipOf } from './aWorkbook.fixture.ts';
import { readLimits } from './limits.ts';
import type { ReadProgress } from './readCaseload.ts';
import { describeCsv, readCaseload } from './readCaseload.ts';

const takenOn = '2026-11-01';

async function codeOf(...files: File[]): Promise<string> {
	const read = await readCaseload({ files, takenOn });
	return read.ok ? 'read' : read.problem.code;
}

async function caseloadOf(files: File[], on = takenOn) {
	const read = await readCaseload({ files, takenOn: on });
	if (!read.ok) throw new Error(read.problem.code);
	return read.value;
}

const wide = (text: string) => new Uint8Array([...text].flatMap((letter) => [letter.charCodeAt(0), 0]));
const compound = (name: string) =>
	new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(504).fill(0), ...wide(name)]);

test('each kind of wrong file has an answer of its own', async () => {
	expect(await codeOf()).toBe('caseload.no-file');
	expect(await codeOf(fileOf('', 'a.xlsx'))).toBe('caseload.empty-file');
	expect(await codeOf(fileOf('hello, this is text', 'renamed.xlsx'))).toBe('caseload.not-a-workbook');
	expect(await codeOf(fileOf(compound('EncryptedPackage'), 'secret.xlsx'))).toBe('caseload.encrypted');
	expect(await codeOf(fileOf(compound('Workbook'), 'old.xls'))).toBe('caseload.old-format');
	expect(await codeOf(fileOf(new Uint8Array([0x25, 0x50, 0x44, 0x46]), 'a.pdf'))).toBe('caseload.not-a-workbook');
	expect(await codeOf(zipOf({ 'word/document.xml': '<w/>' }, 'letter.docx'))).toBe('caseload.not-a-workbook');
	expect(await codeOf(aWorkbook({ Sheet1: {} }))).toBe('caseload.no-lists');
	expect(await codeOf(aWorkbook({ 'List 1': { rows: [contactHeaders] } }))).toBe('caseload.no-children');
	expect(await codeOf(fileOf(new Uint8Array([0, 1, 2, 3]), 'a.csv'))).toBe('caseload.csv-not-text');
	expect(await codeOf(fileOf('a,"b', 'a.csv'))).toBe('caseload.csv-unfinished-quote');
	expect(await codeOf(fileOf('Case Number,Team\n9X-1,North', 'report.csv'))).toBe('caseload.columns-unmapped');
});

test('a file beyond the limit is refused before a byte of it is read', async () => {
	const files = [aWorkbook({ 'List 1': { rows: [contactHeaders] } })];
	const read = await readCaseload({ files, takenOn }, { limits: { ...readLimits, fileBytes: 100 } });
	expect(read).toMatchObject({ problem: { code: 'caseload.too-large', facts: { megabytes: 1, limit: 1 } } });
});

test('a workbook of one list is a caseload', async () => {
	const { cases, counts } = await caseloadOf([
		aWorkbook({ 'List 1': { rows: [contactHeaders, aContact('9X-1'), aContact('9X-2')] } })
	]);
	expect(cases.map(({ caseRef, ageBand, stage }) => [caseRef, ageBand, stage])).toEqual([
		['9X-1', '8-11', 'contact'],
		['9X-2', '8-11', 'contact']
	]);
	expect(counts.lists).toEqual([{ list: 1, rows: 2, kept: 2, children: 2 }]);
});

const csvOf = (rows: readonly (readonly unknown[])[], separator = ',') =>
	rows.map((row) => row.join(separator)).join('\r\n');
const needs = [
	[
		'Child Unique ID',
		'Gender',
		'Ethnicity',
		'Date of Birth',
		'Age',
		'Does the Child have a Disability',
		'CIN Start Date',
		'Primary Need Code',
		'Date Child Was Last Seen',
		'CIN Closure Date',
		'Reason for Closure',
		'Case Status',
		'Allocated Team',
		'Allocated Worker'
	],
	[
		'9X-1',
		'b) Female',
		'a) WBRI',
		'12/03/2015',
		'11',
		'b) No',
		'01/02/2026',
		'N1 - Abuse or neglect',
		'20/10/2026',
		'',
		'',
		'c) Child in need plan',
		'Zoë’s team',
		'Ruth Fenn'
	]
];

test('lists may come as CSV files, known by their names or by their headers', async () => {
	const contacts = fileOf(
		`\ufeff${csvOf([contactHeaders, ['9X-1', 'b) Female', 'a) WBRI', '12/03/2015', '11.2', '01/09/2026', 'q) 6: Police']])}`,
		'LIST_01.csv'
	);
	const need = fileOf(csvOf(needs, ';'), 'export.csv');
	const { cases, counts, warnings } = await caseloadOf([contacts, need]);
	expect(cases).toMatchObject([
		{
			caseRef: '9X-1',
			lists: [1, 6],
			stage: 'child-in-need',
			team: 'Zoë’s team',
			ageBand: '8-11',
			dates: { contactOn: '2026-09-01', cinSeenOn: '2026-10-20' }
		}
	]);
	expect(counts.lists.map(({ list }) => list)).toEqual([1, 6]);
	expect(warnings.map(({ code }) => code)).toEqual(['caseload.age-decimal', 'caseload.header-variant']);
});

test('any other CSV is described by its headers alone, and read by a mapping', async () => {
	const file = fileOf(
		'Case Number,Child Name,Team,Status\n9X-1,Alex Example,North,CP\n\n9X-2,Sam Sample,South,CIN',
		'report.csv'
	);
	const described = await describeCsv(file);
	expect(described).toMatchObject({
		ok: true,
		value: { rows: 2, list: null, suggested: { caseRef: 0, team: 2, stage: 3 } }
	});
	expect(JSON.stringify(described)).not.toMatch(/Alex|Sam|9X-1|North/);
	const mapping = { columns: { caseRef: 0, team: 2, stage: 3 }, stage: 'child-in-need' } as const;
	const read = await readCaseload({ files: [file], takenOn, mapping });
	expect(read).toMatchObject({
		ok: true,
		value: { cases: [{ caseRef: '9X-1', stage: 'child-protection' }, { caseRef: '9X-2' }] }
	});
	expect(JSON.stringify(read)).not.toMatch(/Alex|Sam/);
});

test('a CSV without headers is not described, since its first row is about a child', async () => {
	const described = await describeCsv(
		fileOf('9X-10023,Alex Example,12/03/2015\n9X-10024,Sam Sample,1/1/2011', 'a.csv')
	);
	expect(described).toEqual({ ok: false, problem: { code: 'caseload.csv-no-header' } });
});

test('a workbook is not mapped as if it were a CSV', async () => {
	expect(await describeCsv(aWorkbook({ 'List 1': {} }))).toMatchObject({ problem: { code: 'caseload.csv-not-text' } });
});

const publicWorkbook = '../shared/annex-a/Annex_A_2024_Jan.xlsx';

test.runIf(existsSync(publicWorkbook))(
	'the public workbook is read: eleven lists, its dirt found, its children merged',
	async () => {
		const file = fileOf(new Uint8Array(readFileSync(publicWorkbook)), 'Annex_A_2024_Jan.xlsx');
		const { cases, counts, warnings } = await caseloadOf([file], '2021-03-22');
		expect(counts.lists.map(({ list, rows, kept }) => `${list}: ${rows}/${kept}`)).toEqual([
			'1: 5/5',
			'2: 5/5',
			'3: 6/6',
			'4: 5/5',
			'5: 5/5',
			'6: 5/5',
			'7: 7/7',
			'8: 5/5',
			'9: 6/6',
			'10: 5/5',
			'11: 5/0'
		]);
		expect([counts.children, counts.open]).toEqual([48, 22]);
		const found = warnings.map(({ code, list, count }) => `${code} ${list} ${count}`);
		for (const expected of [
			'caseload.age-decimal 1 5',
			'caseload.code-loose 1 1',
			'caseload.born-missing 1 1',
			'caseload.space-in-text 3 6',
			'caseload.adult-in-list 4 1',
			'caseload.not-available 6 5',
			'caseload.code-unknown 6 1',
			'caseload.postcode-unusable 8 1',
			'caseload.cell-missing 8 1',
			'caseload.before-birth 8 1',
			'caseload.header-variant 8 1',
			'caseload.adopters-left-out 11 5'
		]) {
			expect(found).toContain(expected);
		}
		expect(
			found.filter(
				(one) => one.includes('column-unknown') || one.includes('column-missing') || one.includes('date-unreadable')
			)
		).toEqual([]);
		const careLeaver = must(
			cases.find(({ lists }) => lists.includes(10)),
			'a child in list 10'
		);
		expect(careLeaver).toMatchObject({
			lists: [9, 10],
			stage: 'care-leaver',
			ageBand: '18-plus',
			planType: 'pathway-plan'
		});
		expect(cases.filter(({ worker }) => worker === 'Mathilde Cutsforth')).toHaveLength(4);
		expect(cases.find(({ lists }) => lists.includes(8))).toMatchObject({ legalStatus: 'E1', placement: 'U6' });
		expect(JSON.stringify({ cases, warnings })).not.toMatch(/nope|T28 2WB|PSRMEM|WBRI|Female|Home Town|\u00a0/);
	}
);

test('all the dirt planted in an invented workbook is found, and nothing else', async () => {
	for (const seed of ['one', 'two', 'three']) {
		const { bytes, tally } = annexAWorkbook({ children: 1500, seed, asAt: takenOn });
		const { warnings, counts } = await caseloadOf([fileOf(bytes, 'a.xlsx')]);
		const found: Record<string, number> = {};
		for (const { code, list, count } of warnings)
			found[`${code} ${list ?? '-'}`] = (found[`${code} ${list ?? '-'}`] ?? 0) + count;
		expect(found).toEqual(tally.planted());
		expect(Object.fromEntries(counts.lists.map(({ list, rows }) => [list, rows]))).toEqual(
			Object.fromEntries(tally.rows)
		);
	}
});

test('every invented child comes out once, at the stage their journey has', async () => {
	const { bytes, children } = annexAWorkbook({ children: 1500, seed: 'stages', asAt: takenOn });
	const { cases } = await caseloadOf([fileOf(bytes, 'a.xlsx')]);
	const stageOf = (one: { caseRef: string; stage: string }, open: boolean) => [one.caseRef, one.stage, open];
	const byNumber = (one: unknown[], other: unknown[]) => (String(one[0]) < String(other[0]) ? -1 : 1);
	expect(cases.map((one) => stageOf(one, one.open)).sort(byNumber)).toEqual(
		children.map((one) => stageOf(one, one.isOpen)).sort(byNumber)
	);
});

test('a clean workbook gives no warning but that adopters are left out', async () => {
	const { bytes } = annexAWorkbook({ children: 800, seed: 'clean', asAt: takenOn, isDirty: false });
	const { warnings } = await caseloadOf([fileOf(bytes, 'a.xlsx')]);
	expect(warnings.map(({ code }) => code)).toEqual(['caseload.adopters-left-out']);
});

test('no name, birthday or postcode in a workbook comes out of it, and each case is of the one shape that may leave', async () => {
	const { bytes, tally, children } = annexAWorkbook({ children: 1500, seed: 'secrets', asAt: takenOn });
	const read = await caseloadOf([fileOf(bytes, 'a.xlsx')]);
	const told = JSON.stringify(read);
	const isNameOrPostcode = (text: string) => /[A-Z]/.test(text);
	expect([...tally.personal].filter((text) => isNameOrPostcode(text) && told.includes(text))).toEqual([]);
	const bornOn = new Map(children.map((child) => [child.caseRef, child]));
	const tellsBirthday = (one: FrameCase) => {
		const child = must(bornOn.get(one.caseRef), 'a child');
		const ownDates = new Set(child.entries.flatMap(({ values }) => datesIn(values)));
		return !ownDates.has(child.bornOn) && JSON.stringify(one).includes(child.bornOn);
	};
	expect(read.cases.filter(tellsBirthday)).toEqual([]);
	for (const one of read.cases) expect(frameCase.safeParse(one).success).toBe(true);
});

/** The dates of a row other than the birthday, one of which may fall on it. */
function datesIn(values: Readonly<Record<string, unknown>>): string[] {
	return Object.entries(values).flatMap(([header, cell]) =>
		header !== 'Date of Birth' && typeof cell === 'object' && cell !== null && 'day' in cell ? [String(cell.day)] : []
	);
}

test('ten thousand children are read within three seconds of work', { timeout: 60_000 }, async () => {
	const { bytes } = annexAWorkbook({ children: 10_000, seed: 'speed', asAt: takenOn });
	const file = fileOf(bytes, 'a.xlsx');
	const told: ReadProgress[] = [];
	const spent: number[] = [];
	for (let run = 0; run < 3 && !spent.some((milliseconds) => milliseconds < 3000); run += 1) {
		const before = process.cpuUsage();
		const read = await readCaseload({ files: [file], takenOn }, { onProgress: (progress) => told.push(progress) });
		const { user, system } = process.cpuUsage(before);
		spent.push((user + system) / 1000);
		expect(read).toMatchObject({ ok: true, value: { counts: { children: 10_000 } } });
	}
	expect(Math.min(...spent)).toBeLessThan(3000);
	expect(told.at(-1)).toEqual({ stage: 'sorting', fraction: 1 });
});
