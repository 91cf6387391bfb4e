import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anItem, anyTable, aPlan } from '../aPlan.fixture.ts';
import { emptyItem } from '../PlanItem.ts';
import { compareTable, tableOf } from './compareTable.ts';
import { isHeading, readHeading, readRag } from './headings.ts';
import { isFault, type TableRow } from './PlanTable.ts';
import { readPlanRows } from './readPlanRows.ts';
import { writePlanRows } from './writePlanRows.ts';

const headings = ['Ref', 'Actions', 'Expected Impact/Outcome', 'Impact Measure', 'Lead and Timescale'];
const header = [...headings, 'Progress to date', 'Progress RAG', 'Impac t RAG'];
const item = (ref: string, action: string, ...more: string[]) => [ref, action, ...more];

function rows(...lines: (readonly string[] | string)[]): TableRow[] {
	return lines.map((line, at) => ({
		at: { part: 'sheet', name: 'Plan', row: at + 1 },
		cells: typeof line === 'string' ? [line] : line
	}));
}
function read(...lines: (readonly string[] | string)[]) {
	const { table, lines: report } = readPlanRows(rows(...lines));
	return {
		table,
		items: table.recommendations.flatMap(({ items }) => items),
		codes: report.map(({ code, at }) => `${code} ${at.row}`),
		faults: report.filter(isFault).map(({ code }) => code)
	};
}

test('the shape of 2018: a heading, what was found, the table, and the next', () => {
	const { table, codes } = read(
		'Post inspection plan',
		'RECOMMENDATION 1:',
		'Ensure that a clear system is established.',
		'Summary from the inspection:',
		'• Thresholds are well established.',
		header,
		item('1.1', 'Guidance to be written', 'Fewer', 'Audit', 'Rowan Hale 08/01/2018', 'Piloted', 'Green', ''),
		'RECOMMENDATION 2: Ensure that records are immediate.',
		header,
		item('2.1', 'All to be recorded', '', '', 'Ida Marsh 01/02/2018', '', '', 'R')
	);
	expect(codes).toEqual([]);
	expect(table).toMatchObject({
		title: 'Post inspection plan',
		recommendations: [
			{
				number: '1',
				words: 'Ensure that a clear system is established.',
				summary: 'Summary from the inspection:\n• Thresholds are well established.',
				items: [{ ref: '1.1', progress: 'Piloted', progressRag: 'green', impactRag: null }]
			},
			{ number: '2', words: 'Ensure that records are immediate.', items: [{ ref: '2.1', impactRag: 'red' }] }
		]
	});
});

test('whatever a plan holds comes back from the lines it is written as', () => {
	fc.assert(
		fc.property(anyTable, (table) => {
			const lines = writePlanRows(table).map((line) => ('cells' in line ? line.cells : line.text));
			const { table: again, faults } = read(...lines);
			expect(faults).toEqual([]);
			expect(again).toEqual(table);
		}),
		{ numRuns: 300 }
	);
});

