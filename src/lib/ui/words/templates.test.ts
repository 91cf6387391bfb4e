import { expect, test } from 'vitest';
import { aQuestion, aTemplate } from '#lib/domain/templates/aTemplate.fixture.ts';
import type { Condition } from '#lib/domain/templates/Template.ts';
import { alertRuleWords, conditionWords, versionWords } from './templates.ts';

const template = aTemplate({
	sections: [
		{
			id: 'T',
			questions: [
				{ id: 'Q1', number: '1.1' },
				{ id: 'Q2', number: '1.2', kind: 'num' },
				{ id: 'Q3', number: '1.3', kind: 'date' }
			]
		}
	]
});

test.each([
	[{ answer: 'Q1', is: ['no', 'partly'] }, '1.1 is No or Partly'],
	[{ number: 'Q2', atLeast: 3, below: 9 }, '1.2 is at least 3 and below 9'],
	[{ date: 'Q3', before: '2026-03-12' }, '1.3 is before 2026-03-12'],
	[{ not: { answered: 'Q1' } }, 'it is not so that 1.1 is answered'],
	[{ fact: 'stage', is: ['looked-after'] }, 'where the child is in the journey is Looked after'],
	[
		{ all: [{ answer: 'Q1', is: ['yes'] }, { any: [{ answered: 'Q2' }, { answered: 'Q3' }] }] },
		'1.1 is Yes, and (1.2 is answered, or 1.3 is answered)'
	],
	[{ answer: 'gone', is: ['yes'] }, 'gone is yes']
] as [Condition, string][])('%j reads as “%s”', (condition, words) => {
	expect(conditionWords(condition, template)).toBe(words);
});

test('an alert says on what it is raised', () => {
	const question = aQuestion({ id: 'Q1' });
	const rule = { level: 'same-day', on: ['no'], confirm: true, says: 'if there is risk' } as const;
	expect(alertRuleWords({ ...rule, on: [...rule.on] }, question)).toBe(
		'Same-day alert on No, if there is risk, once the auditor has said that it is so'
	);
	const action = { level: 'priority' as const, on: [] };
	expect(alertRuleWords({ ...action, late: { days: 0 } }, question)).toBe('Action wanted when late');
	expect(alertRuleWords({ ...action, late: { days: 5 } }, question)).toBe('Action wanted when more than 5 days late');
	expect(alertRuleWords({ ...action, late: { timesClock: 2 }, unlessAction: true }, question)).toBe(
		'Action wanted at two times the clock, unless an action answers it'
	);
});

test('a version is called by its number, a draft by what it is', () => {
	expect([versionWords('2'), versionWords('draft')]).toEqual(['Version 2', 'The version being written']);
});
