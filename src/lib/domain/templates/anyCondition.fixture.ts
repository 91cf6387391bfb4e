import fc from 'fast-check';
import { addDays } from '../shared/dates.ts';
import type { AnswerValue } from '../changes/Change.ts';
import type { Condition } from './Condition.ts';
import type { CaseFacts } from './truthOf.ts';

/** Q1 is answered yes, partly or no; Q2 with a number; Q3 with a date; Q4 with several options; Q5 with words. */
export const kindsAsked = [
	{ id: 'Q1' },
	{ id: 'Q2', kind: 'num' as const },
	{ id: 'Q3', kind: 'date' as const },
	{ id: 'Q4', kind: 'multi' as const, options: ['a', 'b', 'c'].map((id) => ({ id, label: id })) },
	{ id: 'Q5', kind: 'text' as const }
];

const anyNumber = fc.integer({ min: 0, max: 6 });
const anyDay = fc.integer({ min: 0, max: 6 }).map((days) => addDays('2026-03-01', days));

const aboutAnswers = [
	fc.record({
		answer: fc.constant('Q1'),
		is: fc.subarray<string | number>(['yes', 'partly', 'no'], { minLength: 1 })
	}),
	fc.record({ answer: fc.constant('Q4'), is: fc.subarray<string | number>(['a', 'b', 'c'], { minLength: 1 }) }),
	anyNumber.map((atLeast) => ({ number: 'Q2', atLeast })),
	anyNumber.map((below) => ({ number: 'Q2', below })),
	anyDay.map((onOrAfter) => ({ date: 'Q3', onOrAfter })),
	anyDay.map((before) => ({ date: 'Q3', before })),
	fc.record({ fact: fc.constant('disability' as const), is: fc.constantFrom(['yes'], ['no']) })
] as const satisfies readonly fc.Arbitrary<Condition>[];

const aboutTheRecord = fc.constantFrom('Q1', 'Q2', 'Q3', 'Q4', 'Q5').map((answered) => ({ answered }));

function grown(leaves: readonly fc.Arbitrary<Condition>[]): fc.Arbitrary<Condition> {
	return fc.letrec<{ condition: Condition }>((tie) => ({
		condition: fc.oneof(
			{ maxDepth: 3, depthIdentifier: fc.createDepthIdentifier() },
			...leaves,
			fc.record({ not: tie('condition') }),
			fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
			fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) })
		)
	})).condition;
}

/** Conditions about the child: what becomes known never turns them round. */
export const anyConditionOnTheChild = grown(aboutAnswers);
/** Conditions of every shape there is. */
export const anyCondition = grown([...aboutAnswers, aboutTheRecord]);

export type Given = { readonly answers: Readonly<Record<string, AnswerValue>>; readonly facts: CaseFacts };

export const anyGiven: fc.Arbitrary<Given> = fc.record({
	answers: fc.record(
		{
			Q1: fc.constantFrom('yes', 'partly', 'no'),
			Q2: anyNumber,
			Q3: anyDay,
			Q4: fc.subarray(['a', 'b', 'c']),
			Q5: fc.constantFrom('', ' ', 'Words.')
		},
		{ requiredKeys: [] }
	),
	facts: fc.record({ disability: fc.option(fc.boolean()) }, { requiredKeys: [] })
});
