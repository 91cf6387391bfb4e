import { expect, test } from 'vitest';
import type { ActionHead, Field, Json } from '#lib/domain/changes/RecordState.ts';
import { completionNotes, stonesOf } from './drawLoop.ts';
import type { Written } from './happenings.ts';

const names = { dana: 'Dana Whitlock', tom: 'Tom Hallam', priya: 'Priya Raman' };
const head: ActionHead = {
	state: 'issued',
	level: 'child',
	what: 'Write a plan',
	owner: 'tom',
	dueOn: '2026-03-17',
	finding: 'None',
	difference: 'Both know',
	team: null,
	service: null,
	worker: null,
	raisedBy: 'dana',
	raisedAt: '2026-02-12T10:00:00.000Z',
	verifier: 'priya',
	priority: false,
	extensions: 0,
	stateSince: '2026-02-12T10:00:00.000Z'
};
const act = (name: string, by: string, on: string): Written => ({
	at: `${on}T10:00:00.000Z`,
	by,
	name,
	key: 'state',
	value: null,
	how: 'written',
	rescued: false
});
const draw = (state: ActionHead['state'], ...history: Written[]) =>
	stonesOf({ ...head, state }, history, names, 'priya', '2026-03-12');

test('a new action stands on its second stone, due by its date', () => {
	expect(draw('issued').slice(0, 2)).toEqual([
		{ who: 'Dana Whitlock', when: '12 Feb' },
		{ who: 'Tom Hallam', when: 'by 17 March' }
	]);
});

test('what is done has its day, and the reader is called you', () => {
	const stones = draw('done', act('action.accept', 'tom', '2026-02-16'), act('action.complete', 'tom', '2026-03-10'));
	expect(stones.slice(1, 4)).toEqual([
		{ who: 'Tom Hallam', when: '16 Feb' },
		{ who: 'Tom Hallam', when: '10 March' },
		{ who: 'You' }
	]);
});

test('practice is looked at again ninety days after', () => {
	const stones = draw('verified', act('action.verify', 'priya', '2026-03-11'));
	expect(stones[3]).toEqual({ who: 'You', when: '11 March' });
	expect(stones[4]).toEqual({ who: 'A fresh sample', when: '9 June' });
});

test('with nobody named, verifying falls to a manager', () => {
	expect(stonesOf({ ...head, state: 'done', verifier: null }, [], names, 'tom', '2026-03-12')[3]).toEqual({
		who: 'A manager'
	});
});

test('what was said when it was done stands as evidence', () => {
	const field = (value: Json): Field => ({ ver: 1, value, by: 'tom', at: '2026-03-10T10:00:00.000Z' });
	const fields = new Map([
		['progress/1', field({ note: 'Rang the father' })],
		['progress/2', field({ note: 'Plan version 4, section 6', done: true })],
		['evidence/3', field({ name: 'contingency.pdf' })]
	]);
	expect(completionNotes(fields)).toEqual(['Plan version 4, section 6']);
});

test('what was done again after a return stands after what was said first, whatever its key', () => {
	const done = (note: string, at: string): Field => ({ ver: 1, value: { note, done: true }, by: 'tom', at });
	const fields = new Map([
		['progress/a', done('All eight', '2026-03-12T10:00:00.000Z')],
		['progress/b', done('Two of eight', '2026-03-10T10:00:00.000Z')]
	]);
	expect(completionNotes(fields)).toEqual(['Two of eight', 'All eight']);
});
