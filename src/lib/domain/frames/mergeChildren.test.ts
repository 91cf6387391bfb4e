import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import { aList } from './aSheet.fixture.ts';
import type { Cell, Sheet } from './cells.ts';
import { readAnnexA } from './readAnnexA.ts';
import { frameCase } from './SamplingFrame.ts';

const takenOn = '2026-11-01';
const child = { 'Child Unique ID': '9X-1' };

function caseload(...sheets: Sheet[]) {
	const read = readAnnexA(sheets, takenOn);
	if (!read.ok) throw new Error(read.problem.code);
	return read.value;
}

const caseOf = (...sheets: Sheet[]) => must(caseload(...sheets).cases[0], 'a case');

const closed = {
	need: aList(6, [{ ...child, 'CIN Closure Date': '2026-10-01', 'Case Status': 'e) Closed episode' }]),
	plan: aList(7, [{ ...child, 'Child Protection Plan End Date': '2026-09-15' }]),
	care: aList(8, [{ ...child, 'Date Ceased to be Looked After': '2026-08-20' }])
};
const open = {
	contact: aList(1, [child]),
	earlyHelp: aList(2, [child]),
	referral: aList(3, [child]),
	assessment: aList(4, [child]),
	enquiry: aList(5, [child]),
	need: aList(6, [child]),
	plan: aList(7, [child]),
	care: aList(8, [child]),
	leaver: aList(9, [{ ...child, 'LA in Touch': 'a) Yes' }]),
	adoption: aList(10, [child])
};

test('the stage is the most intensive open list', () => {
	const all = [
		open.contact,
		open.earlyHelp,
		open.referral,
		open.assessment,
		open.enquiry,
		open.need,
		open.plan,
		open.care
	];
	const stages = all.map((_, at) => caseOf(...all.slice(0, at + 1)).stage);
	expect(stages).toEqual([
		'contact',
		'early-help',
		'referral',
		'assessment',
		'section-47',
		'child-in-need',
		'child-protection',
		'looked-after'
	]);
	expect(caseOf(...all)).toMatchObject({ lists: [1, 2, 3, 4, 5, 6, 7, 8], open: true, planType: 'care-plan' });
});

test('a closed list, however intensive, gives way to an open one', () => {
	expect(caseOf(open.need, closed.plan, closed.care)).toMatchObject({
		stage: 'child-in-need',
		open: true,
		planType: 'child-in-need-plan'
	});
	expect(caseOf(open.earlyHelp, closed.need)).toMatchObject({ stage: 'early-help', open: true });
});

test('when all is closed the case is, from the last day of it, at its most intensive stage', () => {
	const merged = caseOf(closed.need, closed.plan, closed.care);
	expect(merged).toMatchObject({
		stage: 'looked-after',
		open: false,
		planType: null,
		dates: { closedOn: '2026-10-01', cppEndedOn: '2026-09-15' }
	});
	expect(caseOf(open.need, closed.plan).dates).not.toHaveProperty('closedOn');
});

test('care leavers and adoption stand apart, below any open work with the child', () => {
	expect(caseOf(open.leaver)).toMatchObject({ stage: 'care-leaver', open: true, planType: 'pathway-plan' });
	expect(caseOf(open.leaver, open.care)).toMatchObject({ stage: 'looked-after', lists: [8, 9] });
	expect(caseOf(open.leaver, closed.care)).toMatchObject({ stage: 'care-leaver', open: true });
	expect(caseOf(open.adoption)).toMatchObject({ stage: 'adoption', open: true });
	expect(caseOf(open.adoption, open.leaver)).toMatchObject({ stage: 'care-leaver', lists: [9, 10] });
	expect(caseOf(aList(9, [{ ...child, 'LA in Touch': 'c) Died' }]))).toMatchObject({
		stage: 'care-leaver',
		open: false
	});
	expect(caseOf(aList(10, [{ ...child, 'Date of Adoption Order': '2026-10-01' }]))).toMatchObject({
		stage: 'adoption',
		open: false
	});
});

