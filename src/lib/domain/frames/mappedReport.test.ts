import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, SheetRow } from './cells.ts';
import { mapColumns } from './mapColumns.ts';
import { frameCase, stages, type FrameCase } from './SamplingFrame.ts';
import type { MappableField } from './suggestMapping.ts';

const takenOn = '2026-11-01';
const fields: readonly MappableField[] = [
	'caseRef',
	'team',
	'worker',
	'stage',
	'open',
	'age',
	'placements',
	'closedOn'
];

/** A report of a council's own making: its columns in any order, children more than once, cells left empty. */
const aChild = fc.record({
	caseRef: fc.nat(15).map((number) => `9X-${number}`),
	team: fc.constantFrom('North', 'South', ''),
	worker: fc.constantFrom('Ruth Fenn', 'Dana Whitlock', ''),
	stage: fc.constantFrom('CP', 'LAC', 'CIN', 'Early help', 'Care leaver', ''),
	open: fc.constantFrom('Y', 'N', ''),
	age: fc.constantFrom('3', '11.5', '17', 'eleven', ''),
	placements: fc.constantFrom('0', '2', 'many', ''),
	closedOn: fc.constantFrom('30/09/2026', '2026-12-24', '31/02/2026', '')
});
type Child = Readonly<Record<string, string>>;
const aReport = fc.array(aChild, { minLength: 1, maxLength: 25 });

function read(children: readonly Child[], order: readonly MappableField[] = fields) {
	const cells = (of: (field: MappableField) => Cell) => order.map(of);
	const rows: SheetRow[] = [
		{ row: 1, cells: cells((field) => `Column of ${field.toLowerCase()}`) },
		...children.map((child, at) => ({ row: at + 2, cells: cells((field) => child[field] ?? null) }))
	];
	const columns = Object.fromEntries(order.map((field, index) => [field, index]));
	const mapped = mapColumns(rows, { columns, stage: 'referral' }, takenOn);
	if (!mapped.ok) throw new Error(mapped.problem.code);
	return mapped.value;
}

const weight = (one: FrameCase) => (one.stage === 'care-leaver' ? -1 : stages.indexOf(one.stage));

describe('a report of any council’s making', () => {
	test('gives each child once, in a shape that may be kept', () => {
		fc.assert(
			fc.property(aReport, (children) => {
				const { cases } = read(children);
				expect(cases.map((one) => one.caseRef).sort()).toEqual([...new Set(children.map((one) => one.caseRef))].sort());
				for (const one of cases) expect(frameCase.safeParse(one).success).toBe(true);
			})
		);
	});

	test('reads the same in whatever order its columns stand', () => {
		fc.assert(
			fc.property(aReport, fc.shuffledSubarray([...fields], { minLength: fields.length }), (children, order) => {
				expect(read(children, order).cases).toEqual(read(children).cases);
			})
		);
	});

	test('keeps of a child’s several rows an open one before a closed, and of those the weightiest', () => {
		fc.assert(
			fc.property(aReport, (children) => {
				const alone = new Map<string, FrameCase[]>();
				for (const child of children) {
					const [one] = read([child]).cases;
					if (one !== undefined) alone.set(one.caseRef, [...(alone.get(one.caseRef) ?? []), one]);
				}
				for (const kept of read(children).cases) {
					const rows = alone.get(kept.caseRef) ?? [];
					expect(rows).toContainEqual(kept);
					for (const row of rows) {
						if (row.open) expect(kept.open).toBe(true);
						if (row.open === kept.open) expect(weight(row)).toBeLessThanOrEqual(weight(kept));
					}
				}
			})
		);
	});

	test('tells how many rows stood for a child already there', () => {
		fc.assert(
			fc.property(aReport, (children) => {
				const { cases, warnings } = read(children);
				const repeated = warnings.find((warning) => warning.code === 'caseload.row-repeated')?.count ?? 0;
				expect(repeated).toBe(children.length - cases.length);
			})
		);
	});

	test('guesses nothing: what cannot be read is told of, and is not known', () => {
		fc.assert(
			fc.property(aChild, (child) => {
				const { cases, warnings } = read([child]);
				const codes = warnings.map((warning) => warning.code);
				expect(codes.includes('caseload.number-unreadable')).toBe(
					child.age === 'eleven' || child.placements === 'many'
				);
				expect(codes.includes('caseload.date-unreadable')).toBe(child.closedOn === '31/02/2026');
				expect(codes.includes('caseload.date-in-future')).toBe(child.closedOn === '2026-12-24');
				expect(codes.includes('caseload.stage-unknown')).toBe(child.stage === '');
				if (child.placements === 'many' || child.placements === '') expect(cases[0]?.placements).toBeNull();
				if (child.stage === '') expect(cases[0]?.stage).toBe('referral');
			})
		);
	});

	test('believes what the report says of open; where it says nothing, a child is open until the day of closing', () => {
		fc.assert(
			fc.property(aChild, (child) => {
				const said = new Map([
					['Y', true],
					['N', false]
				]).get(child.open);
				expect(read([child]).cases[0]?.open).toBe(said ?? child.closedOn !== '30/09/2026');
			})
		);
	});
});
