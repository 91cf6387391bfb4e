import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCsv, mostCsvColumns, readCsv, sniffSeparator } from './readCsv.ts';

function cellsOf(text: string): unknown {
	const read = readCsv(text);
	return read.ok ? read.value.map(({ cells }) => cells) : read.problem;
}

test('a byte order mark is no part of the first header', () => {
	expect(cellsOf('\ufeffa,b\r\n1,2\r\n')).toEqual([
		['a', 'b'],
		['1', '2']
	]);
});

test.each([',', ';', '\t', '|'])('columns parted by %j are found', (separator) => {
	const text = [`a${separator}b${separator}c`, `1${separator}2${separator}3`].join('\n');
	expect(sniffSeparator(text)).toBe(separator);
	expect(cellsOf(text)).toEqual([
		['a', 'b', 'c'],
		['1', '2', '3']
	]);
});

test('a separator inside quotes does not count when the separator is guessed', () => {
	expect(sniffSeparator('"Team, and more, and more";Worker\n1;2')).toBe(';');
});

test('the separator that Excel writes in the first line is believed, and that line is no row', () => {
	const read = readCsv('sep=;\r\na;b\r\n1;2');
	expect(read).toMatchObject({
		ok: true,
		value: [
			{ row: 2, cells: ['a', 'b'] },
			{ row: 3, cells: ['1', '2'] }
		]
	});
});

test('quoted cells hold separators, doubled quotes and new lines', () => {
	expect(cellsOf('"a,b","say ""so""","two\r\nlines"\r\n1,2,3')).toEqual([
		['a,b', 'say "so"', 'two\r\nlines'],
		['1', '2', '3']
	]);
});

test.each(['\n', '\r\n', '\r'])('lines may end in %j, the last one in nothing', (end) => {
	expect(cellsOf(['a,b', '1,', ',2'].join(end))).toEqual([
		['a', 'b'],
		['1', ''],
		['', '2']
	]);
});

test('two hundred columns are read, and a runaway line is refused', () => {
	const wide = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`);
	expect(cellsOf(wide(200).join(','))).toEqual([wide(200)]);
	expect(cellsOf(wide(mostCsvColumns + 1).join(','))).toEqual({
		code: 'caseload.too-many-columns',
		facts: { limit: 1000 }
	});
});

test('a quote that never ends is a plain problem, not a file read as one cell', () => {
	expect(cellsOf('a,"b\n1,2\n')).toEqual({ code: 'caseload.csv-unfinished-quote' });
});

test('more than half a million rows are refused', () => {
	expect(cellsOf('a\n'.repeat(500_001))).toEqual({ code: 'caseload.too-many-rows', facts: { limit: 500_000 } });
});

test('whatever cells hold, writing them quoted and reading them gives them back', () => {
	const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '\t', ' ', 'é', '') });
	fc.assert(
		fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 }), (rows) => {
			const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\r\n');
			expect(cellsOf(`sep=,\r\n${text}`)).toEqual(rows);
		})
	);
});

const encoded = (bytes: number[]) => {
	const text = decodeCsv(new Uint8Array(bytes));
	return text.ok ? text.value : text.problem.code;
};

test('text is read as UTF-8, else as an English Windows wrote it', () => {
	expect(encoded([...new TextEncoder().encode('Zoë’s team')])).toBe('Zoë’s team');
	expect(encoded([0x5a, 0x6f, 0xeb, 0x92, 0x73])).toBe('Zoë’s');
	expect(encoded([0xff, 0xfe, 0x61, 0x00])).toBe('a');
	expect(encoded([0xfe, 0xff, 0x00, 0x61])).toBe('a');
});

test('a file of bytes that are no text is refused', () => {
	expect(encoded([0x61, 0x00, 0x01, 0x02])).toBe('caseload.csv-not-text');
});
