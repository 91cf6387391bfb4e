import { describe, expect, test } from 'vitest';
import { annexALists } from '#lib/domain/frames/annexAColumns.ts';
import { addDays, daysBetween } from '#lib/domain/shared/dates.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { adoptedRows, adoptionRow, careLeaverRow, careRow, contactRow, earlyHelpRow } from './careRows.ts';
import { Chance } from './Chance.ts';
import { Journey, yearsOf } from './Journey.ts';
import { assessmentRow, needRow, planRow, referralRow, section47Row } from './socialWorkRows.ts';
import type { WrittenCell } from './WrittenCell.ts';

const asAt = '2026-11-01';
const who = { team: 'Riverside', worker: 'Joe Pryce' };

function aJourney(seed: string, bornOn = '2014-03-12') {
	const child = {
		caseRef: '9X-1',
		bornOn,
		gender: 'a) Male',
		ethnicity: 'a) WBRI',
		disability: 'b) No',
		route: 'contact'
	} as const;
	return new Journey(child, asAt, who, new Chance(seed));
}

/** The first row that each of many journeys gets. */
function rows(write: (journey: Journey) => void, bornOn?: string): Record<string, WrittenCell>[] {
	return Array.from({ length: 150 }, (_, seed) => {
		const journey = aJourney(`row ${seed}`, bornOn);
		write(journey);
		return must(journey.entries[0], 'a row').values;
	});
}

const dayIn = (row: Record<string, WrittenCell>, header: string): string | null => {
	const cell = row[header];
	return cell !== null && typeof cell === 'object' && cell.kind === 'date' ? cell.day : null;
};

const writers: [string, number, (journey: Journey) => void][] = [
	['a contact', 1, contactRow],
	['early help going on', 2, (journey) => earlyHelpRow(journey, false)],
	['early help completed', 2, (journey) => earlyHelpRow(journey, true)],
	['a referral', 3, (journey) => referralRow(journey, false)],
	['a referral closed', 3, (journey) => referralRow(journey, true)],
	['an assessment', 4, (journey) => assessmentRow(journey, false)],
	['an assessment authorised', 4, (journey) => assessmentRow(journey, true)],
	['an enquiry', 5, (journey) => section47Row(journey, 'open')],
	['an enquiry with a conference', 5, (journey) => section47Row(journey, 'conference')],
	['a child in need', 6, (journey) => needRow(journey, 'c) Child in need plan')],
	['a child no longer in need', 6, (journey) => needRow(journey, 'e) Closed episode')],
	['a plan', 7, (journey) => planRow(journey, false)],
	['a plan ended', 7, (journey) => planRow(journey, true)],
	['care', 8, (journey) => careRow(journey, false)],
	['care ceased', 8, (journey) => careRow(journey, true)],
	['a care leaver', 9, (journey) => careLeaverRow(journey, 'b) Former relevant child')],
	['adoption', 10, (journey) => adoptionRow(journey, false)],
	['adoption made', 10, (journey) => adoptionRow(journey, true)]
];

describe.each(writers)('the row of %s', (_, list, write) => {
	const headers = new Set(must(annexALists[list - 1], 'a list').columns.map(({ header }) => header));

	test('is in its list, under that list’s headers', () => {
		const journey = aJourney('headers');
		write(journey);
		expect(journey.entries[0]?.list).toBe(list);
		const own = Object.keys(must(journey.entries[0], 'a row').values).filter((header) => !headers.has(header));
		// Who the child is stands in every row; a list that has no such column leaves it out.
		expect(
			own.filter(
				(header) =>
					!['Gender', 'Ethnicity', 'Age of Child (Years)', 'Does the Child have a Disability'].includes(header)
			)
		).toEqual([]);
	});

	test('has no day that is still to come, whatever the seed', () => {
		for (const row of rows(write))
			for (const header of Object.keys(row)) expect((dayIn(row, header) ?? '') <= asAt).toBe(true);
	});

	// A plan may begin before birth; children placed for adoption are at least one year old.
	test('has no day before birth for the youngest it may name', () => {
		const bornOn = addDays(asAt, list === 10 ? -366 : -90);
		for (const row of rows(write, bornOn)) {
			const headersOfDays = Object.keys(row).filter((header) => header !== 'Child Protection Plan Start Date');
			for (const header of headersOfDays) expect((dayIn(row, header) ?? bornOn) >= bornOn).toBe(true);
		}
	});
});

