import { expect, test } from 'vitest';
import { checkAction, isReady, type TypedAction } from './checkAction.ts';

const today = '2026-03-12';
const whole: TypedAction = {
	level: 'team',
	finding: 'The first core group was late.',
	what: 'Set dates at the conference itself',
	difference: 'The plan starts within ten working days.',
	owner: '00000000-0000-4000-8000-000000000020',
	dueOn: '2026-03-19'
};

test('a whole action is ready', () => {
	expect(checkAction(whole, today)).toEqual({});
	expect(isReady(whole, today)).toBe(true);
});

test('an empty form is told about every field, in their order', () => {
	const empty: TypedAction = { level: null, finding: ' ', what: '', difference: '', owner: null, dueOn: null };
	expect(Object.keys(checkAction(empty, today))).toEqual(['finding', 'what', 'difference', 'owner', 'dueOn', 'level']);
});

test('an action is not saved without the difference it is to make', () => {
	expect(checkAction({ ...whole, difference: '  ' }, today)).toEqual({
		difference: 'Write the difference it should make'
	});
});

test('today is early enough, yesterday is not', () => {
	expect(isReady({ ...whole, dueOn: today }, today)).toBe(true);
	expect(checkAction({ ...whole, dueOn: '2026-03-11' }, today).dueOn).toBe('The day must be today or later');
});

test('what is longer than a field holds is said before it is refused', () => {
	expect(checkAction({ ...whole, what: 'a'.repeat(2_001) }, today).what).toBe('Shorten this to 2000 characters');
});
