import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerValue } from '../changes/Change.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { anyAnswerTo } from '../../../../tests/fixtures/answered.ts';
import { anyCondition, anyGiven, kindsAsked } from './anyCondition.fixture.ts';
import { aTemplate } from './aTemplate.fixture.ts';
import type { Condition } from './Condition.ts';
import { readDependencies } from './dependencies.ts';
import { askAgain, beginAsking, type Known } from './isAsked.ts';
import type { Template } from './Template.ts';

const whenYes = (answer: string): Condition => ({ answer, is: ['yes'] });

function withConditions(askWhen: Readonly<Record<string, Condition>>): Template {
	return aTemplate({
		sections: [
			{ id: 'A', questions: [...kindsAsked, ...Object.entries(askWhen).map(([id, one]) => ({ id, askWhen: one }))] }
		]
	});
}

describe('the order', () => {
	test('a question comes after those it hangs on, wherever it stands', () => {
		const { order, placeOf, dependentsOf } = readDependencies(
			withConditions({ Q8: whenYes('Q9'), Q9: { all: [whenYes('Q1'), { answered: 'Q5' }, whenYes('Q1')] } })
		);
		expect(order.map(({ id }) => id)).toEqual(['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q9', 'Q8']);
		expect(dependentsOf('Q9')).toEqual([placeOf('Q8')]);
		expect(dependentsOf('Q1')).toEqual([placeOf('Q9')]);
		expect(dependentsOf('Q8')).toEqual([]);
		expect(placeOf('Q7')).toBeUndefined();
	});

	test('every question has a place, in rings too', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({ max: 11 }), { minLength: 12, maxLength: 12 }), (on) => {
				const questions = on.map((other, index) => ({ id: `Q${index}`, askWhen: whenYes(`Q${other}`) }));
				const { order } = readDependencies(aTemplate({ sections: [{ id: 'A', questions }] }));
				expect(new Set(order.map(({ id }) => id)).size).toBe(12);
			})
		);
	});
});

/** Counts what is looked at to find out what is asked: a condition cannot be worked out without looking at an answer. */
function counting(answers: ReadonlyMap<string, AnswerValue>) {
	let looks = 0;
	const known: Known = {
		answerTo: (id) => {
			looks += 1;
			return answers.get(id);
		},
		facts: {}
	};
	return { known, looks: () => looks };
}

describe('one answer', () => {
	/** Twelve questions that hang on Q5 one way or another, among as many others, each with a condition of its own. */
	function ofSize(size: number): Template {
		const others = Array.from({ length: size - 17 }, (_, index) => ({
			id: `Z${index}`,
			askWhen: index === 0 ? whenYes('Q1') : whenYes(`Z${index - 1}`)
		}));
		const hanging = Array.from({ length: 12 }, (_, index) => ({
			id: `Y${index}`,
			askWhen: index < 6 ? { answered: 'Q5' } : whenYes(`Y${index - 6}`)
		}));
		return aTemplate({ sections: [{ id: 'A', questions: [...kindsAsked, ...others, ...hanging] }] });
	}

	test.each([120, 300, 600, 5000])('among %i questions costs the same few looks', (size) => {
		const answers = new Map<string, AnswerValue>();
		const { known, looks } = counting(answers);
		const asking = beginAsking(ofSize(size), known);
		expect(asking.truths.length).toBe(size);
		const atFirst = looks();
		expect(atFirst).toBe(size - 11);
		answers.set('Q5', 'Words.');
		const after = askAgain(asking, ['Q5'], known);
		expect(looks() - atFirst).toBe(12);
		expect(after.asked.size).toBe(size);
		expect(asking.asked.size).toBe(size - 12);
	});

	test.each([120, 5000])('that nothing hangs on costs no look at all among %i, and changes nothing', (size) => {
		const { known, looks } = counting(new Map([['Q2', 3]]));
		const asking = beginAsking(ofSize(size), known);
		const before = looks();
		expect(askAgain(asking, ['Q2', 'Y11'], known)).toBe(asking);
		expect(looks()).toBe(before);
	});

	test('that leaves a condition as it was goes no further than that condition', () => {
		const answers = new Map<string, AnswerValue>([['Q1', 'no']]);
		const { known, looks } = counting(answers);
		const asking = beginAsking(ofSize(600), known);
		const before = looks();
		answers.set('Q1', 'partly');
		expect(askAgain(asking, ['Q1'], known)).toBe(asking);
		expect(looks() - before).toBe(1);
	});

	test('that five thousand questions in a row hang on reaches the last of them', () => {
		const answers = new Map<string, AnswerValue>([['Q1', 'yes']]);
		const asking = beginAsking(ofSize(5000), counting(answers).known);
		answers.set('Q1', 'no');
		expect(askAgain(asking, ['Q1'], counting(answers).known).asked.size).toBe(5);
	});
});

describe('to work out again comes to the same as to work out anew', () => {
	test('with any conditions, rings among them, and any answers', () => {
		const ids = ['Q6', 'Q7', 'Q8', 'Q9'];
		const anyRing = fc.array(fc.constantFrom('Q1', ...ids).map(whenYes), { minLength: 1, maxLength: 2 });
		const anyOne = fc.tuple(anyCondition, anyRing).map(([one, ring]): Condition => ({ any: [one, ...ring] }));
		fc.assert(
			fc.property(fc.array(anyOne, { minLength: 4, maxLength: 4 }), anyGiven, anyGiven, (conditions, first, next) => {
				const template = withConditions(Object.fromEntries(conditions.map((one, index) => [ids[index] ?? '', one])));
				const later = { ...next.answers, Q6: 'yes', Q8: 'no' };
				const at = (answers: Readonly<Record<string, AnswerValue>>): Known => ({
					answerTo: (id) => answers[id],
					facts: first.facts
				});
				const again = askAgain(
					beginAsking(template, at(first.answers)),
					[...kindsAsked.map(({ id }) => id), ...ids],
					at(later)
				);
				const anew = beginAsking(template, at(later));
				expect([...again.asked]).toEqual([...anew.asked]);
				expect(again.truths).toEqual(anew.truths);
			})
		);
	});

	test('in every shipped template, answer by answer', () => {
		fc.assert(
			fc.property(fc.constantFrom(...shippedTemplates()), fc.gen(), (template, draw) => {
				const answers = new Map<string, AnswerValue>();
				const known: Known = { answerTo: (id) => answers.get(id), facts: {} };
				let asking = beginAsking(template, known);
				for (const question of asking.dependencies.questions) {
					answers.set(question.id, draw(anyAnswerTo, question));
					asking = askAgain(asking, [question.id], known);
				}
				expect([...asking.asked]).toEqual([...beginAsking(template, known).asked]);
			}),
			{ numRuns: 30 }
		);
	});
});