describe('what is not as it should be', () => {
	test('headings that go on in the next line, a first column without a name, columns of their own for who and when', () => {
		const torn = read(
			['', 'Actions', 'Expected Impact/Outcome', 'Impact', 'Lead and', 'Progress to date', 'Progress', 'Impac'],
			['', '', '', 'Measure', 'Timescale', '', 'RAG', 't RAG'],
			item('3.1', 'Duplicate forms', 'All seen', 'Audit', 'Rowan Hale 01/03/2018', '', 'Amber')
		);
		expect(torn.items).toMatchObject([{ ref: '3.1', measure: 'Audit', progressRag: 'amber' }]);
		const apart = read(['No.', 'Action', 'Lead officer', 'By when'], ['1', 'Write it', 'Rowan Hale', '01/04/2026']);
		expect(apart.items).toMatchObject([{ ref: '1', lead: 'Rowan Hale\n01/04/2026' }]);
		expect(apart.codes).toEqual(['no-recommendation 2']);
	});

	test('merged cells: a row torn in two is one again, and two actions under one reference are told apart', () => {
		const { items, codes, faults } = read(
			'Recommendation 5:',
			'Plans',
			header,
			item('5.1', 'Workshop', 'Plans are SMART', 'Audit', 'Rowan Hale 01/04/2018'),
			item('5.1', 'Workshop', 'Every child has one', 'Audit', 'Rowan Hale 01/04/2018'),
			item('5.2', 'Guide', 'Easy to find', 'Audit', 'Ida Marsh 01/04/2018'),
			item('5.2', 'Templates', 'Understood', 'Review', 'Ida Marsh 01/11/2018'),
			item('', 'for every team.'),
			item('', '', '', '', '', 'Begun')
		);
		expect(faults).toEqual([]);
		expect(codes).toEqual(['joined 5', 'joined 8', 'joined 9', 'ref-lettered 7']);
		expect(items).toMatchObject([
			{ ref: '5.1', outcome: 'Plans are SMART\nEvery child has one' },
			{ ref: '5.2', action: 'Guide' },
			{ ref: '5.2b', action: 'Templates\nfor every team.', progress: 'Begun' }
		]);
	});

	test('missing references are given after the highest there is', () => {
		const { items, codes } = read(
			'Recommendation 6: Oversight',
			header,
			item('', 'Audit folders', 'Better', 'Audit', 'Rowan Hale 01/02/2018'),
			item('6.4', 'Observe', 'Known', 'Audit', 'Rowan Hale 01/03/2018'),
			item('', 'Learn', 'Shown', 'Audit', 'Rowan Hale 01/04/2018')
		);
		expect(items.map(({ ref }) => ref)).toEqual(['6.5', '6.4', '6.6']);
		expect(codes).toEqual(['ref-given 3', 'ref-given 5']);
	});

	test.each([
		['31/02/2018', ['no-day 2']],
		['Ongoing', ['no-day 2']],
		['Rowan Hale 1 March 2018', []],
		['43191', ['no-day 2']]
	])('a day that cannot be read is kept as its words and said: %s', (lead, expected) => {
		const { items, codes } = read(header, item('1.1', 'Write it', '', '', lead));
		expect(items[0]?.lead).toBe(lead);
		expect(codes.filter((code) => code.startsWith('no-day'))).toEqual(expected);
	});

	test('a RAG that is no colour is kept as words under progress; a filled cell is read by its colour', () => {
		const words = read(header, item('1.1', 'Write it', '', '', '01/04/2026', 'Begun', 'Blue', ''));
		expect(words.items).toMatchObject([{ progress: 'Begun\nProgress RAG: Blue', progressRag: null }]);
		const [first, second] = rows(header, item('1.1', 'Write it', '', '', '01/04/2026', '', '', ''));
		if (first === undefined || second === undefined) throw new Error('two rows');
		const shades = [null, null, null, null, null, null, 'red' as const, null];
		const { table, lines } = readPlanRows([first, { ...second, shades }]);
		expect(table.recommendations[0]?.items[0]).toMatchObject({ progressRag: 'red', impactRag: null });
		expect(lines.map(({ code }) => code)).toContain('rag-shade');
	});

	test.each<[string, string[], (readonly string[] | string)[]]>([
		['the same reference in two places', ['ref-twice'], [header, item('1.1', 'A'), item('1.2', 'B'), item('1.1', 'C')]],
		['a reference that is none', ['ref-wrong'], [header, item('see above', 'A')]],
		['a reference without an action', ['action-missing'], [header, item('1.1', '', 'Better')]],
		['more than a cell holds', ['too-long'], [header, item('1.1', 'x'.repeat(8_001))]],
		[
			'a recommendation twice',
			['number-twice'],
			['Recommendation 1: A', 'Recommendation 2: B', 'Recommendation 1: A', header, item('1.1', 'A')]
		],
		['no table at all', ['no-table'], ['Minutes of the meeting', ['Present', 'Rowan Hale']]]
	])('%s has to be mended in the file', (_, faults, lines) => {
		expect(read(...lines).faults).toEqual(faults);
	});

	test('a line that belongs to no action is said and left out', () => {
		const { codes, items } = read(header, item('1.1', 'Write it', '', '', '01/04/2026'), 'Updated in March', [
			'',
			'',
			'x',
			'',
			'',
			'',
			'',
			'',
			'extra'
		]);
		expect(codes.filter((code) => code.startsWith('left-out'))).toEqual(['left-out 3', 'left-out 4']);
		expect(items).toHaveLength(1);
	});

	test('an empty file holds no plan, and whatever its lines are no action is without a reference', () => {
		expect(readPlanRows([]).table.recommendations).toEqual([]);
		fc.assert(
			fc.property(fc.array(fc.array(fc.string(), { maxLength: 9 }), { maxLength: 12 }), (lines) => {
				const { items, faults } = read(header, ...lines);
				const refs = items.map(({ ref }) => ref);
				expect(refs).not.toContain('');
				expect(new Set(refs).size === refs.length).toBe(!faults.includes('ref-twice'));
			})
		);
	});
});

describe('headings', () => {
	test('a recommendation is told by its number', () => {
		expect(readHeading('RECOMMENDATION 12:')).toEqual({ number: '12', words: '' });
		expect(readHeading('Recommendation IV – Ensure it')).toEqual({ number: 'IV', words: 'Ensure it' });
		expect(readHeading('Recommendation 3a. Ensure it')).toEqual({ number: '3a', words: 'Ensure it' });
		expect(['Recommendation 2 was met.', 'Recommendations', 'Recommendation for all: do it'].some(isHeading)).toBe(
			false
		);
	});

	test('colours by their word or first letter', () => {
		expect(['G', 'amber', ' Red ', 'yellow', '', 'Complete'].map(readRag)).toEqual([
			'green',
			'amber',
			'red',
			'amber',
			null,
			'other'
		]);
	});
});

describe('a table that comes back', () => {
	const plan = aPlan([anItem({ ref: '1.1', progress: 'Begun' }), anItem({ ref: '1.2' })]);

	test('as it went out it changes nothing', () => {
		expect(compareTable(plan, tableOf(plan))).toEqual({ recommendations: [], added: [], changed: [], missing: [] });
	});

	test('what was written, emptied, added and taken out of it is told by reference; nothing is taken out of the plan', () => {
		const out = tableOf(plan);
		const [first] = out.recommendations;
		const [kept] = first?.items ?? [];
		if (first === undefined || kept === undefined) throw new Error('an item');
		const back = {
			...out,
			recommendations: [
				{ ...first, items: [{ ...kept, progress: '', progressRag: 'green' as const }] },
				{ ...{ number: '2', words: 'Visits', summary: '' }, items: [{ ...kept, ref: '2.1' }] }
			]
		};
		expect(compareTable(plan, back)).toEqual({
			recommendations: [{ number: '2', words: 'Visits', summary: '', isNew: true }],
			added: [{ recommendation: '2', cells: { ...emptyItem, ...kept, ref: '2.1' } }],
			changed: [
				{
					item: plan.items[0],
					cells: { ...plan.items[0]?.cells, progress: '', progressRag: 'green' },
					changed: ['progress', 'progressRag']
				}
			],
			missing: ['1.2']
		});
	});
});
