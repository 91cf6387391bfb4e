import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeAt, isScaleGrade, isWorse, lowerMiddle, lowerOf, rankOf, scaleGrades, sortByGrade } from './grades.ts';

const grades = fc.constantFrom(...scaleGrades);

test('the scale runs from Inadequate to Outstanding', () => {
	expect(scaleGrades.map(rankOf)).toEqual([0, 1, 2, 3]);
	expect(scaleGrades.map((_, rank) => gradeAt(rank))).toEqual([...scaleGrades]);
});

test('past the ends of the scale is the end', () => {
	expect([gradeAt(-1), gradeAt(4)]).toEqual(['inadequate', 'outstanding']);
});

test('not applicable is no place on the scale', () => {
	expect([isScaleGrade('good'), isScaleGrade('na'), isScaleGrade(undefined)]).toEqual([true, false, false]);
});

test('of two grades the lower is the worse', () => {
	expect(lowerOf('good', 'inadequate')).toBe('inadequate');
	expect(isWorse('good', 'good')).toBe(false);
});

test('of two middle ones the lower middle is the worse', () => {
	expect(lowerMiddle(graded('good', 'inadequate'))?.grade).toBe('inadequate');
	expect(lowerMiddle(graded('outstanding', 'good', 'inadequate'))?.grade).toBe('good');
	expect(lowerMiddle([])).toBeUndefined();
});

test('the lower middle: at least half are no better, and more than half are no worse', () => {
	fc.assert(
		fc.property(fc.array(grades, { minLength: 1, maxLength: 12 }), (given) => {
			const middle = lowerMiddle(graded(...given))?.grade ?? 'outstanding';
			expect(given.filter((grade) => !isWorse(middle, grade)).length * 2).toBeGreaterThanOrEqual(given.length);
			expect(given.filter((grade) => !isWorse(grade, middle)).length * 2).toBeGreaterThan(given.length);
		})
	);
});

test('sorting keeps equal grades in the order given', () => {
	const sorted = sortByGrade([
		{ id: 'a', grade: 'good' as const },
		{ id: 'b', grade: 'inadequate' as const },
		{ id: 'c', grade: 'good' as const }
	]);
	expect(sorted.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});

function graded(...given: (typeof scaleGrades)[number][]) {
	return given.map((grade) => ({ grade }));
}