test('a contact alone is no open work, and a referral is until something is decided', () => {
	expect(caseOf(open.contact)).toMatchObject({ stage: 'contact', open: false });
	expect(caseOf(open.referral)).toMatchObject({ stage: 'referral', open: true });
	expect(caseOf(aList(3, [{ ...child, 'Referral NFA?': 'a) Yes' }]))).toMatchObject({ stage: 'referral', open: false });
	const authorised = { ...child, 'Continuous Assessment Date of Authorisation': '2026-10-10' };
	expect(caseOf(open.referral, aList(4, [authorised]))).toMatchObject({ stage: 'assessment', open: false });
	const earlier = { ...authorised, 'Continuous Assessment Start Date': '2026-01-01' };
	expect(caseOf(open.referral, aList(4, [earlier]))).toMatchObject({ stage: 'referral', open: true });
});

test('an enquiry is open until a conference is held or found unnecessary', () => {
	const enquiry = (values: Record<string, Cell>) => caseOf(aList(5, [{ ...child, ...values }])).open;
	const conference = 'Date of Initial Child Protection Conference';
	expect(enquiry({})).toBe(true);
	expect(enquiry({ [conference]: '2026-11-09' })).toBe(true);
	expect(enquiry({ [conference]: '2026-10-09' })).toBe(false);
	expect(enquiry({ 'Was an Initial Child Protection Conference deemed unnecessary?': 'a) Yes' })).toBe(false);
});

test('an end that is still to come leaves the case open', () => {
	expect(caseOf(aList(7, [{ ...child, 'Child Protection Plan End Date': '2026-11-20' }])).open).toBe(true);
});

test('of several rows in one list the open one counts, then the latest', () => {
	const start = 'Child Protection Plan Start Date';
	const end = 'Child Protection Plan End Date';
	const rows = [
		{ ...child, [start]: '2026-02-01', 'Allocated Worker': 'Priya Raman' },
		{ ...child, [start]: '2026-05-01', [end]: '2026-06-01' }
	];
	for (const order of [rows, rows.toReversed()]) {
		expect(caseOf(aList(7, order))).toMatchObject({
			open: true,
			worker: 'Priya Raman',
			dates: { cppStartedOn: '2026-02-01' }
		});
	}
	const contacts = aList(1, [
		{ ...child, 'Date of Contact': '2026-09-01' },
		{ ...child, 'Date of Contact': '2026-08-01' }
	]);
	expect(caseOf(contacts).dates.contactOn).toBe('2026-09-01');
});

test('team and worker are those of the stage, or of the next list that names one', () => {
	const care = { ...child, 'Allocated Team': '#N/A', 'Allocated Worker': 'Dana Whitlock' };
	expect(caseOf(open.need, aList(8, [care]))).toMatchObject({
		stage: 'looked-after',
		team: 'North',
		worker: 'Dana Whitlock'
	});
});

test('the organisation leading early help is its team, but not the team of any other work', () => {
	const help = aList(2, [{ ...child, 'Organisation completing assessment': 'Early Help Locality 2' }]);
	expect(caseOf(help).team).toBe('Early Help Locality 2');
	expect(caseOf(help, aList(6, [{ ...child, 'Allocated Team': null }])).team).toBeNull();
	expect(caseOf(help, closed.need).team).toBe('Early Help Locality 2');
});

test('what cohorts are chosen by is kept as codes', () => {
	const care = {
		...child,
		"Child's Legal Status": 'C2: FCO',
		'Placement Type': 'k) P1: Placed with parents',
		'Number of Placements in the Last 12 months': 3
	};
	expect(caseOf(aList(8, [care]))).toMatchObject({
		legalStatus: 'C2',
		placement: 'P1',
		placements: 3,
		missingEpisodes: 0,
		uasc: false,
		disability: false
	});
	const plan = { ...child, 'Was the Child Seen Alone?': 'a) Yes', 'Number of Previous Child Protection Plans': 2 };
	expect(caseOf(aList(7, [plan]))).toMatchObject({ seenAlone: true, previousPlans: 2 });
});

