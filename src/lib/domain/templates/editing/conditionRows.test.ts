import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aQuestion, aTemplate } from '../aTemplate.fixture.ts';
import { isAsked } from '../isAsked.ts';
import type { Condition } from '../Template.ts';
import {
	boundOf,
	inWay,
	isGroup,
	rowWays,
	toCondition,
	toGroup,
	waysFor,
	wayOf,
	withPart,
	type ConditionGroup
} from './conditionRows.ts';

const is = (answer: string): Condition => ({ answer, is: ['yes'] });

test.each([
	[is('Q1'), 'all', [['Q1', false]]],
	[{ not: is('Q1') }, 'all', [['Q1', true]]],
	[
		{ any: [is('Q1'), { not: is('Q2') }] },
		'any',
		[
			['Q1', false],
			['Q2', true]
		]
	],
	[
		{ not: { any: [is('Q1'), is('Q2')] } },
		'none',
		[
			['Q1', false],
			['Q2', false]
		]
	],
	[
		{ not: { all: [is('Q1'), is('Q2')] } },
		'any',
		[
			['Q1', true],
			['Q2', true]
		]
	],
	[{ not: { not: is('Q1') } }, 'all', [['Q1', false]]]
] as [Condition, string, [string, boolean][]][])('%j stands as rows', (condition, join, rows) => {
	const group = toGroup(condition);
	const flat = group.parts.flatMap((part) =>
		isGroup(part) ? [] : [['answer' in part.leaf ? part.leaf.answer : '', part.not]]
	);
	expect([group.join, flat]).toEqual([join, rows]);
});

test('a row is changed or taken away, the others stay', () => {
	const group: ConditionGroup = toGroup({ all: [is('Q1'), is('Q2')] });
	expect(toCondition(withPart(group, 0, null))).toEqual(is('Q2'));
	expect(toCondition(withPart(group, 1, toGroup({ any: [is('Q3'), is('Q4')] })))).toEqual({
		all: [is('Q1'), { any: [is('Q3'), is('Q4')] }]
	});
	expect(toCondition({ join: 'all', parts: [] })).toEqual({ all: [] });
});

test('written as rows and read back, a condition asks of the same children', () => {
	const anyCondition = fc.letrec<{ condition: Condition }>((tie) => ({
		condition: fc.oneof(
			{ maxDepth: 4, depthIdentifier: 'condition' },
			fc.constantFrom('Q1', 'Q2', 'Q3').map(is),
			fc.record({ not: tie('condition') }),
			fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
			fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) })
		)
	})).condition;
	const anyAnswers = fc.array(fc.constantFrom('yes', 'no', undefined), { minLength: 3, maxLength: 3 });
	const asks = (askWhen: Condition, answers: readonly (string | undefined)[]) =>
		isAsked(
			aTemplate({
				sections: [{ id: 'T', questions: [{ id: 'Q1' }, { id: 'Q2' }, { id: 'Q3' }, { id: 'Q9', askWhen }] }]
			}),
			'Q9',
			{ answerTo: (id) => answers[Number(id.slice(1)) - 1], facts: {} }
		);
	fc.assert(
		fc.property(anyCondition, anyAnswers, (condition, answers) => {
			const again = toCondition(toGroup(condition));
			expect([asks(again, answers), asks({ not: again }, answers)]).toEqual([
				asks(condition, answers),
				asks({ not: condition }, answers)
			]);
			expect(toCondition(toGroup(again))).toEqual(again);
		})
	);
});

test('each kind of question can be asked about in its own ways', () => {
	const ways = (kind: 'ynp' | 'num' | 'date' | 'text') => waysFor(aQuestion({ id: 'Q1', kind })).join(' ');
	expect(ways('ynp')).toBe('is is-not answered not-answered');
	expect(ways('num')).toBe('at-least below answered not-answered');
	expect(ways('date')).toBe('on-or-after before answered not-answered');
	expect(ways('text')).toBe('answered not-answered');
});

test.each(rowWays)('a row that compares by %s reads back as that', (way) => {
	const compared = { 'at-least': 3, below: 3, 'on-or-after': '2026-03-12', before: '2026-03-12' }[way as 'below'];
	const row = inWay('Q1', way, compared === undefined ? ['yes'] : [compared]);
	expect(wayOf(row)).toBe(way);
	expect(boundOf(row)).toBe(compared ?? null);
	const again = toGroup(toCondition({ join: 'all', parts: [row] })).parts[0];
	expect(again).toEqual(row);
});
