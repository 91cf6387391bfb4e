import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCase } from '../../../../tests/fixtures/answered.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { aTemplate } from './aTemplate.fixture.ts';
import { askedAbout } from './Condition.ts';
import { askedQuestions, isAsked } from './isAsked.ts';
import { condition as conditionShape, type Condition } from './Template.ts';

/** True, false and not known yet, as answers to a question that a condition wants a yes to. */
const said = { T: 'yes', F: 'no', U: undefined } as const;
type Truth = keyof typeof said;

const isYes = (answer: string): Condition => ({ answer, is: ['yes'] });

/** What a condition comes to: false is told from not known by asking its opposite too. */
function truthOf(condition: Condition, answers: readonly Truth[]): Truth {
	const asks = (askWhen: Condition) =>
		isAsked(
			aTemplate({
				sections: [{ id: 'T', questions: [{ id: 'Q1' }, { id: 'Q2' }, { id: 'Q3' }, { id: 'Q9', askWhen }] }]
			}),
			'Q9',
			{ answerTo: (id) => said[answers[Number(id.slice(1)) - 1] ?? 'U'], facts: {} }
		);
	if (!asks(condition)) return 'F';
	return asks({ not: condition }) ? 'U' : 'T';
}

describe('three-valued truth (Kleene)', () => {
	test.each(['T', 'F', 'U'] as const)('an answer that is %s is that', (one) => {
		expect(truthOf(isYes('Q1'), [one])).toBe(one);
	});

	test.each([
		['T', 'F'],
		['F', 'T'],
		['U', 'U']
	] as const)('not %s is %s', (one, is) => {
		expect(truthOf({ not: isYes('Q1') }, [one])).toBe(is);
	});

	test.each([
		['T', 'T', 'T', 'T'],
		['T', 'F', 'F', 'T'],
		['T', 'U', 'U', 'T'],
		['F', 'T', 'F', 'T'],
		['F', 'F', 'F', 'F'],
		['F', 'U', 'F', 'U'],
		['U', 'T', 'U', 'T'],
		['U', 'F', 'F', 'U'],
		['U', 'U', 'U', 'U']
	] as const)('of %s and %s: both is %s, either is %s', (one, other, both, either) => {
		const parts = [isYes('Q1'), isYes('Q2')];
		expect(truthOf({ all: parts }, [one, other])).toBe(both);
		expect(truthOf({ any: parts }, [one, other])).toBe(either);
	});

	const anyTruths = fc.array(fc.constantFrom<Truth>('T', 'F', 'U'), { minLength: 3, maxLength: 3 });
	const anyCondition = fc.letrec<{ condition: Condition }>((tie) => ({
		condition: fc.oneof(
			{ maxDepth: 3, depthIdentifier: 'condition' },
			fc.constantFrom('Q1', 'Q2', 'Q3').map(isYes),
			fc.record({ not: tie('condition') }),
			fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
			fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) })
		)
	})).condition;

	test('De Morgan: not both is either not, and not either is both not', () => {
		fc.assert(
			fc.property(anyCondition, anyCondition, anyTruths, (one, other, truths) => {
				const nots = [{ not: one }, { not: other }];
				expect(truthOf({ not: { all: [one, other] } }, truths)).toBe(truthOf({ any: nots }, truths));
				expect(truthOf({ not: { any: [one, other] } }, truths)).toBe(truthOf({ all: nots }, truths));
			})
		);
	});

	test('what is not known comes to be known and nothing that was known is turned round', () => {
		fc.assert(
			fc.property(anyCondition, anyTruths, fc.constantFrom<Truth>('T', 'F'), (condition, truths, learned) => {
				const before = truthOf(condition, truths);
				const after = truthOf(
					condition,
					truths.map((one) => (one === 'U' ? learned : one))
				);
				expect(after).not.toBe('U');
				if (before !== 'U') expect(after).toBe(before);
			})
		);
	});

	test('double negation changes nothing', () => {
		fc.assert(
			fc.property(anyCondition, anyTruths, (condition, truths) => {
				expect(truthOf({ not: { not: condition } }, truths)).toBe(truthOf(condition, truths));
			})
		);
	});

	test('a condition names every question it asks about, and is of the shape templates are written in', () => {
		fc.assert(
			fc.property(anyCondition, (condition) => {
				expect(conditionShape.parse(JSON.parse(JSON.stringify(condition)))).toEqual(condition);
				const named = JSON.stringify(condition).match(/Q\d/g) ?? [];
				expect([...askedAbout(condition)]).toEqual(named);
			})
		);
	});
});

test.each([
	[{}],
	[{ all: [] }],
	[{ answer: 'Q1', is: [] }],
	[{ fact: 'shoeSize', is: ['4'] }],
	[{ answer: 'Q1', is: ['yes'], fact: 'stage' }],
	[{ not: { any: [{ all: [{ answer: 'Q1' }] }] } }]
])('%j is no condition', (written) => {
	expect(conditionShape.safeParse(written).success).toBe(false);
});

describe('in every shipped template', () => {
	const withConditions = shippedTemplates().filter((one) => JSON.stringify(one).includes('askWhen'));

	test('some questions are asked of some children only', () => {
		expect(withConditions.length).toBeGreaterThan(0);
	});

	test.each(withConditions)('$id asks of a child of whom nothing is known all that it asks of any', (template) => {
		const all = askedQuestions(template, { answerTo: () => undefined, facts: {} });
		fc.assert(
			fc.property(anyCase, ({ stage, ageBand, planType, uasc, disability }) => {
				const facts = { stage, ageBand, planType, uasc, disability };
				for (const id of askedQuestions(template, { answerTo: () => undefined, facts })) expect(all.has(id)).toBe(true);
			}),
			{ numRuns: 30 }
		);
	});

	test.each(withConditions)(
		'$id has no question that no child could be asked, and none hidden by nothing',
		(template) => {
			for (const question of template.sections.flatMap((section) => section.questions)) {
				const { askWhen } = question;
				if (askWhen === undefined) continue;
				const only = {
					...template,
					sections: template.sections.map((one) => ({ ...one, questions: [...one.questions] }))
				};
				const opposite = {
					...only,
					sections: only.sections.map((section) => ({
						...section,
						questions: section.questions.map((one) =>
							one.id === question.id ? { ...one, askWhen: { not: askWhen } } : one
						)
					}))
				};
				const known = { answerTo: () => undefined, facts: {} };
				expect([isAsked(only, question.id, known), isAsked(opposite, question.id, known)]).toEqual([true, true]);
			}
			expect(askedQuestions(template, { answerTo: () => undefined, facts: {} }).size).toBeGreaterThan(0);
		}
	);
});
