import { describe, expect, test } from 'vitest';
import { actionStates } from '#lib/domain/changes/RecordState.ts';
import { caseloadProblemCodes } from '#lib/domain/frames/caseloadProblems.ts';
import { dueClock, keptClock } from './clocks.ts';
import { age, dayAndMonth, moment, shortDay, shortWeekday, timeOf, untilDay, wholeDay } from './dates.ts';
import { gradeDifference, gradesDownwards, gradeWord, isGrade } from './grades.ts';
import { answerWords, choicesOf, ynpChoices } from './kinds.ts';
import { moveWords, stateWords, stoneNames, stoneOf, stoneSentence } from './loops.ts';
import { inWords, list, number, percent, plural } from './numbers.ts';
import { problems, problemWords } from './problems.ts';
import { saveWords, waitingWords } from './saving.ts';
import { judgedWords, pebbleWords } from './stages.ts';

const today = '2026-03-12';

describe('days', () => {
	test('are written with their weekday, and with the year when it is not this one', () => {
		expect(shortWeekday('2026-03-17', today)).toBe('Tue 17 March');
		expect(shortWeekday('2025-12-29', today)).toBe('Mon 29 December 2025');
		expect(wholeDay(today, today)).toBe('Thursday 12 March');
		expect(dayAndMonth('2026-03-04', today)).toBe('4 March');
	});

	test('are short where room is short', () => {
		expect(shortDay('2025-12-29', today)).toBe('29 Dec 2025');
		expect(shortDay('2026-03-04', today)).toBe('4 March');
		expect(shortDay('2026-09-01', today)).toBe('1 Sept');
	});

	test('times are English and of 24 hours, in summer too', () => {
		expect(timeOf('2026-03-12T14:02:00.000Z')).toBe('14:02');
		expect(timeOf('2026-07-12T23:30:00.000Z')).toBe('00:30');
		expect(moment('2026-03-12T14:02:00.000Z', today)).toBe('14:02');
		expect(moment('2026-03-10T16:20:00.000Z', today)).toBe('Tue 10 March, 16:20');
	});

	test('from now are told in working days', () => {
		expect(untilDay('2026-03-20', today)).toBe('in 6 working days');
		expect(untilDay(today, today)).toBe('today');
		expect(untilDay('2026-03-13', today)).toBe('tomorrow');
		expect(untilDay('2026-03-11', today)).toBe('yesterday');
		expect(untilDay('2026-03-10', today)).toBe('2 days ago');
	});

	test('an age is in weeks once it is whole weeks of a month', () => {
		expect(age('2026-03-08', today)).toBe('4 days');
		expect(age('2026-01-22', today)).toBe('7 weeks');
	});
});

describe('clocks', () => {
	test.each([
		['2026-03-31', 'due', 'Due Tue 31 March'],
		['2026-03-17', 'soon', 'Due Tue 17 March'],
		['2026-03-18', 'due', 'Due Wed 18 March'],
		[today, 'soon', 'Due today'],
		['2026-03-10', 'late', 'Late by 2 working days'],
		['2026-03-11', 'late', 'Late by 1 working day']
	])('due %s is %s', (due, state, words) => {
		expect(dueClock(due, today)).toEqual({ state, words });
	});

	test('what was due on a Friday is late on the Saturday', () => {
		expect(dueClock('2026-03-13', '2026-03-14')).toEqual({ state: 'late', words: 'Late by 1 day' });
	});

	test('what was done is met, or late by so much', () => {
		expect(keptClock('2025-12-17', '2025-12-17')).toEqual({ state: 'met', words: 'Met' });
		expect(keptClock('2025-12-17', '2025-12-29')).toEqual({ state: 'late', words: 'Late by 6 working days' });
	});
});

describe('grades and answers', () => {
	test('a grade is always its whole word', () => {
		expect(gradesDownwards.map(gradeWord)).toEqual(['Outstanding', 'Good', 'Requires improvement', 'Inadequate']);
		expect(gradeWord(null)).toBe('Not graded');
		expect(gradeWord('na')).toBe('Not applicable');
		expect(isGrade('toString')).toBe(false);
	});

	test('two grades are compared in words', () => {
		expect(gradeDifference('good', 'good')).toBe('Same');
		expect(gradeDifference('requires-improvement', 'inadequate')).toBe('One lower');
		expect(gradeDifference('inadequate', 'good')).toBe('Two higher');
	});

	test('each kind that is chosen has its tiles', () => {
		expect(choicesOf({ kind: 'ynp' })).toBe(ynpChoices);
		expect(ynpChoices.map(({ key }) => key)).toEqual(['y', 'p', 'n', 'a']);
		expect(choicesOf({ kind: 'g4' }).map(({ label }) => label)).toContain('Inadequate');
		expect(choicesOf({ kind: 'pick', options: [{ id: 'a', label: 'Late' }] })).toEqual([{ value: 'a', label: 'Late' }]);
		expect(choicesOf({ kind: 'text' })).toEqual([]);
	});

	test('an answer of each kind can be said', () => {
		const options = [
			{ id: 'a', label: 'Plans' },
			{ id: 'b', label: 'Voice' }
		];
		expect(answerWords({ kind: 'ynp' }, 'na', today)).toBe('Not applicable');
		expect(answerWords({ kind: 'gate' }, 'cannot-tell', today)).toBe('Cannot tell');
		expect(answerWords({ kind: 'rag' }, 'amber', today)).toBe('Amber');
		expect(answerWords({ kind: 'g4' }, 'good', today)).toBe('Good');
		expect(answerWords({ kind: 'pick', options }, 'b', today)).toBe('Voice');
		expect(answerWords({ kind: 'multi', options }, ['a', 'b'], today)).toBe('Plans and Voice');
		expect(answerWords({ kind: 'num', unit: 'weeks' }, 7, today)).toBe('7 weeks');
		expect(answerWords({ kind: 'date' }, '2026-03-04', today)).toBe('4 March');
		expect(answerWords({ kind: 'time' }, { from: '2025-12-03', to: null }, today)).toBe('3 December 2025 to no date');
		expect(answerWords({ kind: 'text' }, 'yes', today)).toBe('yes');
	});
});

