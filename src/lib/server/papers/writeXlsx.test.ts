import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { asSheet, written } from '../council/annexA/WrittenCell.ts';
import type { WrittenSheet } from './WrittenCell.ts';
import { writeXlsx } from './writeXlsx.ts';

const sheet: WrittenSheet = {
	name: 'List 1 & more',
	rows: [
		['Team', 'Team', 12.5, null],
		null,
		[
			written('2020-09-16'),
			{ kind: 'formula', formula: 'A3+5', day: '2020-09-21' },
			{ kind: 'error', text: '#N/A' },
			'<"Zoë">'
		]
	],
	merged: ['A1:B1']
};

function textsOf(bytes: Uint8Array): Record<string, string> {
	return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}

test('every part of the workbook is sound XML', () => {
	const files = textsOf(writeXlsx([sheet, { name: 'List 2', rows: [] }]));
	expect(Object.keys(files)).toHaveLength(8);
	for (const text of Object.values(files)) {
		const parser = new SaxesParser({ xmlns: true });
		parser.on('error', (error) => {
			throw error;
		});
		parser.write(text).close();
	}
});

test('text is kept once, dates are days with a date’s format, formulas have their value beside them', () => {
	const files = textsOf(writeXlsx([sheet]));
	const xml = files['xl/worksheets/sheet1.xml'] ?? '';
	expect(xml).toContain('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><v>12.5</v></c>');
	expect(xml).toContain(
		'<c r="A3" s="1"><v>44090</v></c><c r="B3" s="1"><f>A3+5</f><v>44095</v></c><c r="C3" t="e"><v>#N/A</v></c>'
	);
	expect(xml).toContain('<mergeCell ref="A1:B1"/>');
	expect(xml).not.toContain('r="2"');
	expect(files['xl/sharedStrings.xml']).toContain('uniqueCount="2"');
	expect(files['xl/sharedStrings.xml']).toContain('&lt;&quot;Zoë&quot;&gt;');
	expect(files['xl/workbook.xml']).toContain('List 1 &amp; more');
});

test('without a file between, a reader is given the same rows', () => {
	expect(asSheet(sheet)).toEqual({
		name: 'List 1 & more',
		rows: [
			{ row: 1, cells: ['Team', 'Team', 12.5, null] },
			{ row: 3, cells: ['2020-09-16', '2020-09-21', '#N/A', '<"Zoë">'] }
		]
	});
});
