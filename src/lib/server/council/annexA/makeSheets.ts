import { annexALists } from '#lib/domain/frames/annexAColumns.ts';
import { Chance } from './Chance.ts';
import type { InventedChild } from './inventChildren.ts';
import { isAdultByMistake } from './plantDirt.ts';
import type { SheetsRequest } from './SheetMaker.ts';
import { SheetMaker } from './SheetMaker.ts';
import type { WrittenSheet } from './WrittenCell.ts';

const sheetNames = [
	'List 1',
	'List 2',
	'LIST 3',
	'List_4',
	'List 5 - S47',
	'List 6',
	'Annex A List 7',
	'List 8',
	'List 09',
	'List 10',
	'List 11'
];

/** All eleven lists as sheets, as a council's report would write them. */
export function makeSheets(request: SheetsRequest): WrittenSheet[] {
	for (const child of request.children) rememberPersonal(child, request);
	const sheets = annexALists.map((list) => makeSheet(list.number, request));
	if (!request.isDirty) return sheets;
	request.tally.plant('caseload.sheet-ignored', null);
	return [{ name: 'Front page', rows: [['Annex A', null, 'Invented for Dipper']] }, ...sheets];
}

function rememberPersonal(child: InventedChild, { tally, asAt }: SheetsRequest): void {
	tally.personal.add(child.name);
	tally.personal.add(child.homePostcode);
	if (!isAdultByMistake(child) && child.bornOn <= asAt) tally.personal.add(child.bornOn);
}

function makeSheet(list: number, request: SheetsRequest): WrittenSheet {
	const chance = new Chance(request.seed).for(`list ${list}`);
	const sheet = new SheetMaker(list, request, chance);
	sheet.writeHeader();
	if (list === 11) sheet.writeAdopters();
	else sheet.writeChildren();
	return sheet.made(request.isDirty ? (sheetNames[list - 1] ?? `List ${list}`) : `List ${list}`);
}
