import { Zip, ZipPassThrough } from 'fflate';
import { expect, test } from 'vitest';
import type { FixtureCell } from './aWorkbook.fixture.ts';
import { aWorkbook, fileOf, workbookFiles, zipOf } from './aWorkbook.fixture.ts';
import { readLimits } from './limits.ts';
import type { ReadOptions } from './readWorkbook.ts';
import { readWorkbook } from './readWorkbook.ts';

async function cellsOf(file: File, options?: ReadOptions): Promise<unknown> {
	const read = await readWorkbook(file, options);
	return read.ok ? read.value[0]?.rows.map(({ cells }) => cells) : read.problem.code;
}

async function cellsIn(row: readonly FixtureCell[], options?: Parameters<typeof aWorkbook>[1]): Promise<unknown> {
	const cells = await cellsOf(aWorkbook({ 'List 1': { rows: [row] } }, options));
	return Array.isArray(cells) ? cells[0] : cells;
}

test('text, numbers, truths and errors are read as they are', async () => {
	const row = [
		'Ruth &amp; Fenn',
		11.5,
		{ xml: '<c r="@" t="b"><v>1</v></c>' },
		{ xml: '<c r="@" t="e"><v>#N/A</v></c>' }
	];
	expect(await cellsIn(row)).toEqual(['Ruth & Fenn', 11.5, true, '#N/A']);
});

test('shared text is joined from its runs, without reading aids, and unescaped', async () => {
	const strings =
		'<si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r><rPh><t>no</t></rPh></si><si><t>a_x000D_b</t></si>';
	const shared = (at: number) => ({ xml: `<c r="@" t="s"><v>${at}</v></c>` });
	expect(await cellsIn([shared(0), shared(1), shared(2)], { strings })).toEqual(['one', 'two', 'a\rb']);
});

