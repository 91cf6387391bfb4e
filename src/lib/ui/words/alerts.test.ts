import { expect, test } from 'vitest';
import { countsAsTold, howAndWhen, pathwayWords, safetyCheckWords, toldWords } from './alerts.ts';

const today = '2026-03-12';
const at = '2026-03-12T11:31:00.000Z';
const told = (how: string, on = at) => toldWords({ whom: 'Priya Raman', how, at: on }, today);

test('who was told is one sentence, with the time they were told at', () => {
	expect(told('Spoke by phone')).toBe('Priya Raman told by phone at 11:31');
	expect(told('Spoke face to face at 10:05')).toBe('Priya Raman told face to face at 10:05');
});

test('a way that another program wrote is said as it is', () => {
	expect(told('phone')).toBe('Priya Raman told by phone at 11:31');
	expect(told('pager')).toBe('Priya Raman told (pager) at 11:31');
});

test('another day is named', () => {
	expect(told('Spoke by phone', '2026-03-10T16:20:00.000Z')).toBe('Priya Raman told by phone on Tue 10 March, 16:20');
});

test('a message left does not count as told', () => {
	expect(countsAsTold('Left a message')).toBe(false);
	expect(countsAsTold('Left a message at 11:40')).toBe(false);
	expect(countsAsTold('Spoke by phone')).toBe(true);
});

test('a time other than now is written with how', () => {
	expect(howAndWhen('Spoke by phone', '11:31', at)).toBe('Spoke by phone');
	expect(howAndWhen('Spoke by phone', '10:05', at)).toBe('Spoke by phone at 10:05');
});

test('the steps that follow have their days; the safety check is today while it is today', () => {
	const steps = pathwayWords(at, today);
	expect(steps.map(({ clock }) => clock.words)).toEqual([
		'within 4 working hours',
		'today',
		'by Fri 13 March',
		'by Thu 19 March'
	]);
	expect(safetyCheckWords(at, today)).toEqual({ state: 'soon', words: 'Safety check on the child due today' });
	expect(safetyCheckWords(at, '2026-03-13').words).toBe('Safety check on the child due Fri 13 March at the latest');
	expect(safetyCheckWords(at, '2026-03-16').state).toBe('late');
});
