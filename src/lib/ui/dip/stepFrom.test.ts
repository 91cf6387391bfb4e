import { expect, test } from 'vitest';
import { stepFrom } from './stepFrom.ts';

const size = { rows: 3, columns: 4 };
const from = (row: number, column: number, key: string) => {
	const to = stepFrom({ row, column }, key, size);
	return to === null ? null : [to.row, to.column];
};

test('arrows go one square, and stay at the edges', () => {
	expect([from(1, 1, 'ArrowRight'), from(1, 1, 'ArrowLeft')]).toEqual([
		[1, 2],
		[1, 0]
	]);
	expect([from(1, 1, 'ArrowDown'), from(1, 1, 'ArrowUp')]).toEqual([
		[2, 1],
		[0, 1]
	]);
	expect([from(2, 3, 'ArrowDown'), from(2, 3, 'ArrowRight'), from(0, 0, 'ArrowUp'), from(0, 0, 'ArrowLeft')]).toEqual([
		[2, 3],
		[2, 3],
		[0, 0],
		[0, 0]
	]);
});

test('Home and End go along the child, Page Up and Page Down along the question', () => {
	expect([from(1, 2, 'Home'), from(1, 2, 'End'), from(1, 2, 'PageUp'), from(1, 2, 'PageDown')]).toEqual([
		[1, 0],
		[1, 3],
		[0, 2],
		[2, 2]
	]);
});

test('an answer goes on along the child, then to the next child, and after the last one nowhere', () => {
	expect([from(0, 2, 'Next'), from(0, 3, 'Next'), from(2, 3, 'Next')]).toEqual([[0, 3], [1, 0], null]);
});

test('other keys lead nowhere', () => {
	expect(['y', '1', 'Tab', 'Escape'].map((key) => from(1, 1, key))).toEqual([null, null, null, null]);
});

test('answering every square in turn meets each of them once', () => {
	const met = new Set<string>();
	let at: { row: number; column: number } | null = { row: 0, column: 0 };
	while (at !== null) {
		met.add(`${at.row} ${at.column}`);
		at = stepFrom(at, 'Next', size);
	}
	expect(met.size).toBe(size.rows * size.columns);
});