test('a number shown as a date is a day; shown as a time or a number it stays a number', async () => {
	const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="0.0 &quot;days&quot;"/><numFmt numFmtId="166" formatCode="[Red]hh:mm"/></numFmts>
		<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs></styleSheet>`;
	const styled = (style: number) => ({ xml: `<c r="@" s="${style}"><v>44090</v></c>` });
	expect(await cellsIn([0, 1, 2, 3, 4, 5].map(styled), { styles })).toEqual([
		44_090,
		'2020-09-16',
		'2020-09-16',
		44_090,
		44_090,
		'2020-09-16'
	]);
});

test('a workbook from 1904 says so, and its dates are four years on', async () => {
	const file = aWorkbook({ 'List 1': { rows: [[{ xml: '<c r="@" s="1"><v>42628</v></c>' }]] } }, { date1904: true });
	const read = await readWorkbook(file);
	expect(read).toMatchObject({ ok: true, value: [{ date1904: true, rows: [{ row: 1, cells: ['2020-09-16'] }] }] });
});

test('a formula gives the value kept beside it; one without is reported by its row', async () => {
	const file = aWorkbook({
		'List 10': {
			rows: [
				[
					{ xml: '<c r="@" s="1"><f>H2+5</f><v>44090</v></c>' },
					{ xml: '<c r="@" t="str"><f>A1&amp;"x"</f><v>yes</v></c>' },
					{ xml: '<c r="@"><f>B2</f></c>' }
				]
			]
		}
	});
	expect(await readWorkbook(file)).toMatchObject({
		ok: true,
		value: [{ rows: [{ cells: ['2020-09-16', 'yes'] }], unworkedRows: [1] }]
	});
});

test('a value merged down rows belongs to each of them, a title merged across to its first column', async () => {
	const merges =
		'<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B2:B4"/><mergeCell ref="A9:A1048576"/></mergeCells>';
	const rows = [['Title'], ['1', 'North', 'x'], ['2', null, 'y'], ['3', null, 'z']];
	expect(await cellsOf(aWorkbook({ 'List 3': { rows, after: merges } }))).toEqual([
		['Title'],
		['1', 'North', 'x'],
		['2', 'North', 'y'],
		['3', 'North', 'z']
	]);
});

test('cells stand where their reference says, and in order where there is none', async () => {
	const xml =
		'<x:worksheet xmlns:x="y"><x:sheetData><x:row r="5"><x:c r="AB5"><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>';
	const read = await readWorkbook(aWorkbook({ 'List 1': { xml } }));
	if (!read.ok) throw new Error(read.problem.code);
	const [first, second] = read.value[0]?.rows ?? [];
	expect([first?.row, first?.cells[27], first?.cells[28]]).toEqual([5, 1, 2]);
	expect(second).toEqual({ row: 6, cells: [3] });
});

test('only sheets named as lists are read; of the others not a cell', async () => {
	const read = await readWorkbook(aWorkbook({ Notes: { xml: 'this is not even XML' }, LIST_02: { rows: [['x']] } }));
	expect(read).toMatchObject({
		ok: true,
		value: [
			{ name: 'Notes', rows: [] },
			{ name: 'LIST_02', rows: [{ cells: ['x'] }] }
		]
	});
});

test('the share read is told, up to the whole', async () => {
	const told: number[] = [];
	await readWorkbook(aWorkbook({ 'List 1': { rows: [['x']] } }), { onProgress: (share) => told.push(share) });
	expect(told.length).toBeGreaterThan(3);
	expect(told).toEqual(told.toSorted((one, other) => one - other));
	expect(told.at(-1)).toBeLessThanOrEqual(1);
});

test('a reading that is called off stops', async () => {
	const stop = new AbortController();
	stop.abort();
	expect(await cellsOf(aWorkbook({ 'List 1': { rows: [['x']] } }), { signal: stop.signal })).toBe('caseload.cancelled');
});

test('a workbook without lists, a zip that is no workbook and a binary workbook each have their own answer', async () => {
	expect(await cellsOf(aWorkbook({ Sheet1: { rows: [['x']] } }))).toBe('caseload.no-lists');
	expect(await cellsOf(zipOf({ 'readme.txt': 'hello' }))).toBe('caseload.not-a-workbook');
	const binary =
		'<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>';
	expect(await cellsOf(zipOf({ '_rels/.rels': binary, 'xl/workbook.bin': 'x' }))).toBe('caseload.binary-workbook');
});

test('cut short, broken inside or with a document type it is damaged', async () => {
	const whole = await aWorkbook({ 'List 1': { rows: [['x']] } }).arrayBuffer();
	expect(await cellsOf(fileOf(new Uint8Array(whole).subarray(0, 900), 'a.xlsx'))).toBe('caseload.damaged');
	expect(await cellsOf(aWorkbook({ 'List 1': { xml: '<worksheet><row>' } }))).toBe('caseload.damaged');
	const entities = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><worksheet><sheetData/></worksheet>';
	expect(await cellsOf(aWorkbook({ 'List 1': { xml: entities } }))).toBe('caseload.damaged');
	const { 'xl/worksheets/sheet1.xml': _, ...without } = workbookFiles({ 'List 1': {} });
	expect(await cellsOf(zipOf(without))).toBe('caseload.damaged');
});

test('bytes turned over anywhere in a workbook end in an answer, never in a throw or a hang', async () => {
	const whole = new Uint8Array(await aWorkbook({ 'List 1': { rows: [['one', 'two', 3]] } }).arrayBuffer());
	for (let at = 0; at < whole.length; at += 7) {
		const turned = whole.slice();
		turned[at] = (turned[at] ?? 0) ^ 0xff;
		const read = await readWorkbook(fileOf(turned, 'a.xlsx'));
		expect(read.ok || read.problem.code.startsWith('caseload.')).toBe(true);
	}
});

const eightMegabytes = ' '.repeat(8 * 1024 * 1024);

test('a file inside that unpacks to hundreds of times its size is refused before it is unpacked', async () => {
	expect(await cellsOf(aWorkbook({ 'List 1': { xml: `<worksheet>${eightMegabytes}</worksheet>` } }))).toBe(
		'caseload.unpacks-too-large'
	);
});

test('a file inside that lies about its size is stopped at the size it gave', async () => {
	const bytes = new Uint8Array(
		await aWorkbook({ 'List 1': { xml: `<worksheet>${eightMegabytes}</worksheet>` } }).arrayBuffer()
	);
	const view = new DataView(bytes.buffer);
	for (let at = 0; at < bytes.length - 4; at += 1) {
		if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000)
			view.setUint32(at + 24, 5000, true);
	}
	expect(await cellsOf(fileOf(bytes, 'bomb.xlsx'))).toBe('caseload.unpacks-too-large');
});

test('all files inside together may not say more than the limit, nor be more than it', async () => {
	const file = aWorkbook({ 'List 1': { rows: [['x']] } });
	expect(await cellsOf(file, { limits: { ...readLimits, unpackedBytes: 500 } })).toBe('caseload.unpacks-too-large');
	expect(await cellsOf(file, { limits: { ...readLimits, entries: 4 } })).toBe('caseload.unpacks-too-large');
});

test('a zip with a password asks for one without', async () => {
	const bytes = new Uint8Array(await aWorkbook({ 'List 1': { rows: [['x']] } }).arrayBuffer());
	const view = new DataView(bytes.buffer);
	for (let at = 0; at < bytes.length - 4; at += 1)
		if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
	expect(await cellsOf(fileOf(bytes, 'a.xlsx'))).toBe('caseload.encrypted');
});

/** Rows as a stream, since a million of them are not wanted in memory at once. */
function manyRows(count: number, row: (number: number) => string): File {
	const pieces: Uint8Array<ArrayBuffer>[] = [];
	const zip = new Zip((_, piece) => pieces.push(new Uint8Array(piece)));
	const add = (name: string, content: Iterable<string>) => {
		const file = new ZipPassThrough(name);
		zip.add(file);
		for (const piece of content) file.push(new TextEncoder().encode(piece));
		file.push(new Uint8Array(0), true);
	};
	const files = workbookFiles({ 'List 1': {} });
	for (const [name, content] of Object.entries(files)) if (!name.includes('sheet1')) add(name, [content]);
	add(
		'xl/worksheets/sheet1.xml',
		(function* () {
			yield '<worksheet><sheetData>';
			for (let at = 1; at <= count; at += 5000) {
				yield Array.from({ length: Math.min(5000, count - at + 1) }, (_, one) => row(at + one)).join('');
			}
			yield '</sheetData></worksheet>';
		})()
	);
	zip.end();
	return new File(pieces, 'many.xlsx');
}

test('a million rows are refused with a plain code', { timeout: 60_000 }, async () => {
	const read = await readWorkbook(
		manyRows(1_000_000, (at) => `<row r="${at}"><c r="A${at}"><v>${at * 7919}</v></c></row>`)
	);
	expect(read).toEqual({ ok: false, problem: { code: 'caseload.too-many-rows', facts: { limit: 500_000 } } });
});

test('rows that are only coloured in do not count as rows', { timeout: 60_000 }, async () => {
	const limits = { ...readLimits, rows: 10 };
	expect(
		await cellsOf(
			manyRows(50_000, (at) => `<row r="${at}" s="1"><c r="A${at}" s="${at % 9}"/></row>`),
			{ limits }
		)
	).toEqual([]);
});

test('a value far off to the right is refused rather than stretched to', async () => {
	expect(await cellsOf(aWorkbook({ 'List 1': { rows: [[{ xml: '<c r="XFD1"><v>1</v></c>' }]] } }))).toBe(
		'caseload.too-many-columns'
	);
});
