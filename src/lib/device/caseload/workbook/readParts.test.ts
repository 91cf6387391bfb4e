import { expect, test } from 'vitest';
import { resolveTarget, styleHandlers, unescapeText, workbookHandlers } from './readParts.ts';
import type { WorkbookPart } from './readParts.ts';
import { xmlReader } from './readXml.ts';

test.each([
	['xl/workbook.xml', 'worksheets/sheet1.xml', 'xl/worksheets/sheet1.xml'],
	['xl/workbook.xml', '/xl/worksheets/Sheet1.xml', 'xl/worksheets/sheet1.xml'],
	['xl/workbook.xml', '../other/sheet1.xml', 'other/sheet1.xml'],
	['xl/workbook.xml', './sheet1.xml', 'xl/sheet1.xml'],
	['xl/workbook.xml', '../../../sheet1.xml', 'sheet1.xml'],
	['', 'xl/workbook.xml', 'xl/workbook.xml'],
	['xl/workbook.xml', 'worksheets\\sheet1.xml', 'xl/worksheets/sheet1.xml']
])('from %j the target %j is %j', (part, target, name) => {
	expect(resolveTarget(part, target)).toBe(name);
});

test('characters that XML does not hold are unescaped, and nothing else is', () => {
	expect(unescapeText('a_x000D_b_x0009_c')).toBe('a\rb\tc');
	expect(unescapeText('max_xyz_value')).toBe('max_xyz_value');
	expect(unescapeText('plain')).toBe('plain');
});

function datesOf(...formats: string[]): boolean[] {
	const isDate: boolean[] = [];
	const xml = xmlReader(styleHandlers(isDate));
	const custom = formats.map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${format}"/>`).join('');
	xml.write(
		`<styleSheet><numFmts>${custom}</numFmts><cellXfs>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}</cellXfs></styleSheet>`
	);
	xml.close();
	return isDate;
}

test('formats with a day or a year are dates; times, numbers and words are not', () => {
	expect(datesOf('dd/mm/yyyy', 'd mmm yy', '[$-809]dd mmmm yyyy;@', 'yyyy\\-mm\\-dd', 'dd/mm/yyyy hh:mm')).toEqual([
		true,
		true,
		true,
		true,
		true
	]);
	expect(datesOf('0.00', 'hh:mm', '#,##0', '0 &quot;days&quot;', '[Red]0', '\\d0', 'mm:ss')).toEqual([
		false,
		false,
		false,
		false,
		false,
		false,
		false
	]);
});

test('sheets are named with their relation, whatever prefix it has', () => {
	const part: WorkbookPart = { sheets: [], date1904: false };
	const xml = xmlReader(workbookHandlers(part));
	xml.write(
		'<w><workbookPr date1904="true"/><sheets><sheet name="List 1" r:id="rId7"/><sheet name="L2" d3p1:id="rId8"/></sheets></w>'
	);
	xml.close();
	expect(part).toEqual({
		sheets: [
			{ name: 'List 1', relation: 'rId7' },
			{ name: 'L2', relation: 'rId8' }
		],
		date1904: true
	});
});
