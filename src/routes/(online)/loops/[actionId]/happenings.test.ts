import { expect, test } from 'vitest';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import { happenings, lastAct, type Written } from './happenings.ts';

const names = { dana: 'Dana Whitlock', tom: 'Tom Hallam', priya: 'Priya Raman' };
const head = {
	raisedBy: 'dana',
	raisedAt: '2026-02-12T10:00:00.000Z',
	finding: 'No contingency'
} as ActionHead;

function written(name: string, at: string, value: Written['value'], more: Partial<Written> = {}): Written {
	return { at, by: 'tom', name, key: 'state', value, how: 'written', rescued: false, ...more };
}
const tell = (...history: Written[]) =>
	happenings(head, history, names, '2026-03-12').map(({ what, rest }) => `${what}${rest}`);

test('a loop begins with its finding', () => {
	expect(tell()).toEqual(['Finding by Dana Whitlock: “No contingency”']);
});

test('the newest stands first, and one act is one line whatever it wrote', () => {
	const at = '2026-03-10T16:20:00.000Z';
	const told = tell(
		written('action.accept', '2026-02-16T09:00:00.000Z', 'accepted'),
		written('action.complete', at, 'done'),
		written('action.complete', at, { note: 'Case note of 9 March', done: true }, { key: 'progress/1' })
	);
	expect(told).toEqual([
		'Done by Tom Hallam: Case note of 9 March',
		'Accepted by Tom Hallam',
		'Finding by Dana Whitlock: “No contingency”'
	]);
});

test('V4: what a rescue brought says so', () => {
	const [accepted] = tell(written('action.accept', '2026-02-16T09:00:00.000Z', 'accepted', { rescued: true }));
	expect(accepted).toBe('Accepted by Tom Hallam, rescued from a tablet');
});

test('an extension says to when, a transfer to whom', () => {
	const [moved] = tell(
		written('action.extend', '2026-02-27T09:00:00.000Z', { note: 'Half-term', extendedTo: '2026-03-20' })
	);
	expect(moved).toBe('Due date moved by Tom Hallam to 20 March: Half-term');
	const [given] = tell(
		written('action.transfer', '2026-02-27T09:00:00.000Z', { note: 'Leave', transferredTo: 'priya' })
	);
	expect(given).toBe('Given to someone else by Tom Hallam, to Priya Raman: Leave');
});

test('a verdict is said by its name', () => {
	const at = '2026-03-11T09:00:00.000Z';
	expect(tell(written('action.verify', at, { verdict: 'returned', note: 'Say who acts' }))[0]).toBe(
		'Returned by Tom Hallam: Say who acts'
	);
	expect(tell(written('action.impact', at, { verdict: 'not-held', note: '4 of 12' }))[0]).toMatch(/^Opened again/);
	expect(tell(written('action.verify', at, { verdict: 'verified', note: 'Read it', difference: 'Both know' }))[0]).toBe(
		'Verified by Tom Hallam: Read it. What is different: Both know'
	);
});

test('what was refused, and acts on other things, are no part of it', () => {
	const at = '2026-03-11T09:00:00.000Z';
	expect(tell(written('action.accept', at, null, { how: 'parked' }), written('note.set', at, 'x'))).toHaveLength(1);
});

test('the last time an act was done stands under its stone', () => {
	const history = [
		written('action.complete', '2026-03-01T10:00:00.000Z', 'done'),
		written('action.complete', '2026-03-10T23:30:00.000Z', 'done', { by: 'priya' })
	];
	expect(lastAct(history, 'action.complete')).toEqual({ by: 'priya', on: '2026-03-10' });
	expect(lastAct(history, 'action.verify')).toBeNull();
});