describe('days in a row follow one another', () => {
	const inOrder = (write: (journey: Journey) => void, first: string, then: string, most: number) => {
		for (const row of rows(write)) {
			const gap = daysBetween(must(dayIn(row, first), first), must(dayIn(row, then), then));
			expect(gap).toBeGreaterThanOrEqual(0);
			expect(gap).toBeLessThanOrEqual(most);
		}
	};

	test('an assessment is authorised after it began', () => {
		inOrder(
			(journey) => assessmentRow(journey, true),
			'Continuous Assessment Start Date',
			'Continuous Assessment Date of Authorisation',
			58
		);
	});

	test('early help is completed after it began', () => {
		inOrder((journey) => earlyHelpRow(journey, true), 'Assessment start date', 'Assessment completion date', 40);
	});

	test('a conference comes after its strategy discussion', () => {
		inOrder(
			(journey) => section47Row(journey, 'conference'),
			'Strategy discussion initiating Section 47 Enquiry Start Date',
			'Date of Initial Child Protection Conference',
			25
		);
	});

	test('a plan that ended began before', () => {
		inOrder(
			(journey) => planRow(journey, true),
			'Child Protection Plan Start Date',
			'Child Protection Plan End Date',
			500
		);
	});

	test('care that ceased began before', () => {
		inOrder(
			(journey) => careRow(journey, true),
			'Date Started to be Looked After',
			'Date Ceased to be Looked After',
			2500
		);
	});

	test('each step of an adoption comes after the one before', () => {
		for (const row of rows((journey) => adoptionRow(journey, true), '2022-03-12')) {
			const steps = [
				'Date the Child Entered Care',
				'Date of Decision that Child Should be Placed for Adoption',
				'Date of Placement Order',
				'Date of Matching Child and Prospective Adopters',
				'Date Placed for Adoption',
				'Date of Adoption Order'
			];
			const days = steps.map((step) => dayIn(row, step)).filter((day) => day !== null);
			expect(days).toHaveLength(steps.length);
			expect(days).toEqual([...days].sort());
		}
	});
});

describe('what goes together stands together', () => {
	test('only what is closed has a day and a reason of closing', () => {
		for (const row of rows((journey) => needRow(journey, 'c) Child in need plan')))
			expect([row['CIN Closure Date'], row['Reason for Closure']]).toEqual([null, null]);
		for (const row of rows((journey) => needRow(journey, 'e) Closed episode'))) {
			expect(dayIn(row, 'CIN Closure Date')).not.toBe(null);
			expect(row['Reason for Closure']).not.toBe(null);
			expect(row['Date Child Was Last Seen']).toEqual(row['CIN Closure Date']);
		}
	});

	test('an enquiry that is open has no outcome yet', () => {
		for (const row of rows((journey) => section47Row(journey, 'open')))
			expect(row['Was an Initial Child Protection Conference deemed unnecessary?']).toBe(null);
	});

	test('a return interview is offered only after a missing episode', () => {
		const missing = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months";
		const offered = 'Was the child offered a Return Interview after their last missing episode (Y/N)?';
		const all = rows((journey) => careRow(journey, false), '2010-03-12');
		expect(all.some((row) => Number(row[missing]) > 0)).toBe(true);
		for (const row of all) expect(row[offered] === null).toBe(row[missing] === 0);
	});

	test('a young child in care has no missing episodes', () => {
		const missing = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months";
		for (const row of rows((journey) => careRow(journey, false), '2020-03-12')) expect(row[missing]).toBe(0);
	});

	test('some plans of babies begin before birth, and no other child’s', () => {
		const before = (bornOn: string) =>
			rows((journey) => planRow(journey, false), bornOn).filter(
				(row) => (dayIn(row, 'Child Protection Plan Start Date') ?? '') < bornOn
			).length;
		expect(before(addDays(asAt, -100))).toBeGreaterThan(50);
		expect(before('2014-03-12')).toBe(0);
	});

	test('who is adopted has left care, and is in both lists', () => {
		const journey = aJourney('adopted', '2022-03-12');
		adoptedRows(journey);
		expect(journey.entries.map(({ list }) => list)).toEqual([8, 10]);
		expect(journey.entries[0]?.values['Date Ceased to be Looked After']).not.toBe(null);
	});
});

describe('a journey', () => {
	test('names the child, the team and the worker in its rows', () => {
		const journey = aJourney('names');
		referralRow(journey, false);
		expect(journey.entries[0]?.values).toMatchObject({
			'Child Unique ID': '9X-1',
			Gender: 'a) Male',
			'Allocated Team': 'Riverside',
			'Allocated Worker': 'Joe Pryce',
			'Age of Child (Years)': 12
		});
	});

	test('counts years with their fraction, and below nought before birth', () => {
		expect(yearsOf({ child: { bornOn: '2025-11-01' }, asAt })).toBeCloseTo(1, 2);
		expect(yearsOf({ child: { bornOn: addDays(asAt, 30) }, asAt })).toBeLessThan(0);
	});

	test('gives a child not yet born the age nought', () => {
		const journey = aJourney('unborn', addDays(asAt, 60));
		contactRow(journey);
		expect(journey.entries[0]?.values['Age of Child (Years)']).toBe(0);
	});

	test('goes back no further than birth, and on no further than today', () => {
		const baby = aJourney('baby', addDays(asAt, -10));
		for (let times = 0; times < 100; times += 1) {
			expect(baby.ago(50, 900) >= addDays(asAt, -10)).toBe(true);
			expect(baby.after(addDays(asAt, -3), 1, 90) <= asAt).toBe(true);
		}
	});

	test('says yes as often as asked', () => {
		const journey = aJourney('yes');
		const yes = Array.from({ length: 1000 }, () => journey.yesNo(0.2)).filter((answer) => answer === 'a) Yes');
		expect(yes.length).toBeGreaterThan(150);
		expect(yes.length).toBeLessThan(250);
	});
});
