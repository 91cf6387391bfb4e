import { expect, test } from 'vitest';
import { howAndWhen, toldWords } from './alerts.ts';

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

test('a time other than now is written with how', () => {
	expect(howAndWhen('Spoke by phone', '11:31', at)).toBe('Spoke by phone');
	expect(howAndWhen('Spoke by phone', '10:05', at)).toBe('Spoke by phone at 10:05');
});
