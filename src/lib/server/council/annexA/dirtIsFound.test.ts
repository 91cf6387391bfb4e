import { describe, expect, test } from 'vitest';
import { readAnnexA } from '#lib/domain/frames/readAnnexA.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { annexASheets } from '../annexAWorkbook.ts';
import { Chance } from './Chance.ts';
import { inventChildren, type InventedChild } from './inventChildren.ts';
import { isAdultByMistake, plantDirt } from './plantDirt.ts';
import { Tally } from './Tally.ts';
import type { ListEntry, WrittenCell } from './WrittenCell.ts';

const asAt = '2026-11-01';
const children = inventChildren({ children: 4000, seed: 'found', asAt });

type Soiled = {
	readonly child: InventedChild;
	readonly entry: ListEntry;
	readonly tally: Tally;
	readonly differs: Readonly<Record<string, WrittenCell>>;
};

/** Every row with its own tally, so that what was counted can be held to what changed. */
const soiled: Soiled[] = children.flatMap((child) =>
	child.entries.map((entry, at) => {
		const tally = new Tally();
		const headers = new Set(Object.keys(entry.values));
		const values = plantDirt(child, entry, new Chance(`soiled ${child.caseRef} ${at}`), { asAt, tally, headers });
		const differs = Object.fromEntries(
			Object.entries(values).filter(([header, cell]) => JSON.stringify(cell) !== JSON.stringify(entry.values[header]))
		);
		return { child, entry, tally, differs };
	})
);

const codesOf = ({ tally }: Soiled) => Object.keys(tally.planted()).map((key) => key.split(' ')[0] ?? '');

describe('planting dirt', () => {
	test('a row in which nothing was counted is as it was', () => {
		const quiet = soiled.filter((row) => codesOf(row).length === 0 && row.tally.silent.size === 0);
		expect(quiet.length).toBeGreaterThan(soiled.length / 3);
		// Adopters’ children are written by formula, and a grown-up in lists 9 and 10 is nothing odd.
		for (const { differs, entry } of quiet.filter(({ entry: { list } }) => list <= 8))
			expect([entry, differs]).toEqual([entry, {}]);
	});

	test('a row in which something was counted is not as it was', () => {
		for (const row of soiled.filter((one) => codesOf(one).length > 0))
			expect(Object.keys(row.differs).length).toBeGreaterThan(0);
	});

	test.each([
		['caseload.age-decimal', 'Age of Child (Years)', (cell: WrittenCell) => Number(cell) % 1 !== 0],
		['caseload.born-missing', 'Date of Birth', (cell: WrittenCell) => cell === null],
		['caseload.cell-missing', 'Ethnicity', (cell: WrittenCell) => cell === null],
		['caseload.space-in-text', 'Allocated Worker', (cell: WrittenCell) => String(cell).includes('\u00a0')],
		[
			'caseload.not-available',
			'Allocated Team',
			(cell: WrittenCell) => cell !== null && typeof cell === 'object' && cell.kind === 'error'
		],
		['caseload.code-unknown', 'Primary Need Code', (cell: WrittenCell) => String(cell).startsWith('PSRMEM')],
		['caseload.postcode-unusable', 'Placement postcode', (cell: WrittenCell) => cell === 'nope'],
		['caseload.adult-in-list', 'Age of Child (Years)', (cell: WrittenCell) => cell === 22]
	] as const)('%s is counted where %s says so', (code, header, shows) => {
		const counted = soiled.filter((row) => codesOf(row).includes(code));
		expect(counted.length).toBeGreaterThan(0);
		for (const { differs } of counted) expect([header, shows(differs[header] ?? null)]).toEqual([header, true]);
	});

	test('a date written as text is the same day, as people here write days', () => {
		const typed = soiled.filter((row) => codesOf(row).includes('caseload.date-as-text'));
		expect(typed.length).toBeGreaterThan(20);
		for (const { differs, entry } of typed) {
			const texts = Object.entries(differs).filter(
				([, cell]) => typeof cell === 'string' && /^\d\d\/\d\d\/\d{4}$/.test(cell)
			);
			expect(texts).toHaveLength(1);
			const [header = '', text] = must(texts[0], 'a date as text');
			const [date, month, year] = String(text).split('/');
			expect(entry.values[header]).toEqual({ kind: 'date', day: `${year}-${month}-${date}` });
		}
	});

	test('at most one date of a row is spoilt, and never the birthday by spoiling dates', () => {
		const dates = [
			'caseload.date-as-text',
			'caseload.date-in-future',
			'caseload.date-unreadable',
			'caseload.before-birth'
		];
		for (const row of soiled) {
			const spoilt =
				codesOf(row).filter((code) => dates.includes(code)).length + (row.tally.silent.get('date as ISO text') ?? 0);
			expect(spoilt).toBeLessThanOrEqual(1);
		}
	});

	test('a child whose age hangs together with their route is no grown-up by mistake', () => {
		for (const child of children.filter(isAdultByMistake))
			expect(['assessment-closed', 'need-open', 'contact']).toContain(child.route);
	});
});

describe('reading the lists back, without a file between', () => {
	test.each(['one', 'two', 'three', 'four', 'five', 'six'])(
		'all the dirt of seed %s is found, and nothing else',
		(seed) => {
			const { sheets, tally } = annexASheets({ children: 700, seed, asAt });
			const read = readAnnexA(sheets, asAt);
			if (!read.ok) throw new Error(read.problem.code);
			const found: Record<string, number> = {};
			for (const { code, list, count } of read.value.warnings) {
				const key = `${code} ${list ?? '-'}`;
				found[key] = (found[key] ?? 0) + count;
			}
			expect(found).toEqual(tally.planted());
		}
	);

	test('a clean workbook has nothing to complain of but adopters', () => {
		const { sheets } = annexASheets({ children: 700, seed: 'clean', asAt, isDirty: false });
		const read = readAnnexA(sheets, asAt);
		if (!read.ok) throw new Error(read.problem.code);
		expect([...new Set(read.value.warnings.map(({ code }) => code))]).toEqual(['caseload.adopters-left-out']);
	});

	test.each(['2026-02-28', '2028-02-29', '2027-01-01', '2026-03-29'])(
		'on %s every child comes out at their stage',
		(day) => {
			const made = annexASheets({ children: 500, seed: day, asAt: day });
			const read = readAnnexA(made.sheets, day);
			if (!read.ok) throw new Error(read.problem.code);
			const stages = new Map(read.value.cases.map((one) => [one.caseRef, [one.stage, one.open]]));
			for (const child of made.children)
				expect([child.route, stages.get(child.caseRef)]).toEqual([child.route, [child.stage, child.isOpen]]);
		}
	);
});
