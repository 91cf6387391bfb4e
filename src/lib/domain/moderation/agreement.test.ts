import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaleGrades, type ScaleGrade } from '../grading/grades.ts';
import { agreementByGroup, agreementOf, fewestInGroup, type GradePair } from './agreement.ts';
import { linear, quadratic, weightedKappa } from './kappa.ts';

describe('weighted kappa', () => {
	/** The worked example printed with PROC FREQ, kept in statsmodels' test of inter_rater: linear weights. */
	test('with its error and range is that of the SAS example', () => {
		const kappa = weightedKappa(
			[
				[0, 4, 1],
				[0, 8, 0],
				[0, 1, 5]
			],
			linear
		);
		expect(kappa?.value).toBeCloseTo(0.4701, 4);
		expect(kappa?.error).toBeCloseTo(0.1457, 4);
		expect(kappa?.low).toBeCloseTo(0.1845, 4);
		expect(kappa?.high).toBeCloseTo(0.7558, 3);
	});

	/** The same table without weights: only the very same grade counts. */
	test('with no weight for a near miss is the simple kappa of the SAS example', () => {
		const kappa = weightedKappa(
			[
				[0, 4, 1],
				[0, 8, 0],
				[0, 1, 5]
			],
			(apart) => (apart === 0 ? 1 : 0)
		);
		expect([kappa?.value, kappa?.error, kappa?.low, kappa?.high].map((one) => one?.toFixed(4))).toEqual([
			'0.4842',
			'0.1380',
			'0.2137',
			'0.7547'
		]);
	});

	/** The anxiety ratings of R's package irr, raters 2 and 3: kappa2(anxiety[, 2:3], "squared") is 0.2520325. */
	test('with quadratic weights is that of the anxiety ratings in irr', () => {
		const two = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4];
		const three = [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2];
		const given = [1, 2, 3, 4, 6];
		const table = given.map((row) =>
			given.map((column) => two.filter((one, index) => one === row && three[index] === column).length)
		);
		expect(weightedKappa(table, quadratic)?.value).toBeCloseTo(0.2520325, 7);
	});

	test('says nothing of nothing, nor where nobody ever gave another grade', () => {
		expect(
			weightedKappa([
				[0, 0],
				[0, 0]
			])
		).toBeNull();
		expect(
			weightedKappa([
				[7, 0],
				[0, 0]
			])
		).toBeNull();
		expect(weightedKappa([])).toBeNull();
	});

	test('is 1 for all the same, never beyond 1 or below its own range, and blind to who is first', () => {
		expect(
			weightedKappa([
				[3, 0],
				[0, 4]
			])
		).toMatchObject({ value: 1, error: 0 });
		const table = fc.array(fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
		fc.assert(
			fc.property(table, (rows) => {
				const kappa = weightedKappa(rows);
				const turned = weightedKappa(rows.map((_, i) => rows.map((row) => row[i] ?? 0)));
				expect(turned?.value ?? 0).toBeCloseTo(kappa?.value ?? 0, 9);
				if (kappa === null) return;
				expect(kappa.value).toBeLessThanOrEqual(1 + 1e-9);
				expect(kappa.low).toBeLessThanOrEqual(kappa.value + 1e-9);
				expect(kappa.high).toBeGreaterThanOrEqual(Math.min(1, kappa.value) - 1e-9);
			}),
			{ numRuns: 200 }
		);
	});
});

const pair = (first: ScaleGrade, second: ScaleGrade): GradePair => ({ first, second });

describe('agreement', () => {
	test('counts the same, within one, and which way the second went', () => {
		const told = agreementOf([
			pair('good', 'good'),
			pair('good', 'requires-improvement'),
			pair('outstanding', 'requires-improvement'),
			pair('inadequate', 'requires-improvement')
		]);
		expect(told).toMatchObject({ pairs: 4, secondWorse: 2, secondBetter: 1, kappa: null });
		expect([told.exact.count, told.withinOne.count]).toEqual([1, 3]);
	});

	test('has a kappa from twenty pairs on', () => {
		const some = Array.from({ length: 20 }, (_, index) => {
			const grade = scaleGrades[index % 4] ?? 'good';
			return pair(grade, grade);
		});
		expect(agreementOf(some).kappa?.value).toBe(1);
		expect(agreementOf(some.slice(1)).kappa).toBeNull();
	});
});

describe('agreement by group', () => {
	const of = (group: string, count: number) =>
		Array.from({ length: count }, () => ({ ...pair('good', 'good'), group }));

	test('tells of no group of fewer than five, and in no order but of their names', () => {
		const { groups, together } = agreementByGroup([...of('Zeta', 9), ...of('Alpha', 6), ...of('B', 3), ...of('C', 4)]);
		expect(groups.map(({ group }) => group)).toEqual(['Alpha', 'Zeta']);
		expect(together?.pairs).toBe(7);
	});

	test('hides a second group where the hidden one could be worked out from the whole', () => {
		const { groups, together } = agreementByGroup([...of('Alpha', 6), ...of('Zeta', 9), ...of('B', 3)]);
		expect(groups.map(({ group }) => group)).toEqual(['Zeta']);
		expect(together?.pairs).toBe(9);
	});

	test('whatever the groups, none that is told is small and what is put together is at least two groups', () => {
		const sizes = fc.array(fc.nat(12), { maxLength: 6 });
		fc.assert(
			fc.property(sizes, (counts) => {
				const { groups, together } = agreementByGroup(counts.flatMap((count, index) => of(`g${index}`, count)));
				for (const { agreement } of groups) expect(agreement.pairs).toBeGreaterThanOrEqual(fewestInGroup);
				const hidden = counts.filter((count) => count > 0).length - groups.length;
				expect(hidden === 1 && groups.length > 0).toBe(false);
				if (together !== null) expect(together.pairs).toBeGreaterThanOrEqual(fewestInGroup);
			})
		);
	});
});
