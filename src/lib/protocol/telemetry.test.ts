import { describe, expect, test } from 'vitest';
import { deviceFacts, incident } from './telemetry.ts';

const at = '2026-03-12T14:02:00.000Z';
const isTold = (one: object) => incident.safeParse({ code: 'put-back', at, facts: { changes: 3 }, ...one }).success;

describe('what a tablet tells of itself', () => {
	test('V7: an incident is a code, a moment and figures', () => {
		expect(isTold({})).toBe(true);
		expect(isTold({ facts: {} })).toBe(true);
		expect(isTold({ facts: { lastN: 7, from: 3, code: 'USER_DEACTIVATED' } })).toBe(true);
	});

	test.each([
		['in a fact', { facts: { note: 'Heron Lane, flat 2' } }],
		['in one word', { facts: { note: 'heron' } }],
		['in the name of a fact', { facts: { 'heron lane': 1 } }],
		['in its code', { code: 'Heron lane' }],
		['in a member nobody knows', { note: 'heron' }],
		['in a list', { facts: { note: ['heron'] } }],
		['inside a fact', { facts: { note: { text: 'heron' } } }],
		['in place of its moment', { at: 'on Tuesday' }]
	])('V7: nothing that a person typed fits %s', (_, more) => {
		expect(isTold(more)).toBe(false);
	});

	test('a tablet is told apart by three codes and no more', () => {
		const facts = { browser: 'chromium', system: 'android', form: 'tablet' };
		expect(deviceFacts.safeParse(facts).success).toBe(true);
		expect(deviceFacts.safeParse({ ...facts, model: 'SM-T510' }).success).toBe(false);
		expect(deviceFacts.safeParse({ ...facts, browser: 'Lynx 2.8' }).success).toBe(false);
	});
});
