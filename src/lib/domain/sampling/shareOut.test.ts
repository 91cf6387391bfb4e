import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../shared/Result.ts';
import type { StrataSizes } from './SamplingRule.ts';
import { shareOut, type Stratum } from './shareOut.ts';

const plans = strata({ cin: 71, cpp: 52, eh: 9, lac: 48, pathway: 24 });

test('25 plans in proportion, as largest remainder has it', () => {
	expect(sizes({ share: 'proportional', size: 25, minimum: 0 }, plans)).toEqual({
		cin: 9,
		cpp: 6,
		eh: 1,
		lac: 6,
		pathway: 3
	});
});

test('a minimum lifts the small strata and the rest is shared again', () => {
	expect(sizes({ share: 'proportional', size: 25, minimum: 4 }, plans)).toEqual({
		cin: 7,
		cpp: 5,
		eh: 4,
		lac: 5,
		pathway: 4
	});
});

test('a stratum smaller than the minimum gives all it has', () => {
	expect(sizes({ share: 'proportional', size: 10, minimum: 3 }, strata({ a: 100, b: 2 }))).toEqual({ a: 8, b: 2 });
});

test('equal shares: what is over goes to the larger, what a small one lacks to the others', () => {
	expect(sizes({ share: 'equal', size: 25 }, plans)).toEqual({ cin: 5, cpp: 5, eh: 5, lac: 5, pathway: 5 });
	expect(sizes({ share: 'equal', size: 7 }, strata({ a: 1, b: 5, c: 9 }))).toEqual({ a: 1, b: 3, c: 3 });
	expect(sizes({ share: 'equal', size: 4 }, strata({ a: 5, b: 5, c: 9 }))).toEqual({ a: 1, b: 1, c: 2 });
});

test('fixed sizes are as given; a stratum not named gives none', () => {
	const fixed = {
		share: 'fixed' as const,
		sizes: [
			{ stratum: 'cin', size: 7 },
			{ stratum: 'eh', size: 2 }
		]
	};
	expect(sizes(fixed, plans)).toEqual({ cin: 7, cpp: 0, eh: 2, lac: 0, pathway: 0 });
});

test.each<[StrataSizes, string, object]>([
	[{ share: 'proportional', size: 205, minimum: 0 }, 'sampling.frame-too-small', { wanted: 205, available: 204 }],
	[{ share: 'equal', size: 300 }, 'sampling.frame-too-small', { wanted: 300, available: 204 }],
	[{ share: 'proportional', size: 12, minimum: 3 }, 'sampling.size-below-minimums', { size: 12, needed: 15 }],
	[
		{ share: 'fixed', sizes: [{ stratum: 'eh', size: 10 }] },
		'sampling.stratum-too-small',
		{ stratum: 'eh', wanted: 10, available: 9 }
	],
	[
		{ share: 'fixed', sizes: [{ stratum: 'tea', size: 1 }] },
		'sampling.stratum-too-small',
		{ stratum: 'tea', wanted: 1, available: 0 }
	],
	[
		{
			share: 'fixed',
			sizes: [
				{ stratum: 'eh', size: 5 },
				{ stratum: 'eh', size: 5 }
			]
		},
		'sampling.stratum-too-small',
		{ stratum: 'eh', wanted: 10, available: 9 }
	],
	[{ share: 'fixed', sizes: [{ stratum: 'eh', size: 0 }] }, 'sampling.size-not-whole', { size: 0 }],
	[{ share: 'equal', size: 2.5 }, 'sampling.size-not-whole', { size: 2.5 }]
])('%j is refused: %s', (rule, code, facts) => {
	expect(shareOut(rule, plans)).toEqual({ ok: false, problem: { code, facts } });
});

const manyStrata = fc
	.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer({ min: 1, max: 60 }), { minKeys: 1, maxKeys: 9 })
	.map(strata);
const asked = fc.record({
	share: fc.constantFrom('proportional' as const, 'equal' as const),
	part: fc.double({ min: 0, max: 1, noNaN: true }),
	minimum: fc.nat(4)
});

test('shares add up to the size, and none exceeds its stratum or falls below the minimum', () => {
	fc.assert(
		fc.property(manyStrata, asked, (groups, { share, part, minimum }) => {
			const size = Math.max(1, Math.round(part * groups.reduce((sum, one) => sum + one.available, 0)));
			const shared = shareOut(share === 'equal' ? { share, size } : { share, size, minimum }, groups);
			if (!shared.ok) {
				expect(shared.problem.code).toBe('sampling.size-below-minimums');
				return;
			}
			expect(shared.value.reduce((sum, one) => sum + one.size, 0)).toBe(size);
			for (const one of shared.value) {
				expect(one.size).toBeLessThanOrEqual(one.available);
				if (share === 'proportional') expect(one.size).toBeGreaterThanOrEqual(Math.min(minimum, one.available));
			}
		})
	);
});

test('in proportion without a minimum, every share is its quota rounded up or down', () => {
	fc.assert(
		fc.property(manyStrata, fc.double({ min: 0, max: 1, noNaN: true }), (groups, part) => {
			const total = groups.reduce((sum, one) => sum + one.available, 0);
			const size = Math.max(1, Math.round(part * total));
			const shared = shareOut({ share: 'proportional', size, minimum: 0 }, groups);
			for (const one of shared.ok ? shared.value : []) {
				expect(Math.abs(one.size - (size * one.available) / total)).toBeLessThan(1);
			}
			expect(shared.ok).toBe(true);
		})
	);
});

test('the order in which strata come makes no difference', () => {
	fc.assert(
		fc.property(manyStrata, fc.nat(30), (groups, size) => {
			const rule = { share: 'proportional' as const, size: size + 1, minimum: 1 };
			expect(shareOut(rule, [...groups].reverse())).toEqual(shareOut(rule, groups));
		})
	);
});

function strata(counts: Readonly<Record<string, number>>): Stratum[] {
	return Object.entries(counts).map(([stratum, available]) => ({ stratum, available }));
}

function sizes(rule: StrataSizes, groups: readonly Stratum[]): Record<string, number> {
	const shared = shareOut(rule, groups);
	return Object.fromEntries(
		must(shared.ok ? shared.value : null, 'shares').map(({ stratum, size }) => [stratum, size])
	);
}
