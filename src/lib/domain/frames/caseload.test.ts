import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aList } from './aSheet.fixture.ts';
import type { Cell, Sheet } from './cells.ts';
import { compareFrames } from './compareFrames.ts';
import { countCases } from './countCases.ts';
import { readAnnexA } from './readAnnexA.ts';
import { readCsv } from './readCsv.ts';
import { readStage } from './readStage.ts';
import type { FrameCase } from './SamplingFrame.ts';
import { stages } from './SamplingFrame.ts';

const takenOn = '2026-11-01';
type Row = Record<string, Cell>;

/** A small council: up to thirty children, each in some of the lists, in some team, some with a second row. */
const aCouncil: fc.Arbitrary<ReadonlyMap<number, readonly Row[]>> = fc
	.array(
		fc.record({
			child: fc.nat(30),
			list: fc.integer({ min: 1, max: 10 }),
			team: fc.constantFrom('North', 'South', null),
			worker: fc.constantFrom('Ruth Fenn', 'Dana Whitlock', null)
		}),
		{ minLength: 1, maxLength: 60 }
	)
	.map((entries) => {
		const rows = entries.map(({ child, list, team, worker }): [number, Row] => [
			list,
			{ 'Child Unique ID': `9X-${100 + child}`, 'Allocated Team': team, 'Allocated Worker': worker }
		]);
		return new Map([...Map.groupBy(rows, ([list]) => list)].map(([list, of]) => [list, of.map(([, row]) => row)]));
	});

const sheetsOf = (council: ReadonlyMap<number, readonly Row[]>) =>
	[...council].map(([list, rows]) => aList(list, rows));

function read(sheets: readonly Sheet[]) {
	const caseload = readAnnexA(sheets, takenOn);
	if (!caseload.ok) throw new Error(caseload.problem.code);
	return caseload.value;
}

const inOrder = (cases: readonly FrameCase[]) => [...cases].sort((a, b) => (a.caseRef < b.caseRef ? -1 : 1));

