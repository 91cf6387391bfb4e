import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inUse, standingOf, type VersionState } from './versions.ts';

const today = '2026-03-12';
const published = (version: number, from?: string): VersionState => ({ version, state: 'published', from });
const retired = (version: number, from?: string): VersionState => ({ version, state: 'retired', from });
const standings = (...all: VersionState[]) => all.map((one) => standingOf(one, all, today));

test('the newest whose day has come is in use, and those before it are superseded', () => {
	expect(standings(published(1), published(2, '2026-03-12'), published(3, '2026-03-13'))).toEqual([
		'superseded',
		'in-use',
		'coming'
	]);
});

test('a version is in use from its day on, with nothing done on that day', () => {
	const all = [published(1), published(2, '2026-04-01')];
	expect(inUse(all, '2026-03-31')?.version).toBe(1);
	expect(inUse(all, '2026-04-01')?.version).toBe(2);
});

test('what is retired begins nothing, and an older version does not come back in its place', () => {
	expect(standings(published(1), retired(2))).toEqual(['superseded', 'retired']);
	expect(standings(retired(1), published(2, '2026-05-01'))).toEqual(['retired', 'coming']);
	expect(standings(retired(2, '2026-05-01'))).toEqual(['retired']);
});

test('at most one version is in use, on any day', () => {
	const anyDay = fc.constantFrom('2026-01-01', '2026-03-12', '2026-06-01', undefined);
	const anyVersion = fc.record({ state: fc.constantFrom('published' as const, 'retired' as const), from: anyDay });
	fc.assert(
		fc.property(fc.array(anyVersion, { maxLength: 6 }), (some) => {
			const all = some.map((one, index) => ({ ...one, version: index + 1 }));
			const using = all.filter((one) => standingOf(one, all, today) === 'in-use');
			expect(using.length).toBeLessThanOrEqual(1);
			expect(inUse(all, today)).toEqual(using[0]);
			for (const one of using) expect(one.from === undefined || one.from <= today).toBe(true);
		})
	);
});
