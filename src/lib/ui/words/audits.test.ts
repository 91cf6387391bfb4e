import { expect, test } from 'vitest';
import { anAudit } from '../../../../tests/fixtures/records.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { clockOn } from '#lib/domain/calendar/Clock.ts';
import { shippedClocks } from '#lib/domain/calendar/clocks.ts';
import { workOutClock } from '#lib/domain/calendar/workOutClock.ts';
import {
	caseWords,
	clockLength,
	continueWords,
	countSentences,
	importWords,
	resultWords,
	sentenceWords,
	toDoWords
} from './audits.ts';

const today = '2026-03-12';
const clock = must(clockOn('core-group-first', today, shippedClocks), 'clock');
const result = (from: string | null, to: string | null) => resultWords(workOutClock(clock, from, to, today), today);

test('a child is told apart by plan and age, never by a name or a code', () => {
	const { head } = anAudit();
	expect(caseWords(head)).toBe('Child protection · 8 to 11 years');
	expect(caseWords({ case: { ...head.case, planType: 'child-protection-plan' } })).toBe(
		'Child protection plan · 8 to 11 years'
	);
	expect(caseWords({ case: { ...head.case, planType: 'Plan B' } })).toBe('Plan B · 8 to 11 years');
});

test('a clock is met, late by its own days, or still due', () => {
	expect(result('2025-12-03', '2025-12-10')).toEqual({ state: 'met', words: 'Met' });
	expect(result('2025-12-03', '2025-12-29')).toEqual({ state: 'late', words: 'Late by 6 working days' });
	expect(result('2026-03-10', null)).toEqual({ state: 'due', words: 'By 24 March' });
	expect(result('2026-03-02', null)?.state).toBe('soon');
});

test('of a clock whose dates are not known nothing is said', () => {
	expect(result(null, '2025-12-29')).toBeNull();
});

test('a clock’s length and the source of its dates are said in words', () => {
	expect(clockLength(clock)).toBe('10 working days');
	expect(importWords('2026-03-09', today, true)).toBe('Dates from the import of 9 March. Bank holidays left out.');
	expect(importWords(null, today, false)).toBe('');
});

test('a section says what is left in it; the judgement waits for the others', () => {
	expect(toDoWords({}, 8)).toBe('8 to judge');
	expect(toDoWords({ judged: false }, 5)).toBe('5 to check');
	expect(toDoWords({ judged: false, judgement: true }, 3)).toBe('When the others are done');
	expect(continueWords('4.3', true)).toBe('Continue at 4.3');
	expect(continueWords('1.1', false)).toBe('Start at 1.1');
});

test.each([
	['', 0],
	['This child is seen on time.', 1],
	['Seen on time. But the plan could not keep them safe: five actions say “ongoing.” Why?', 3],
	['No full stop yet', 1],
	['Visits in 2.5 weeks.', 1],
	['…', 0]
])('“%s” has %i sentences', (text, count) => {
	expect(countSentences(text)).toBe(count);
});

test('sentences are counted aloud', () => {
	expect(sentenceWords('One.')).toBe('1 sentence');
	expect(sentenceWords('One. Two. Three.')).toBe('3 sentences');
});