describe('whatever council it is', () => {
	test('each child is there once, in exactly the lists their rows stand in', () => {
		fc.assert(
			fc.property(aCouncil, (council) => {
				const { cases } = read(sheetsOf(council));
				const listsOf = new Map<string, Set<number>>();
				for (const [list, rows] of council)
					for (const row of rows) {
						const child = String(row['Child Unique ID']);
						listsOf.set(child, (listsOf.get(child) ?? new Set()).add(list));
					}
				expect(cases).toHaveLength(listsOf.size);
				for (const one of cases) expect(one.lists).toEqual([...(listsOf.get(one.caseRef) ?? [])].sort((a, b) => a - b));
			})
		);
	});

	test('the order of the sheets changes nothing but the order of the children', () => {
		fc.assert(
			fc.property(aCouncil, (council) => {
				const one = read(sheetsOf(council));
				const other = read(sheetsOf(council).reverse());
				expect(inOrder(other.cases)).toEqual(inOrder(one.cases));
				expect({ ...other.counts, teams: new Set(other.counts.teams) }).toEqual({
					...one.counts,
					teams: new Set(one.counts.teams)
				});
			})
		);
	});

	test('the counts add up: by team, by stage, and no more open than there are', () => {
		fc.assert(
			fc.property(aCouncil, (council) => {
				const { cases, counts } = read(sheetsOf(council));
				const sum = (of: readonly { children: number; open: number }[]) => [
					of.reduce((total, one) => total + one.children, 0),
					of.reduce((total, one) => total + one.open, 0)
				];
				expect(sum(counts.teams)).toEqual([cases.length, counts.open]);
				expect(sum(counts.stages)).toEqual([cases.length, counts.open]);
				for (const { rows, kept, children } of counts.lists) {
					expect(kept).toBeLessThanOrEqual(rows);
					expect(children).toBeLessThanOrEqual(kept);
				}
				expect(counts.stages.map((one) => stages.indexOf(one.stage))).toEqual(
					counts.stages.map((one) => stages.indexOf(one.stage)).sort((a, b) => a - b)
				);
			})
		);
	});

	test('a row more never takes a child out, nor out of a list', () => {
		fc.assert(
			fc.property(aCouncil, fc.integer({ min: 1, max: 10 }), fc.nat(40), (council, list, child) => {
				const row = { 'Child Unique ID': `9X-${100 + child}` };
				const more = new Map([...council, [list, [...(council.get(list) ?? []), row]]]);
				const after = new Map(read(sheetsOf(more)).cases.map((one) => [one.caseRef, one]));
				for (const one of read(sheetsOf(council)).cases)
					expect(after.get(one.caseRef)?.lists).toEqual(expect.arrayContaining(one.lists));
			})
		);
	});

	test('a list written as CSV and read again is the same list', () => {
		const quoted = (cell: Cell | undefined) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
		fc.assert(
			fc.property(aCouncil, (council) => {
				const sheets = sheetsOf(council);
				const again = sheets.map((sheet): Sheet => {
					const text = sheet.rows.map((row) => row.cells.map(quoted).join(',')).join('\r\n');
					const rows = readCsv(text);
					return { name: sheet.name, rows: rows.ok ? rows.value : [], isText: true };
				});
				expect(read(again).cases).toEqual(read(sheets).cases);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('comparing two caseloads', () => {
	const two = fc.tuple(aCouncil, aCouncil).map(([a, b]) => [read(sheetsOf(a)).cases, read(sheetsOf(b)).cases] as const);

	test('every child is new, gone or in both, and those in both are unchanged or named as changed', () => {
		fc.assert(
			fc.property(two, ([before, after]) => {
				const difference = compareFrames(before, after);
				const both = after.length - difference.new.length;
				expect(before.length - difference.gone.length).toBe(both);
				const changed = new Set(
					[...difference.team, ...difference.worker, ...difference.stage].map((one) => one.caseRef)
				);
				expect(difference.unchanged + changed.size).toBe(both);
			}),
			{ numRuns: 50 }
		);
	});

	test('backwards, who is new is gone and what changed is changed back', () => {
		fc.assert(
			fc.property(two, ([before, after]) => {
				const there = compareFrames(before, after);
				const back = compareFrames(after, before);
				expect(new Set(back.gone)).toEqual(new Set(there.new));
				expect(new Set(back.new)).toEqual(new Set(there.gone));
				const turned = there.stage.map(({ caseRef, from, to }) => ({ caseRef, from: to, to: from }));
				expect(new Set(back.stage)).toEqual(new Set(turned));
			}),
			{ numRuns: 50 }
		);
	});

	test('with itself nothing is new, gone or changed', () => {
		fc.assert(
			fc.property(aCouncil, (council) => {
				const { cases } = read(sheetsOf(council));
				expect(compareFrames(cases, cases)).toEqual({
					new: [],
					gone: [],
					team: [],
					worker: [],
					stage: [],
					unchanged: cases.length
				});
			}),
			{ numRuns: 30 }
		);
	});
});

test('a caseload of nobody counts nothing', () => {
	expect(countCases([])).toEqual({ children: 0, open: 0, lists: [], teams: [], stages: [] });
	expect(readAnnexA([], takenOn)).toEqual({ ok: false, problem: { code: 'caseload.no-lists' } });
	expect(readAnnexA([aList(6, [])], takenOn)).toEqual({ ok: false, problem: { code: 'caseload.no-children' } });
});

test.each([
	['Child Protection Plan', 'child-protection'],
	['CP', 'child-protection'],
	['CPP', 'child-protection'],
	['Looked after', 'looked-after'],
	['LAC', 'looked-after'],
	['CLA', 'looked-after'],
	['Children in care', 'looked-after'],
	['CIN', 'child-in-need'],
	['child_in_need', 'child-in-need'],
	['Section 47', 'section-47'],
	['S47 enquiry', 'section-47'],
	['C&F Assessment', 'assessment'],
	['Early Help', 'early-help'],
	['EHA', 'early-help'],
	['Care Leaver', 'care-leaver'],
	['Pathway plan', 'care-leaver'],
	['Placed for adoption', 'adoption'],
	['Referral', 'referral'],
	['Contact', 'contact'],
	['Live', null],
	['capacity', null],
	['', null]
])('a report’s %j means %j', (words, stage) => {
	expect(readStage(words)).toBe(stage);
});
