import { describe, expect, test } from 'vitest';
import type { Field, Json } from '../changes/RecordState.ts';
import { hearingOf, readAttempts } from './Attempt.ts';

const field = (value: Json, at: string): Field => ({ ver: 1, value, by: 'dana', at });
const tried = (outcome: string, from = 'parent', how = 'telephone') => ({ from, how, outcome, note: 'Rang twice' });
const fields = (...all: readonly [string, Json, string][]) =>
	new Map(all.map(([id, value, at]) => [`attempt/${id}`, field(value, at)]));

test('what was logged is read in the order in which it happened, whatever the order it came in', () => {
	const read = readAttempts(
		fields(
			['b', tried('no-answer'), '2026-03-11T09:00:00.000Z'],
			['a', tried('call-back', 'child'), '2026-03-10T09:00:00.000Z'],
			['c', null, '2026-03-09T09:00:00.000Z']
		)
	);
	expect(read.map(({ id, from, outcome, by, note }) => [id, from, outcome, by, note])).toEqual([
		['a', 'child', 'call-back', 'dana', 'Rang twice'],
		['b', 'parent', 'no-answer', 'dana', 'Rang twice']
	]);
});

test('two of one moment stand in one order', () => {
	const at = '2026-03-11T09:00:00.000Z';
	const read = readAttempts(fields(['b', tried('no-answer'), at], ['a', tried('no-answer'), at]));
	expect(read.map(({ id }) => id)).toEqual(['a', 'b']);
});

describe('how far a voice is', () => {
	const first = '2026-03-10T23:30:00.000Z';
	const attempts = (...outcomes: readonly string[]) =>
		readAttempts(fields(...outcomes.map((one, at): [string, Json, string] => [String(at), tried(one), first])));

	test('nobody tried', () => {
		expect(hearingOf('child', attempts('no-answer'), [], '2026-03-12')).toEqual({ state: 'not-tried', tries: 0 });
	});

	test('two weeks from the first try, the last day included', () => {
		const hearing = (today: string) => hearingOf('parent', attempts('no-answer', 'call-back'), [], today);
		expect(hearing('2026-03-24')).toEqual({ state: 'trying', tries: 2, until: '2026-03-24', isOver: false });
		expect(hearing('2026-03-25')).toMatchObject({ isOver: true });
	});

	test.each(['declined', 'not-safe', 'not-obtained'])('%s ends the trying', (outcome) => {
		const hearing = hearingOf('parent', attempts('no-answer', outcome), [], '2026-03-12');
		expect(hearing).toEqual({ state: 'ended', tries: 2, because: outcome });
	});

	test('tried again after a refusal it goes on, and once heard it is heard', () => {
		expect(hearingOf('parent', attempts('declined', 'call-back'), [], '2026-03-12').state).toBe('trying');
		const hearing = hearingOf('parent', attempts('declined'), [{ from: 'parent' }], '2026-03-12');
		expect(hearing).toEqual({ state: 'heard', tries: 1 });
	});
});
