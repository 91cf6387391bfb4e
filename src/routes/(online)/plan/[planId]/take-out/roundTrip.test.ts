import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlanFile } from '#lib/device/plan/readPlanFile.ts';
import { anyTable } from '#lib/domain/plan/aPlan.fixture.ts';
import { readLead } from '#lib/domain/plan/readLead.ts';
import { isFault, type PlanTable, type TableRow } from '#lib/domain/plan/table/PlanTable.ts';
import { readPlanRows } from '#lib/domain/plan/table/readPlanRows.ts';
import { inventedPlan } from '#lib/server/council/inventedPlan.ts';
import { writeDocx } from '#lib/server/papers/writeDocx.ts';
import { writeXlsx } from '#lib/server/papers/writeXlsx.ts';
import { planPaper } from './planPaper.ts';
import { planSheet } from './planSheet.ts';
import { readPrinted } from './readPrinted.fixture.ts';

const asWord = (table: PlanTable) =>
	new File([writeDocx(planPaper(table, { foot: 'Marchbrook', at: '2026-03-12T12:00:00.000Z' }))], 'plan.docx');
const asWorkbook = (table: PlanTable) => new File([Uint8Array.from(writeXlsx([planSheet(table)]))], 'plan.xlsx');

async function readBack(file: File): Promise<PlanTable> {
	const rows = await readPlanFile(file);
	if (!rows.ok) throw new Error(rows.problem.code);
	const { table, lines } = readPlanRows(rows.value);
	expect(lines.filter((line) => isFault(line) || line.code === 'left-out' || line.code === 'joined')).toEqual([]);
	return table;
}

test('any plan goes out as a workbook and comes back letter for letter', async () => {
	await fc.assert(
		fc.asyncProperty(anyTable, async (table) => {
			expect(await readBack(asWorkbook(table))).toEqual(table);
		}),
		{ numRuns: 60 }
	);
});

test('any plan goes out as a Word file and comes back letter for letter', async () => {
	await fc.assert(
		fc.asyncProperty(anyTable, async (table) => {
			expect(await readBack(asWord(table))).toEqual(table);
		}),
		{ numRuns: 60 }
	);
});

test('from the one to the other and back it is the same plan', async () => {
	const plan = inventedPlan('2026-03-12');
	expect(await readBack(asWorkbook(await readBack(asWord(plan))))).toEqual(plan);
});

/** The plan of March 2018 as its paper prints it, where the council's papers are at hand. */
const paper = ['../shared/reference/002.txt', '../../shared/reference/002.txt'].find(existsSync);

test.skipIf(paper === undefined)('the plan of 2018 goes in and out without loss', async () => {
	const printed: TableRow[] = readPrinted(readFileSync(paper ?? '', 'utf8'));
	const { table, lines } = readPlanRows(printed);
	expect(lines.filter((line) => isFault(line) || line.code === 'left-out')).toEqual([]);
	expect(table.recommendations.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, at) => `${at + 1}`));
	const items = table.recommendations.flatMap((one) => one.items);
	expect(items).toHaveLength(69);
	expect(items.every(({ lead }) => readLead(lead).who !== '' && readLead(lead).dueOn !== null)).toBe(true);
	expect(await readBack(asWorkbook(table))).toEqual(table);
	expect(await readBack(asWord(table))).toEqual(table);
});
