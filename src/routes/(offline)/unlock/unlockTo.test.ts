import { expect, test } from 'vitest';
import { unlockTo } from './unlockTo.ts';

test('the page that was asked for opens after the passphrase', () => {
	expect(unlockTo('/audits/1/CJ2#CJ2.4')).toBe('/audits/1/CJ2#CJ2.4');
	expect(unlockTo('/today?move=yours')).toBe('/today?move=yours');
	expect(unlockTo(null)).toBe('/today');
});

test('a link cannot send people elsewhere', () => {
	for (const to of [
		'https://elsewhere.example',
		'//elsewhere.example',
		'/\\elsewhere.example',
		'/a\\b',
		'/\n/x',
		'today',
		''
	])
		expect(unlockTo(to)).toBe('/today');
});

test('nor round in a circle', () => {
	expect(unlockTo('/unlock?to=/unlock')).toBe('/today');
	expect(unlockTo('/set-up')).toBe('/today');
	expect(unlockTo('/unlocked-cases')).toBe('/unlocked-cases');
});
