import { afterEach, expect, test } from 'vitest';
import { chooseAppearance, readAppearance, showAppearance } from './appearance.ts';

const theme = () => document.documentElement.dataset.theme;

afterEach(() => chooseAppearance('device'));

test('the device decides until someone chooses', () => {
	showAppearance();
	expect(readAppearance()).toBe('device');
	expect(theme()).toBeUndefined();
});

test('a choice holds at once, and when the page is opened again', () => {
	chooseAppearance('dark');
	expect(theme()).toBe('dark');
	delete document.documentElement.dataset.theme;
	showAppearance();
	expect(theme()).toBe('dark');
	chooseAppearance('device');
	expect(theme()).toBeUndefined();
});

test('what something else left in its place is not taken', () => {
	localStorage.setItem('dipper-appearance', 'purple');
	expect(readAppearance()).toBe('device');
});
