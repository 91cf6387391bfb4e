import { expect, test } from 'vitest';
import { annexAList } from '#lib/domain/frames/annexAColumns.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { inventChildren } from './inventChildren.ts';
import { inventTeams } from './inventTeams.ts';

const asAt = '2026-11-01';
const children = inventChildren({ children: 4000, seed: 'council', asAt });

test('the same seed invents the same children', () => {
	expect(inventChildren({ children: 50, seed: 'council', asAt })).toEqual(
		inventChildren({ children: 50, seed: 'council', asAt })
	);
	expect(inventChildren({ children: 50, seed: 'other', asAt })).not.toEqual(children.slice(0, 50));
});

test('case numbers begin with 9X- and are all different', () => {
	expect(new Set(children.map(({ caseRef }) => caseRef)).size).toBe(4000);
	expect(children.every(({ caseRef }) => /^9X-\d{6}$/.test(caseRef))).toBe(true);
});

test('the journey is about as wide at each stage as a council’s is', () => {
	const share = (stage: string) =>
		children.filter((child) => child.stage === stage && child.isOpen).length / children.length;
	expect(share('looked-after')).toBeGreaterThan(0.05);
	expect(share('looked-after')).toBeLessThan(0.11);
	expect(share('child-protection')).toBeGreaterThan(0.03);
	expect(share('child-protection')).toBeLessThan(0.07);
	expect(share('child-in-need')).toBeGreaterThan(0.1);
	expect(share('care-leaver')).toBeGreaterThan(0.03);
	expect(new Set(children.map(({ stage }) => stage)).size).toBeGreaterThanOrEqual(9);
});

test('each row has the headers of its list, a team and a worker of the council, and no date to come', () => {
	const workers = new Map(
		inventTeams('council', 4000).flatMap(({ team, workers: names }) => names.map((name) => [name, team]))
	);
	for (const { entries } of children) {
		for (const { list, values } of entries) {
			const headers = must(annexAList(list), `list ${list}`).columns.map(({ header }) => header);
			const strange = Object.keys(values).filter((header) => !headers.includes(header));
			expect(strange.filter((header) => header !== 'Does the Child have a Disability')).toEqual([]);
			const worker = values['Allocated Worker'];
			if (typeof worker === 'string') expect(workers.get(worker)).toBe(values['Allocated Team']);
			for (const [header, cell] of Object.entries(values)) {
				if (header !== 'Date of Birth' && typeof cell === 'object' && cell !== null && 'day' in cell) {
					expect(cell.day <= asAt).toBe(true);
				}
			}
		}
	}
});

test('every child has a row, some several, and all lists but the adopters’ are filled', () => {
	expect(children.every(({ entries }) => entries.length > 0)).toBe(true);
	expect(children.some(({ entries }) => entries.length >= 3)).toBe(true);
	const lists = new Set(children.flatMap(({ entries }) => entries.map(({ list }) => list)));
	expect([...lists].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('some children are not yet born, care leavers are grown', () => {
	expect(children.some(({ bornOn }) => bornOn > asAt)).toBe(true);
	expect(children.filter(({ route, bornOn }) => route === 'care-leaver' && bornOn > '2008-11-01')).toEqual([]);
});
