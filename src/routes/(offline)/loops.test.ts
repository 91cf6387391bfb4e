import { expect, test } from 'vitest';
import { anAction, id } from '../../../tests/fixtures/records.ts';
import type { ActionHead } from '#lib/domain/changes/RecordState.ts';
import { openLoops } from './loops.ts';

const me = id(20);
const today = '2026-03-16';
const listing = (name: string, head: Partial<ActionHead> = {}) => ({
	id: name,
	head: anAction(head).head,
	conflicts: 0,
	unsent: 0
});
const read = (listings: ReturnType<typeof listing>[], mayVerify = false) =>
	openLoops(listings, me, mayVerify, today).map(
		({ id: name, isMine, age }) => `${name} ${isMine ? 'mine' : 'theirs'} ${age}`
	);

test('one’s own move stands before the moves of others, with its age in days', () => {
	expect(read([listing('theirs', { owner: id(30) }), listing('mine')])).toEqual(['mine mine 4', 'theirs theirs 4']);
});

test('a loop that has ended or is verified is not open', () => {
	expect(read([listing('closed', { state: 'closed' }), listing('verified', { state: 'verified' })])).toEqual([]);
});

test('what is done and has no verifier falls to a manager, never to its owner', () => {
	const done = { state: 'done', verifier: null } as const;
	expect(read([listing('team', { ...done, owner: id(30) })], true)).toEqual(['team mine 4']);
	expect(read([listing('own', done)], true)).toEqual(['own theirs 4']);
	expect(read([listing('team', { ...done, owner: id(30) })])).toEqual(['team theirs 4']);
});

test('among equals the soonest due stands first', () => {
	expect(read([listing('later', { dueOn: '2026-03-30' }), listing('soon', { dueOn: '2026-03-17' })])).toEqual([
		'soon mine 4',
		'later mine 4'
	]);
});
