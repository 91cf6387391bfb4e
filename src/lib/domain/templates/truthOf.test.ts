import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerValue } from '../changes/Change.ts';
import { anyCondition, anyConditionOnTheChild, anyGiven, type Given } from './anyCondition.fixture.ts';
import { askedAbout, condition as shape, type Condition } from './Condition.ts';
import { truthOf, type Truth } from './truthOf.ts';

/** Every question is asked unless it is said to be hidden. */
function truth(condition: Condition, { answers, facts }: Given, hidden: readonly string[] = []): Truth {
	const known = { answerTo: (id: string) => answers[id], facts };
	return truthOf(condition, known, (id) => !hidden.includes(id));
}

const of = (answers: Record<string, AnswerValue>): Given => ({ answers, facts: {} });

describe('a number', () => {
	test.each([
		[{ number: 'Q2', atLeast: 3 }, 2, false],
		[{ number: 'Q2', atLeast: 3 }, 3, true],
		[{ number: 'Q2', below: 3 }, 2, true],
		[{ number: 'Q2', below: 3 }, 3, false],
		[{ number: 'Q2', atLeast: 1, below: 3 }, 0, false],
		[{ number: 'Q2', atLeast: 1, below: 3 }, 2, true],
		[{ number: 'Q2', atLeast: 0 }, 0, true]
	])('%j of %i is %s', (condition, value, is) => {
		expect(truth(condition, of({ Q2: value }))).toBe(is);
	});

	test('that nobody has given is not known, and nought is a number that was given', () => {
		expect(truth({ number: 'Q2', atLeast: 1 }, of({}))).toBeUndefined();
		expect(truth({ number: 'Q2', atLeast: 1 }, of({ Q2: 0 }))).toBe(false);
	});

	test('is not found in words', () => {
		expect(truth({ number: 'Q2', atLeast: 1 }, of({ Q2: '5' }))).toBe(false);
	});
});

describe('a date', () => {
	test.each([
		[{ date: 'Q3', onOrAfter: '2026-03-02' }, '2026-03-01', false],
		[{ date: 'Q3', onOrAfter: '2026-03-02' }, '2026-03-02', true],
		[{ date: 'Q3', before: '2026-03-02' }, '2026-03-01', true],
		[{ date: 'Q3', before: '2026-03-02' }, '2026-03-02', false],
		[{ date: 'Q3', onOrAfter: '2025-12-31', before: '2026-01-02' }, '2026-01-01', true]
	])('%j of %s is %s', (condition, value, is) => {
		expect(truth(condition, of({ Q3: value }))).toBe(is);
	});

	test('that nobody has given is not known', () => {
		expect(truth({ date: 'Q3', before: '2026-03-02' }, of({}))).toBeUndefined();
	});
});

describe('whether a question is answered', () => {
	test.each<[AnswerValue | undefined, boolean]>([
		[undefined, false],
		['', false],
		['  ', false],
		[[], false],
		[{ from: null, to: null }, false],
		['no', true],
		[0, true],
		[['a'], true],
		[{ from: '2026-03-01', to: null }, true]
	])('%j: %s', (value, is) => {
		expect(truth({ answered: 'Q1' }, of(value === undefined ? {} : { Q1: value }))).toBe(is);
	});

	test('an answer to a question that is asked no more does not count', () => {
		expect(truth({ answered: 'Q1' }, of({ Q1: 'yes' }), ['Q1'])).toBe(false);
		expect(truth({ number: 'Q2', atLeast: 1 }, of({ Q2: 5 }), ['Q2'])).toBe(false);
		expect(truth({ date: 'Q3', before: '2027-01-01' }, of({ Q3: '2026-01-01' }), ['Q3'])).toBe(false);
	});
});

describe('whatever the condition', () => {
	test('it comes to true, false or not known, and never fails, whatever stands in the answers', () => {
		fc.assert(
			fc.property(
				anyCondition,
				fc.dictionary(fc.constantFrom('Q1', 'Q2', 'Q3', 'Q4', 'Q5'), fc.anything()),
				(one, odd) => {
					expect([true, false, undefined]).toContain(truth(one, of(odd as Record<string, AnswerValue>)));
				}
			)
		);
	});

	test('it rests on nothing but the questions it names', () => {
		fc.assert(
			fc.property(anyCondition, anyGiven, (one, given) => {
				const named = new Set(askedAbout(one));
				const answers = Object.fromEntries(Object.entries(given.answers).filter(([id]) => named.has(id)));
				expect(truth(one, { ...given, answers })).toBe(truth(one, given));
			})
		);
	});

	test('double negation changes nothing, and De Morgan holds', () => {
		fc.assert(
			fc.property(anyCondition, anyCondition, anyGiven, (one, other, given) => {
				expect(truth({ not: { not: one } }, given)).toBe(truth(one, given));
				const nots = [{ not: one }, { not: other }];
				expect(truth({ not: { all: [one, other] } }, given)).toBe(truth({ any: nots }, given));
				expect(truth({ not: { any: [one, other] } }, given)).toBe(truth({ all: nots }, given));
			})
		);
	});

	test('all and any mind neither order nor repeats', () => {
		fc.assert(
			fc.property(anyCondition, anyCondition, anyGiven, (one, other, given) => {
				expect(truth({ all: [one, other, one] }, given)).toBe(truth({ all: [other, one] }, given));
				expect(truth({ any: [one, other, one] }, given)).toBe(truth({ any: [other, one] }, given));
			})
		);
	});

	test('it is written as it is read', () => {
		fc.assert(
			fc.property(anyCondition, (one) => {
				expect(shape.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
			})
		);
	});
});

test('what more is known of a child turns no condition on the child round (monotony in knowledge)', () => {
	fc.assert(
		fc.property(anyConditionOnTheChild, anyGiven, anyGiven, (one, first, more) => {
			const before = truth(one, first);
			if (before === undefined) return;
			const later = {
				answers: { ...more.answers, ...first.answers },
				facts: { ...more.facts, ...withoutNull(first.facts) }
			};
			// An empty answer says nothing yet, so that what is said later stands in its place.
			for (const [id, value] of Object.entries(first.answers))
				if (isEmpty(value) && more.answers[id] !== undefined) return;
			expect(truth(one, later)).toBe(before);
		})
	);
});

test('with everything known, a condition is known', () => {
	const all = { answers: { Q1: 'yes', Q2: 3, Q3: '2026-03-02', Q4: ['a'], Q5: 'Words.' }, facts: { disability: true } };
	fc.assert(
		fc.property(anyCondition, (one) => {
			expect(truth(one, all)).toBeTypeOf('boolean');
		})
	);
});

test('to be answered is the one thing that becomes true by being said: nothing is known of it beforehand but no', () => {
	expect(truth({ answered: 'Q5' }, of({}))).toBe(false);
	expect(truth({ answered: 'Q5' }, of({ Q5: 'Words.' }))).toBe(true);
});

test.each([
	[{ number: 'Q2' }],
	[{ date: 'Q3' }],
	[{ date: 'Q3', before: '2026-02-30' }],
	[{ number: 'Q2', atLeast: '3' }],
	[{ answered: 'Q1', is: ['yes'] }]
])('%j is no condition', (written) => {
	expect(shape.safeParse(written).success).toBe(false);
});

function withoutNull(facts: Given['facts']): Given['facts'] {
	return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

function isEmpty(value: AnswerValue): boolean {
	return (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}