test('the case status of list 6 names the plan, the list names the stage', () => {
	const plan = (status: string) => caseOf(aList(6, [{ ...child, 'Case Status': status }])).planType;
	expect(plan('c) Child in need plan')).toBe('child-in-need-plan');
	expect(plan('b) Child Protection plan')).toBe('child-protection-plan');
	expect(plan('a) Looked after child')).toBe('care-plan');
	expect(plan('d) Open assessment')).toBeNull();
});

test('the age band comes from any row that has a date of birth, and an unborn child is unborn', () => {
	const noBirthday = aList(1, [{ ...child, 'Date of Birth': null, 'Age of Child (Years)': 3 }]);
	expect(caseOf(noBirthday).ageBand).toBe('1-4');
	expect(caseOf(noBirthday, open.need).ageBand).toBe('8-11');
	expect(caseOf(aList(1, [{ ...child, 'Date of Birth': '2027-01-10' }])).ageBand).toBe('unborn');
});

test('a child of no known age, or with two dates of birth, is counted without being named', () => {
	const unknown = aList(1, [{ ...child, 'Date of Birth': null, 'Age of Child (Years)': null }]);
	expect(caseload(unknown).warnings).toContainEqual({
		code: 'caseload.age-unknown',
		level: 'check',
		list: null,
		column: null,
		rows: [],
		count: 1
	});
	const twice = caseload(open.need, aList(1, [{ ...child, 'Date of Birth': '2015-12-03' }]));
	expect(twice.warnings.map(({ code }) => code)).toContain('caseload.born-differs');
});

test('a file without lists, or with lists and no children, is refused', () => {
	expect(readAnnexA([{ name: 'Sheet1', rows: [] }], takenOn)).toMatchObject({ problem: { code: 'caseload.no-lists' } });
	expect(readAnnexA([aList(1, [])], takenOn)).toMatchObject({ problem: { code: 'caseload.no-children' } });
});

const secret = fc.constantFrom(
	'Alex Example',
	'QZ9 8XY',
	'QZ98XY',
	'03/02/2011',
	'2011-02-03',
	'3 February 2011',
	'Flat 2, 9 Nowhere Street'
);
const wrongPlace = fc.constantFrom(
	'Child Unique ID',
	'Gender',
	'Ethnicity',
	'Contact Source',
	'Placement postcode',
	'Placement Type',
	"Child's Legal Status",
	'Primary Need Code',
	'Case Status',
	'URN of Placement',
	'Was the Child Seen Alone?',
	'Date of Birth',
	'Age of Child (Years)',
	'Latest Category of Abuse',
	'LA of Placement',
	'Shoe size'
);

test('a name, date of birth, postcode or address comes out of no column it may have slipped into', () => {
	const rowOf = fc.record({
		list: fc.integer({ min: 1, max: 10 }),
		at: wrongPlace,
		value: secret
	});
	fc.assert(
		fc.property(fc.array(rowOf, { minLength: 1, maxLength: 12 }), (rows) => {
			const sheets = rows.map(({ list, at, value }, index) => {
				const sheet = aList(list, [{ 'Child Unique ID': `9X-${index}`, [at]: value }]);
				const extra = sheet.rows.map(({ row, cells }) => ({
					row,
					cells: [...cells, value]
				}));
				return { ...sheet, rows: extra };
			});
			const told = JSON.stringify(readAnnexA([...sheets, open.contact], takenOn));
			for (const piece of ['Alex', 'Example', 'QZ9', '8XY', '2011', 'February', 'Nowhere'])
				expect(told).not.toContain(piece);
		}),
		{ numRuns: 300 }
	);
});

test('every case that comes out is of the shape that may leave, and of no other', () => {
	const { cases } = caseload(
		...Object.values(open),
		...[aList(1, [{ 'Child Unique ID': '9X-2' }])].map((sheet) => ({ ...sheet, name: 'List 1 again' }))
	);
	for (const one of cases) expect(frameCase.parse(one)).toEqual(one);
});
