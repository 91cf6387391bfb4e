import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from './writeCsv.ts';

test('rows are lines, quoted where they must be, and begin with the mark by which Excel knows UTF-8', () => {
	expect(
		writeCsv([
			['Number', 'Said'],
			['1', 'Plan, “updated”'],
			['2', 'She said "no"\nand left']
		])
	).toBe('\ufeffNumber,Said\r\n1,"Plan, “updated”"\r\n2,"She said ""no""\nand left"\r\n');
});

test.each(['=1+1', '+44 20', '-cmd', '@SUM(A1)', '  =1+1', '\t=1', '\r=1', '＝1+1'])('%j is no formula', (text) => {
	expect(
		writeCsv([[text]])
			.replace(/^\ufeff"?/, '')
			.startsWith("'")
	).toBe(true);
});

test('a number below nought stays a number', () => {
	expect(writeCsv([['-3.5']])).toBe('\ufeff-3.5\r\n');
});

test('whatever is written is read again, but for the apostrophe', () => {
	fc.assert(
		fc.property(fc.array(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
			const read = readCsv(writeCsv(rows).slice(1));
			expect(read.map((cells) => cells.map((cell) => cell.replace(/^'/, '')))).toEqual(
				rows.map((cells) => cells.map((cell) => cell.replace(/^'/, '')))
			);
		})
	);
});

/** RFC 4180 read letter by letter. */
function readCsv(text: string): string[][] {
	const rows: string[][] = [];
	let cells: string[] = [];
	let cell = '';
	let isQuoted = false;
	for (let at = 0; at < text.length; at += 1) {
		const letter = text.charAt(at);
		if (isQuoted && letter === '"' && text.charAt(at + 1) === '"') cell += text.charAt((at += 1));
		else if (letter === '"') isQuoted = !isQuoted;
		else if (isQuoted) cell += letter;
		else if (letter === ',') [cells, cell] = [[...cells, cell], ''];
		else if (letter === '\r' && text.charAt(at + 1) === '\n') {
			rows.push([...cells, cell]);
			[cells, cell] = [[], ''];
			at += 1;
		} else cell += letter;
	}
	return rows;
}