describe('loops', () => {
	test('every state of an action has words and a stone', () => {
		for (const state of actionStates) {
			expect(stateWords[state]).not.toBe('');
			expect(stoneOf(state)).toBeGreaterThan(0);
		}
		expect(stoneNames[stoneOf('done')]).toBe('Verification');
		expect(stoneOf('closed')).toBe(5);
	});

	test('whose move it is, is said with a name', () => {
		expect(moveWords(null)).toBe('Your move');
		expect(moveWords('Priya Raman')).toBe('Priya Raman’s move');
		expect(stoneSentence(3)).toBe('Stage 4 of 5, verification');
		expect(stoneSentence(5)).toBe('Loop closed');
	});
});

describe('figures', () => {
	test('counts agree with their nouns', () => {
		expect(plural(1, 'answer')).toBe('1 answer');
		expect(plural(4182, 'case')).toBe('4,182 cases');
		expect(plural(2, 'child', 'children')).toBe('2 children');
		expect(inWords(8)).toBe('eight');
		expect(inWords(11)).toBe('11');
		expect(number(1000000)).toBe('1,000,000');
	});

	test('a share is never rounded to nothing or to all', () => {
		expect(percent(0.602)).toBe('60%');
		expect(percent(0.001)).toBe('under 1%');
		expect(percent(0.999)).toBe('over 99%');
		expect([percent(0), percent(1)]).toEqual(['0%', '100%']);
	});

	test('lists end in and', () => {
		expect(list([])).toBe('');
		expect(list(['Plans'])).toBe('Plans');
		expect(list(['Plans', 'Visits', 'Voice'])).toBe('Plans, Visits and Voice');
	});

	test('progress counts what was judged', () => {
		expect(judgedWords(9, 9)).toBe('Completed');
		expect(judgedWords(2, 9)).toBe('2 of 9 judged');
		expect(judgedWords(0, 8)).toBe('8 to judge');
		expect(judgedWords(0, 5, { done: 'recorded', toDo: 'to record' })).toBe('5 to record');
		expect(pebbleWords(2, 1, 10)).toBe('2 done, 1 begun');
		expect(pebbleWords(10, 0, 10)).toBe('All 10 done');
		expect(pebbleWords(0, 0, 10)).toBe('10 children to look at');
	});
});

describe('the sync line', () => {
	test.each([
		[{ kind: 'saved', savedAt: '14:02' }, 'Saved on this tablet 14:02', undefined],
		[{ kind: 'waiting', savedAt: '14:02', waiting: 3 }, 'Saved on this tablet 14:02', '3 waiting to send'],
		[
			{ kind: 'no-signal', savedAt: '14:02', waiting: 1, device: 'phone' },
			'No signal. Saved on this phone 14:02',
			'1 waiting to send'
		],
		[{ kind: 'needs-you', savedAt: '14:02', waiting: 3, needs: 2 }, 'Saved on this tablet 14:02', '2 need you'],
		[{ kind: 'needs-you', needs: 1 }, 'Saved on this tablet', '1 needs you'],
		[{ kind: 'office', savedAt: '14:02' }, 'Up to date 14:02', undefined],
		[{ kind: 'not-saved' }, 'Not saved:', 'keep this page open']
	] as const)('%j', (state, said, open) => {
		expect(saveWords(state)).toEqual(open === undefined ? { said } : { said, open });
	});

	test('is shorter in an audit', () => {
		expect(saveWords({ kind: 'waiting', waiting: 3 }, true).open).toBe('3 waiting');
		expect(waitingWords(1)).toBe('1 change is waiting to send');
	});
});

describe('problems', () => {
	test('every reason for refusing a caseload has a sentence', () => {
		for (const code of caseloadProblemCodes) expect(problemWords({ code, facts: {} })).not.toMatch(/did not work/);
	});

	test('facts are put into the sentence', () => {
		expect(problemWords({ code: 'date.not-a-day', facts: { month: 'June', days: 30 } })).toBe(
			'June has 30 days that year'
		);
		expect(problemWords({ code: 'caseload.too-many-rows', facts: { limit: 200000 } })).toContain('200,000');
	});

	test('a code without words still says what can be done', () => {
		expect(problemWords({ code: 'no-such.code' })).toContain('is kept');
		expect(problemWords({ code: 'constructor' })).toContain('is kept');
	});

	test('no sentence says sorry, please or successfully, or shouts', () => {
		for (const words of Object.values(problems))
			expect(words({})).not.toMatch(/sorry|please|success|sync|upload|error|!/i);
	});
});
