import { expect, test } from 'vitest';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import { readAction, type ActionEvent } from '#lib/domain/improvement/readAction.ts';
import { anAction } from '../../../../../tests/fixtures/records.ts';
import { stonesOf } from './stones.ts';

const today = '2026-03-12';
const head = {
	owner: 'tom',
	verifier: 'ruth',
	raisedBy: 'dana',
	raisedAt: '2026-02-12T10:00:00.000Z',
	dueOn: '2026-03-17'
};
const names: Record<string, string> = { tom: 'Tom Hallam', ruth: 'You', dana: 'Dana Whitlock' };
const happened = (what: 'progress' | 'done' | 'verified' | 'held', by: string, day: string): ActionEvent => {
	const told = { by, at: `${day}T09:00:00.000Z`, note: 'seen' };
	return what === 'verified' ? { what, ...told, difference: '' } : { what, ...told };
};

function stones(more: Partial<ActionHead>, events: readonly ActionEvent[] = []) {
	const action = readAction(anAction({ ...head, ...more }));
	return stonesOf({ ...action, events }, (id) => names[id] ?? id, today).map(({ who, when }) =>
		[who, when].filter(Boolean).join(', ')
	);
}

test('a loop to be accepted is due, with everything else to come', () => {
	expect(stones({ state: 'issued' })).toEqual([
		'Dana Whitlock, 12 Feb',
		'Tom Hallam, by 17 March',
		'Tom Hallam',
		'You',
		'A fresh sample'
	]);
});

test('behind the stone it stands on is who did it and when', () => {
	const events = [happened('progress', 'tom', '2026-02-16'), happened('done', 'tom', '2026-03-10')];
	expect(stones({ state: 'done' }, events)).toEqual([
		'Dana Whitlock, 12 Feb',
		'Tom Hallam, 16 Feb',
		'Tom Hallam, 10 March',
		'You',
		'A fresh sample'
	]);
});

test('once it is verified the look back at practice has its day, ninety days on', () => {
	const events = [happened('done', 'tom', '2026-03-10'), happened('verified', 'ruth', '2026-03-12')];
	expect(stones({ state: 'verified' }, events).slice(3)).toEqual(['You, 12 March', 'A fresh sample, 10 June']);
	expect(stones({ state: 'closed' }, [...events, happened('held', 'ruth', '2026-03-12')]).at(-1)).toBe('You, 12 March');
});

test('where nobody is asked by name a manager verifies', () => {
	expect(stones({ state: 'done', verifier: null })[3]).toBe('A manager');
});
