import { expect, test } from 'vitest';
import { hasOwnFrame, isOpenTo, whereTo } from './guards.ts';

test('a locked tablet leads to its unlock page and back to where one was', () => {
	expect(whereTo('locked', '/(offline)/audits/[auditId]', '/audits/a1')).toBe('/unlock?to=%2Faudits%2Fa1');
	expect(whereTo('locked', '/(offline)/today', '/today')).toBe('/unlock');
});

test('a tablet nobody has set up leads to setting up', () => {
	expect(whereTo('none', '/(offline)/today', '/today')).toBe('/set-up');
	expect(whereTo('setting-up', '/(offline)/audits', '/audits')).toBe('/set-up?to=%2Faudits');
});

test('while the tablet starts, and once it is unlocked, everyone stays where they are', () => {
	expect(whereTo('starting', '/(offline)/today', '/today')).toBeNull();
	expect(whereTo('unlocked', '/(offline)/audits/[auditId]', '/audits/a1')).toBeNull();
});

test('the page that needs signal opens in every state but draws nothing before the tablet has started', () => {
	for (const state of ['none', 'locked', 'setting-up'] as const) {
		expect(whereTo(state, '/(offline)/offline', '/offline')).toBeNull();
		expect(isOpenTo(state, '/(offline)/offline')).toBe(true);
	}
	expect(isOpenTo('starting', '/(offline)/offline')).toBe(false);
});

test('another person may be set up on a locked tablet', () => {
	expect(whereTo('locked', '/(offline)/set-up', '/set-up')).toBeNull();
});

test('a section, setting up and unlocking bring their own frame', () => {
	expect(hasOwnFrame('/(offline)/audits/[auditId]/[sectionId]')).toBe(true);
	expect(hasOwnFrame('/(offline)/audits/[auditId]')).toBe(false);
	expect(hasOwnFrame('/(offline)/unlock')).toBe(true);
});
