import { expect, test } from 'vitest';
import { actsInState, readAct, type PageAct } from './readAct.ts';

const context = { head: { dueOn: '2026-03-17', owner: 'tom' }, today: '2026-03-12' } as const;

function read(act: PageAct, given: Record<string, string> = {}) {
	const form = new FormData();
	for (const [name, value] of Object.entries(given)) form.set(name, value);
	return readAct(act, form, context);
}
const wrong = (act: PageAct, given: Record<string, string> = {}) => {
	const asked = read(act, given);
	return asked.ok ? [] : asked.errors.map(({ id }) => id);
};

test('a state offers what can be done in it', () => {
	expect(actsInState({ state: 'issued', extensions: 0 })).toEqual([
		'accept',
		'progress',
		'complete',
		'extend',
		'transfer',
		'notNeeded'
	]);
	expect(actsInState({ state: 'returned', extensions: 0 })).not.toContain('accept');
	expect(actsInState({ state: 'done', extensions: 0 })).toEqual(['verify', 'notNeeded']);
	expect(actsInState({ state: 'verified', extensions: 0 })).toEqual(['impact']);
	expect(actsInState({ state: 'closed', extensions: 0 })).toEqual([]);
});

test('a due date moved twice cannot be moved again', () => {
	expect(actsInState({ state: 'accepted', extensions: 2 })).not.toContain('extend');
});

test('accepting asks for nothing', () => {
	expect(read('accept')).toEqual({ ok: true, name: 'action.accept', args: {} });
});

test('each act says what is missing beside its own field', () => {
	expect(wrong('progress')).toEqual(['progress-note']);
	expect(wrong('complete')).toEqual(['complete-note']);
	expect(wrong('verify')).toEqual(['verify-verdict', 'verify-note']);
	expect(wrong('verify', { 'verify-note': 'Read it', 'verify-verdict': 'verified' })).toEqual(['verify-difference']);
	expect(wrong('impact')).toEqual(['impact-note', 'impact-verdict']);
	expect(wrong('notNeeded')).toEqual(['notNeeded-reason']);
	expect(wrong('transfer')).toEqual(['transfer-owner', 'transfer-reason']);
	expect(wrong('extend')).toEqual(['extend-dueOn', 'extend-reason']);
});

test('what was written becomes the act', () => {
	const verdict = (more: Record<string, string>) => read('verify', { 'verify-note': 'Read it', ...more });
	expect(verdict({ 'verify-verdict': 'verified', 'verify-difference': 'She is seen.' })).toEqual({
		ok: true,
		name: 'action.verify',
		args: { note: 'Read it', verdict: 'verified', difference: 'She is seen.' }
	});
	expect(verdict({ 'verify-verdict': 'returned' })).toMatchObject({ args: { note: 'Read it', verdict: 'returned' } });
});

test('an action is not given to whose it is', () => {
	expect(wrong('transfer', { 'transfer-owner': 'tom', 'transfer-reason': 'Leave' })).toEqual(['transfer-owner']);
});

test('a due date moves forward only', () => {
	const to = (day: string, month: string) => ({
		'extend-dueOn-day': day,
		'extend-dueOn-month': month,
		'extend-dueOn-year': '2026',
		'extend-reason': 'Half-term'
	});
	expect(wrong('extend', to('17', '3'))).toEqual(['extend-dueOn']);
	expect(wrong('extend', to('31', '2'))).toEqual(['extend-dueOn']);
	expect(read('extend', to('20', 'March'))).toEqual({
		ok: true,
		name: 'action.extend',
		args: { dueOn: '2026-03-20', reason: 'Half-term' }
	});
});
