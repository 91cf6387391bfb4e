import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerValue } from '../changes/Change.ts';
import { aTemplate } from './aTemplate.fixture.ts';
import { askedQuestions, isAsked, type CaseFacts, type Known } from './isAsked.ts';
import type { Condition } from './Template.ts';

function known(answers: Record<string, AnswerValue> = {}, facts: CaseFacts = {}): Known {
	return { answerTo: (id) => answers[id], facts };
}

/** Q1 to Q3 are asked of everyone; Q9 when the condition holds. */
function asksQ9When(askWhen: Condition) {
	const chosen = { id: 'Q4', kind: 'multi' as const, options: ['a', 'b', 'c'].map((id) => ({ id, label: id })) };
	const questions = [{ id: 'Q1' }, { id: 'Q2' }, { id: 'Q3', kind: 'num' as const }, chosen, { id: 'Q9', askWhen }];
	const template = aTemplate({ sections: [{ id: 'T', questions }] });
	return (answers?: Record<string, AnswerValue>, facts?: CaseFacts) => isAsked(template, 'Q9', known(answers, facts));
}

test('a question without a condition is always asked', () => {
	const template = aTemplate({ sections: [{ id: 'T', questions: [{ id: 'Q1' }] }] });
	expect(isAsked(template, 'Q1', known())).toBe(true);
});

test('a question that the template does not have is not asked', () => {
	expect(isAsked(aTemplate(), 'Z9', known())).toBe(false);
});

test('a question is asked while what it depends on is unknown', () => {
	const asks = asksQ9When({ answer: 'Q1', is: ['yes'] });
	expect(asks()).toBe(true);
	expect(asks({ Q1: '' })).toBe(true);
});

test('a question follows the answer it depends on', () => {
	const asks = asksQ9When({ answer: 'Q1', is: ['yes', 'partly'] });
	expect(asks({ Q1: 'partly' })).toBe(true);
	expect(asks({ Q1: 'no' })).toBe(false);
});

test('a number is compared as a number', () => {
	const asks = asksQ9When({ not: { answer: 'Q3', is: [0] } });
	expect(asks()).toBe(true);
	expect(asks({ Q3: 0 })).toBe(false);
	expect(asks({ Q3: 2 })).toBe(true);
});

test('of several chosen options one is enough', () => {
	const asks = asksQ9When({ answer: 'Q4', is: ['c'] });
	expect(asks({ Q4: ['a', 'c'] })).toBe(true);
	expect(asks({ Q4: ['a', 'b'] })).toBe(false);
});

test('a fact of the case decides, and one the import does not have leaves the question asked', () => {
	const asks = asksQ9When({ fact: 'stage', is: ['child-protection'] });
	expect(asks({}, { stage: 'child-protection' })).toBe(true);
	expect(asks({}, { stage: 'child-in-need' })).toBe(false);
	expect(asks({}, { stage: null })).toBe(true);
	expect(asks({}, {})).toBe(true);
});

test('a yes-or-no fact is asked about in those words', () => {
	const asks = asksQ9When({ fact: 'disability', is: ['yes'] });
	expect(asks({}, { disability: true })).toBe(true);
	expect(asks({}, { disability: false })).toBe(false);
});

test('all: one false decides, whatever is unknown', () => {
	const asks = asksQ9When({
		all: [
			{ answer: 'Q1', is: ['yes'] },
			{ answer: 'Q2', is: ['yes'] }
		]
	});
	expect(asks({ Q1: 'no' })).toBe(false);
	expect(asks({ Q1: 'yes' })).toBe(true);
	expect(asks({ Q1: 'yes', Q2: 'no' })).toBe(false);
});

test('any: not asked only when every part is known to be false', () => {
	const asks = asksQ9When({
		any: [
			{ answer: 'Q1', is: ['yes'] },
			{ answer: 'Q2', is: ['yes'] }
		]
	});
	expect(asks({ Q1: 'no' })).toBe(true);
	expect(asks({ Q1: 'no', Q2: 'no' })).toBe(false);
	expect(asks({ Q1: 'no', Q2: 'yes' })).toBe(true);
});

test('not: the opposite of unknown is unknown', () => {
	const asks = asksQ9When({ not: { answer: 'Q1', is: ['yes'] } });
	expect(asks()).toBe(true);
	expect(asks({ Q1: 'yes' })).toBe(false);
});

test('what was answered before a question ceased to be asked no longer counts', () => {
	const questions = [
		{ id: 'Q1' },
		{ id: 'Q2', askWhen: { answer: 'Q1', is: ['yes'] } },
		{ id: 'Q3', askWhen: { answer: 'Q2', is: ['no'] } }
	];
	const template = aTemplate({ sections: [{ id: 'T', questions }] });
	expect([...askedQuestions(template, known({ Q1: 'yes', Q2: 'no' }))]).toEqual(['Q1', 'Q2', 'Q3']);
	expect([...askedQuestions(template, known({ Q1: 'no', Q2: 'no' }))]).toEqual(['Q1']);
});

test('a condition on a question that is gone is never known, so the question is asked', () => {
	expect(asksQ9When({ answer: 'GONE1', is: ['yes'] })({ Q1: 'no' })).toBe(true);
});

test('questions that depend on each other in a ring are asked, and nothing hangs', () => {
	const questions = [
		{ id: 'Q1', askWhen: { answer: 'Q2', is: ['yes'] } },
		{ id: 'Q2', askWhen: { answer: 'Q1', is: ['yes'] } },
		{ id: 'Q3', askWhen: { answer: 'Q3', is: ['no'] } }
	];
	const template = aTemplate({ sections: [{ id: 'T', questions }] });
	expect([...askedQuestions(template, known())]).toEqual(['Q1', 'Q2', 'Q3']);
});

const anyCondition = fc.letrec<{ condition: Condition }>((tie) => ({
	condition: fc.oneof(
		{ maxDepth: 3 },
		fc.record({ answer: fc.constantFrom('Q1', 'Q2'), is: fc.subarray(['yes', 'no', 'partly'], { minLength: 1 }) }),
		fc.record({ fact: fc.constant('disability' as const), is: fc.constantFrom(['yes'], ['no']) }),
		fc.record({ not: tie('condition') }),
		fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
		fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) })
	)
})).condition;

const anyAnswer = fc.constantFrom('yes', 'no', 'partly');

test('what is not asked stays unasked whatever else becomes known', () => {
	fc.assert(
		fc.property(anyCondition, anyAnswer, anyAnswer, fc.boolean(), (condition, one, two, disability) => {
			const asks = asksQ9When(condition);
			if (asks({ Q1: one })) return;
			expect(asks({ Q1: one, Q2: two }, { disability })).toBe(false);
		})
	);
});

test('with everything known, a condition or its opposite is asked, never both', () => {
	fc.assert(
		fc.property(anyCondition, anyAnswer, anyAnswer, fc.boolean(), (condition, one, two, disability) => {
			const asked = asksQ9When(condition)({ Q1: one, Q2: two }, { disability });
			expect(asksQ9When({ not: condition })({ Q1: one, Q2: two }, { disability })).toBe(!asked);
		})
	);
});
