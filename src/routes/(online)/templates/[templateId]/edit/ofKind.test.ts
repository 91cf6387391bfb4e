import { expect, test } from 'vitest';
import type { Question } from '#lib/domain/templates/Template.ts';
import { ofKind } from './ofKind.ts';

const question: Question = {
	...{ id: 'S1.1', number: '1.1', text: 'Is it?', guidance: '', dip: true, optional: false, themes: ['plans'] },
	kind: 'ynp',
	noteWhen: { is: ['yes'] },
	alerts: [
		{ level: 'priority', on: ['no'] },
		{ level: 'same-day', on: [], confirm: true, says: 'if there is risk' }
	]
};

test('what only the old way of answering had goes; the rest stays', () => {
	const { noteWhen: _, ...rest } = question;
	expect(ofKind(question, 'text')).toEqual({ ...rest, kind: 'text', alerts: [question.alerts[1]] });
	expect(ofKind(question, 'g4').alerts).toEqual([question.alerts[1]]);
});

test('a list begins with two answers to be worded, and keeps them when several may be chosen', () => {
	const list = ofKind(question, 'pick');
	expect(list.options).toEqual([
		{ id: 'a', label: '' },
		{ id: 'b', label: '' }
	]);
	const worded = {
		...list,
		options: [
			{ id: 'a', label: 'A' },
			{ id: 'c', label: 'C' }
		]
	};
	expect(ofKind(worded, 'multi').options).toEqual(worded.options);
	expect(ofKind(worded, 'ynp')).not.toHaveProperty('options');
});

test('a clock stays between the kinds that have one', () => {
	const timed: Question = {
		...question,
		kind: 'time',
		clock: 'visits',
		from: 'cinSeenOn',
		alerts: [{ level: 'priority', on: [], late: { days: 0 } }]
	};
	expect(ofKind(timed, 'date')).toMatchObject({ clock: 'visits', from: 'cinSeenOn' });
	expect(ofKind(timed, 'num')).not.toHaveProperty('clock');
	expect(ofKind(timed, 'num').alerts).toEqual([]);
});

test('what the import fills stays only where it answers the new kind', () => {
	const filled: Question = { ...question, kind: 'text', prefill: 'stage' };
	expect(ofKind(filled, 'pick')).toHaveProperty('prefill', 'stage');
	expect(ofKind(filled, 'date')).not.toHaveProperty('prefill');
	expect(ofKind({ ...filled, prefill: 'worker' }, 'pick')).not.toHaveProperty('prefill');
});
