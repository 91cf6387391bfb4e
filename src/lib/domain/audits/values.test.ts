import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnswerTo } from '../../../../tests/fixtures/answered.ts';
import { answerValue, type AnswerValue } from '../changes/Change.ts';
import { aQuestion } from '../templates/aTemplate.fixture.ts';
import { possibleAnswers } from '../templates/possibleAnswers.ts';
import { kinds, type Kind } from '../templates/Template.ts';
import { isEmptyValue, isNotApplicable, isTime, isValueOf } from './values.ts';

const options = ['a', 'b'].map((id) => ({ id, label: id.toUpperCase() }));
const questionOf = (kind: Kind) =>
	aQuestion({ id: 'Q1', kind, ...(kind === 'pick' || kind === 'multi' ? { options } : {}) });

/** For each kind: what SPEC.md N takes, and what it does not. */
const values: Readonly<Record<Kind, readonly [readonly AnswerValue[], readonly AnswerValue[]]>> = {
	ynp: [
		['yes', 'partly', 'no', 'na'],
		['Yes', 'safe', '', 1, ['yes']]
	],
	g4: [
		['outstanding', 'good', 'requires-improvement', 'inadequate', 'na'],
		['Good', 'requires improvement', 'adequate', 3]
	],
	gate: [
		['safe', 'concern', 'cannot-tell'],
		['na', 'yes', 'cannot tell', '']
	],
	rag: [
		['red', 'amber', 'green'],
		['na', 'RED', 'yellow']
	],
	num: [
		[0, -3, 12.5, Number.MAX_SAFE_INTEGER],
		['3', '', Number.NaN, Number.POSITIVE_INFINITY, ['3']]
	],
	date: [
		['2026-03-12', '2024-02-29'],
		['2026-02-29', '12/03/2026', '', 20_260_312]
	],
	time: [
		[
			{ from: '2026-01-01', to: '2026-01-10' },
			{ from: null, to: null }
		],
		['2026-01-01', ['2026-01-01', '2026-01-10'], 4]
	],
	pick: [
		['a', 'b'],
		['c', 'A', '', ['a']]
	],
	multi: [
		[['a'], ['b', 'a'], []],
		[['c'], ['a', 'c'], 'a']
	],
	text: [
		['', 'Any words.'],
		[3, ['a']]
	]
};

describe.each(kinds)('an answer to %s', (kind) => {
	const question = questionOf(kind);

	test.each(values[kind][0].map((value) => ({ value })))('may be $value', ({ value }) => {
		expect(isValueOf(question, value)).toBe(true);
	});

	test.each(values[kind][1].map((value) => ({ value })))('may not be $value', ({ value }) => {
		expect(isValueOf(question, value)).toBe(false);
	});

	test('can be sent: it is a value the wire takes', () => {
		fc.assert(
			fc.property(anyAnswerTo(question), (value) => {
				expect(isValueOf(question, value)).toBe(true);
				expect(answerValue.safeParse(value).success).toBe(true);
			})
		);
	});
});

test.each(kinds.filter((kind) => possibleAnswers(questionOf(kind)) !== null))(
	'what alerts and conditions can name of %s is what can be answered, and nothing else in words',
	(kind) => {
		const possible = possibleAnswers(questionOf(kind)) ?? [];
		const given = (word: string) => (kind === 'multi' ? [word] : word);
		for (const answer of possible) expect(isValueOf(questionOf(kind), given(answer))).toBe(true);
		fc.assert(
			fc.property(fc.string(), (word) => {
				expect(isValueOf(questionOf(kind), given(word))).toBe(possible.includes(word));
			})
		);
	}
);

test('an option list that is not there takes no answer', () => {
	expect(isValueOf(aQuestion({ id: 'Q1', kind: 'pick' }), 'a')).toBe(false);
	expect(isValueOf(aQuestion({ id: 'Q1', kind: 'multi' }), [])).toBe(true);
});

describe('an answer says nothing yet', () => {
	test.each<AnswerValue>(['', '  \n', [], { from: null, to: null }])('when it is %j', (value) => {
		expect(isEmptyValue(value)).toBe(true);
	});

	test.each<AnswerValue>([0, 'na', 'x', ['a'], { from: '2026-01-01', to: null }, { from: null, to: '2026-01-01' }])(
		'but not when it is %j',
		(value) => {
			expect(isEmptyValue(value)).toBe(false);
		}
	);
});

test('only na says that a question does not apply', () => {
	expect(isNotApplicable('na')).toBe(true);
	for (const value of ['no', 'NA', '', 0, ['na']]) expect(isNotApplicable(value)).toBe(false);
});

test('two dates are told from everything else a field may hold', () => {
	expect(isTime({ from: null, to: null })).toBe(true);
	for (const value of [null, undefined, 'from', ['from', 'to'], { from: null }, 3]) expect(isTime(value)).toBe(false);
});
