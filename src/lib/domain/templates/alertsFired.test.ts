import { expect, test } from 'vitest';
import { alertsFired, type GivenAnswer } from './alertsFired.ts';
import { alertRule } from './Template.ts';

type Words = Partial<Parameters<typeof alertRule.parse>[0] & object>;

/** The levels that an answer fires, in order. */
function levels(rules: Words[], given: Partial<GivenAnswer>): string[] {
	const alerts = rules.map((rule) => alertRule.parse({ level: 'priority', ...rule }));
	return alertsFired({ alerts }, { value: null, ...given }).map((rule) => rule.level);
}

test('an answer fires the rule that names it, and no other answer does', () => {
	expect(levels([{ on: ['no'] }], { value: 'no' })).toEqual(['priority']);
	for (const value of ['yes', 'partly', 'na', '', null]) expect(levels([{ on: ['no'] }], { value })).toEqual([]);
});

test('a gate fires on concern and when it cannot be told', () => {
	const gate = [{ level: 'same-day', on: ['concern', 'cannot-tell'] }];
	expect(levels(gate, { value: 'cannot-tell' })).toEqual(['same-day']);
	expect(levels(gate, { value: 'safe' })).toEqual([]);
});

test('one chosen option is enough', () => {
	expect(levels([{ on: ['b-and-b'] }], { value: ['family', 'b-and-b'] })).toEqual(['priority']);
	expect(levels([{ on: ['b-and-b'] }], { value: ['family'] })).toEqual([]);
});

test('any lateness fires a rule of nought days', () => {
	const late = [{ late: { days: 0 } }];
	expect(levels(late, { lateness: { days: 1, clockDays: 10 } })).toEqual(['priority']);
	expect(levels(late, { lateness: { days: 0, clockDays: 10 } })).toEqual([]);
	expect(levels(late, {})).toEqual([]);
});

test('a rule of so many days fires beyond them', () => {
	const late = [{ late: { days: 5 } }];
	expect(levels(late, { lateness: { days: 5, clockDays: 10 } })).toEqual([]);
	expect(levels(late, { lateness: { days: 6, clockDays: 10 } })).toEqual(['priority']);
});

test('at twice the clock both rules fire, the same-day one first', () => {
	const visits = [{ late: { days: 0 } }, { level: 'same-day', late: { timesClock: 2 } }];
	expect(levels(visits, { lateness: { days: 9, clockDays: 10 } })).toEqual(['priority']);
	expect(levels(visits, { lateness: { days: 10, clockDays: 10 } })).toEqual(['same-day', 'priority']);
});

test('a number fires above the limit, not at it', () => {
	expect(levels([{ above: 12 }], { value: 12 })).toEqual([]);
	expect(levels([{ above: 12 }], { value: 13 })).toEqual(['priority']);
	expect(levels([{ above: 12 }], { value: '13' })).toEqual([]);
});

test('an action that answers the question stills the rule that waits for one', () => {
	const drift = [{ on: ['drifting'], unlessAction: true }];
	expect(levels(drift, { value: 'drifting' })).toEqual(['priority']);
	expect(levels(drift, { value: 'drifting', hasAction: true })).toEqual([]);
	expect(levels([{ on: ['no'] }], { value: 'no', hasAction: true })).toEqual(['priority']);
});

test('what only a reader can tell is asked once there is an answer', () => {
	const complaint = [{ confirm: true, says: 'if this is a complaint' }];
	expect(levels(complaint, { value: 'Nobody rang us back.' })).toEqual(['priority']);
	expect(levels(complaint, { value: '  ' })).toEqual([]);
	expect(levels(complaint, {})).toEqual([]);
});

test('a rule to confirm with its own answers waits for those', () => {
	const threshold = [{ level: 'same-day', on: ['no'], confirm: true, says: 'if No on threshold' }];
	expect(levels(threshold, { value: 'yes' })).toEqual([]);
	expect(levels(threshold, { value: 'no' })).toEqual(['same-day']);
});
