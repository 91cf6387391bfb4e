import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anAuditor, author } from '../../../../tests/fixtures/records.ts';
import type { Write } from './Effect.ts';
import { mergeWrites, type Merged } from './merge.ts';
import type { Fields } from './RecordState.ts';

const ada = author(anAuditor());
const ben = author(anAuditor());
const nothing = { fields: new Map() as Fields, ver: 1 };

function set(key: string, value: string): Write[] {
	return [{ key, value }];
}

function then(held: Merged, writes: Write[], base: number, by = ada): Merged {
	return mergeWrites(held, writes, base, by);
}

describe('one field', () => {
	const first = mergeWrites(nothing, set('answer/CJ2.1', 'yes'), 0, ada);

	test('M1: different fields never conflict', () => {
		const both = then(first, set('answer/CJ2.2', 'no'), 0, ben);
		expect(both.outcome).toBe('applied');
		expect([...both.fields.keys()]).toEqual(['answer/CJ2.1', 'answer/CJ2.2']);
	});

	test('M2: it applies quietly when the person was looking at what stands there', () => {
		const second = then(first, set('answer/CJ2.1', 'no'), first.ver, ben);
		expect(second.outcome).toBe('applied');
		expect(second.fields.get('answer/CJ2.1')).toMatchObject({ value: 'no', by: ben.person.id, ver: 3 });
		expect(second.fields.get('answer/CJ2.1')?.other).toBeUndefined();
	});

	test('M2: it applies quietly when the last writer was the same client', () => {
		expect(then(first, set('answer/CJ2.1', 'no'), 0, ada).outcome).toBe('applied');
	});

	test('M2: else it applies by arrival and both values are kept', () => {
		const second = then(first, set('answer/CJ2.1', 'no'), 0, ben);
		expect(second.outcome).toBe('conflict');
		expect(second.other).toMatchObject({ value: 'yes', by: ada.person.id, ver: 2 });
		expect(second.fields.get('answer/CJ2.1')).toMatchObject({ value: 'no', other: [{ value: 'yes' }] });
	});

	test('M2: two people online, with no client, are never taken for the same writer', () => {
		const online = mergeWrites(nothing, set('dueOn', '2026-03-20'), 0, { ...ada, clientId: null });
		expect(then(online, set('dueOn', '2026-03-27'), 0, { ...ben, clientId: null }).outcome).toBe('conflict');
	});

	test('P6: an equal value writes nothing; version and last writer stay', () => {
		const second = then(first, set('answer/CJ2.1', 'yes'), 0, ben);
		expect(second).toMatchObject({ ver: first.ver, outcome: 'applied', written: [] });
		expect(second.fields.get('answer/CJ2.1')?.by).toBe(ada.person.id);
	});

	test('P6: a later quiet write keeps the values that wait for a choice, newest first', () => {
		const second = then(first, set('answer/CJ2.1', 'no'), 0, ben);
		const third = then(second, set('answer/CJ2.1', 'partly'), 0, ada);
		expect(third.fields.get('answer/CJ2.1')?.other?.map((other) => other.value)).toEqual(['no', 'yes']);
		const quiet = then(third, set('answer/CJ2.1', 'na'), 0, ada);
		expect(quiet.fields.get('answer/CJ2.1')?.other?.map((other) => other.value)).toEqual(['no', 'yes']);
	});

	test('M4: grades by different people are different fields', () => {
		const ours = mergeWrites(nothing, set(`grade/CJ2/${ada.person.id}`, 'good'), 0, ada);
		const theirs = then(ours, set(`grade/CJ2/${ben.person.id}`, 'inadequate'), 0, ben);
		expect(theirs.outcome).toBe('applied');
		expect(theirs.fields.size).toBe(2);
	});

	test('what an act settles by its own rules does not conflict', () => {
		const second = then(first, [{ key: 'answer/CJ2.1', value: 'no', settles: true }], 0, ben);
		expect(second.outcome).toBe('applied');
	});
});

describe('any history', () => {
	const step = fc.record({
		who: fc.constantFrom(ada, ben),
		key: fc.constantFrom('answer/a', 'answer/b', 'note/a'),
		value: fc.constantFrom('yes', 'no', 'partly'),
		seen: fc.nat(6)
	});

	function run(steps: readonly { who: typeof ada; key: string; value: string; seen: number }[]): Merged[] {
		const states: Merged[] = [{ ...nothing, outcome: 'applied', written: [] }];
		for (const { who, key, value, seen } of steps) {
			const held = states.at(-1) as Merged;
			const base = Math.max(0, (held.fields.get(key)?.ver ?? 0) - seen);
			states.push(mergeWrites(held, set(key, value), base, who));
		}
		return states;
	}

	test('the version rises by one exactly when something was written', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const states = run(steps);
				for (const [index, state] of states.slice(1).entries()) {
					const before = states[index] as Merged;
					expect(state.ver).toBe(before.ver + (state.written.length > 0 ? 1 : 0));
				}
			})
		);
	});

	test('a value that nobody had seen overwritten is kept until someone chooses', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const states = run(steps);
				const lost = states.flatMap((state) => (state.other === undefined ? [] : [state.other]));
				const kept = [...(states.at(-1) as Merged).fields.values()].flatMap((field) => field.other ?? []);
				expect(kept.length).toBe(lost.length);
				for (const other of lost) expect(kept).toContainEqual(other);
			})
		);
	});

	test('the order in which different fields arrive does not change what is kept', () => {
		fc.assert(
			fc.property(fc.uniqueArray(step, { selector: (one) => one.key, maxLength: 3 }), (steps) => {
				const values = (states: Merged[]) =>
					[...(states.at(-1) as Merged).fields].map(([key, field]) => `${key}=${String(field.value)}`).sort();
				expect(values(run(steps))).toEqual(values(run([...steps].reverse())));
			})
		);
	});

	test('whichever of two unseen writes arrives first, both values are kept', () => {
		fc.assert(
			fc.property(fc.constantFrom('yes', 'no'), fc.constantFrom('partly', 'na'), (one, two) => {
				const kept = (order: [typeof ada, string][]) => {
					let state = mergeWrites(nothing, set('answer/a', 'start'), 0, author(anAuditor()));
					const base = state.ver;
					for (const [who, value] of order) state = mergeWrites(state, set('answer/a', value), base, who);
					const field = state.fields.get('answer/a');
					return [field?.value, ...(field?.other ?? []).map((other) => other.value)].sort();
				};
				expect(
					kept([
						[ada, one],
						[ben, two]
					])
				).toEqual(
					kept([
						[ben, two],
						[ada, one]
					])
				);
			})
		);
	});
});
