import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { Chance } from './Chance.ts';
import type { InventedChild } from './inventChildren.ts';
import { inventChildren } from './inventChildren.ts';
import { dirtRates, isAdultByMistake, plantDirt } from './plantDirt.ts';
import { Tally } from './Tally.ts';
import type { ListEntry } from './WrittenCell.ts';
import { oldHeaders } from './wordHeader.ts';

const asAt = '2026-11-01';
const children = inventChildren({ children: 6000, seed: 'dirt', asAt });

/** Every row of a list with its dirt, and the tally of all of it. */
function soiled(list: number) {
	const tally = new Tally();
	const rows = children.flatMap((child) =>
		child.entries
			.filter((entry) => entry.list === list)
			.map((entry) => {
				const headers = new Set(Object.keys(entry.values));
				return {
					child,
					entry,
					values: plantDirt(child, entry, new Chance(`${child.caseRef} ${list}`), { asAt, tally, headers })
				};
			})
	);
	return { tally: tally.planted(), rows };
}

const share = (count: number | undefined, rows: readonly unknown[]) => (count ?? 0) / rows.length;

test('each kind of dirt comes about as often as its rate says', () => {
	const { tally, rows } = soiled(6);
	expect(share(tally['caseload.age-decimal 6'], rows)).toBeCloseTo(dirtRates.decimalAge, 1);
	expect(share(tally['caseload.space-in-text 6'], rows)).toBeCloseTo(dirtRates.oddSpace, 1);
	expect(share(tally['caseload.cell-missing 6'], rows)).toBeCloseTo(dirtRates.noEthnicity, 1);
	expect(share(tally['caseload.not-available 6'], rows)).toBeCloseTo(2 * dirtRates.noTeam, 1);
	expect(Object.keys(tally).length).toBeGreaterThan(8);
});

test('what is tallied is what stands in the cells', () => {
	const { tally, rows } = soiled(8);
	const cells = (header: string) => rows.map(({ values }) => values[header]);
	expect(cells('Placement postcode').filter((cell) => cell === 'nope')).toHaveLength(
		tally['caseload.postcode-unusable 8'] ?? 0
	);
	expect(cells('Ethnicity').filter((cell) => cell === null)).toHaveLength(tally['caseload.cell-missing 8'] ?? 0);
	expect(
		cells('Age of Child (Years)').filter((cell) => typeof cell === 'number' && !Number.isInteger(cell))
	).toHaveLength(tally['caseload.age-decimal 8'] ?? 0);
	expect(cells('Allocated Worker').filter((cell) => typeof cell === 'string' && cell.includes('\u00a0'))).toHaveLength(
		tally['caseload.space-in-text 8'] ?? 0
	);
});

test('the row it was given is left as it was', () => {
	const child = must(
		children.find(({ entries }) => entries.length > 1),
		'a child of several lists'
	);
	const entry: ListEntry = must(child.entries[0], 'a row');
	const before = structuredClone(entry);
	for (let at = 0; at < 200; at += 1) {
		plantDirt(child, entry, new Chance(`again ${at}`), {
			asAt,
			tally: new Tally(),
			headers: new Set(Object.keys(entry.values))
		});
	}
	expect(entry).toEqual(before);
});

test('a grown-up among the children is grown up in all their rows', () => {
	const adults = children.filter(isAdultByMistake);
	expect(adults.length).toBeGreaterThan(0);
	const bornOn = (child: InventedChild) =>
		new Set(
			child.entries.map((entry) => {
				const headers = new Set(Object.keys(entry.values));
				const values = plantDirt(child, entry, new Chance('adult'), { asAt, tally: new Tally(), headers });
				return JSON.stringify(values['Date of Birth']);
			})
		);
	for (const adult of adults) expect(bornOn(adult).size).toBe(1);
});

test('the older list 9 has thirteen columns', () => {
	expect(oldHeaders(9)).toHaveLength(13);
	expect(oldHeaders(9)).not.toContain('Allocated Personal Advisor');
});
