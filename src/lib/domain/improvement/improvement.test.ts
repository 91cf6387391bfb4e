import { describe, expect, test } from 'vitest';
import { aPerson, anAction, author, id } from '../../../../tests/fixtures/records.ts';
import { applyChange } from '../changes/applyChange.ts';
import { actionStates, type ActionRecord } from '../changes/RecordState.ts';
import { impactCheckOn, isLoopOpen, isOpen, loopStage, whoseMove } from './actionLife.ts';
import { readAction } from './readAction.ts';

const owner = aPerson([], { id: id(20) });
const verifier = aPerson([], { id: id(10) });

function after(acts: readonly [string, unknown, typeof owner][]): ActionRecord {
	let record = anAction();
	acts.forEach(([name, args, by], at) => {
		const when = `2026-03-${String(13 + at).padStart(2, '0')}T10:00:00.000Z`;
		const outcome = applyChange(
			record,
			{ name, args },
			{ author: author(by, null, when), changeId: id(600 + at), template: null }
		);
		if (!outcome.ok) throw new Error(`${name}: ${outcome.code}`);
		record = outcome.record as ActionRecord;
	});
	return record;
}

describe('whose move it is', () => {
	test.each([
		['issued', owner.id],
		['accepted', owner.id],
		['in-progress', owner.id],
		['returned', owner.id],
		['done', verifier.id],
		['verified', null],
		['closed', null],
		['not-needed', null]
	] as const)('%s', (state, move) => {
		expect(whoseMove({ state, owner: owner.id, verifier: verifier.id })).toBe(move);
	});

	test('done and nobody named to verify it: a manager’s, and so nobody’s by name', () => {
		expect(whoseMove({ state: 'done', owner: owner.id, verifier: null })).toBeNull();
	});
});

test('every state stands on a stage, and an open one is somebody’s', () => {
	for (const state of actionStates) {
		expect(loopStage(state)).toBeTruthy();
		if (isOpen(state) && state !== 'draft') expect(whoseMove({ state, owner: 'o', verifier: 'v' })).not.toBeNull();
	}
});

describe('an action’s timeline', () => {
	test('tells what happened in the order it happened', () => {
		const action = readAction(
			after([
				['action.accept', {}, owner],
				['action.progress', { note: 'Met the chair.' }, owner],
				['action.extend', { dueOn: '2026-04-10', reason: 'Half-term.' }, verifier],
				['action.complete', { note: 'Dates are set.' }, owner],
				['action.verify', { verdict: 'returned', note: 'No dates in the record.' }, verifier],
				['action.complete', { note: 'Now they are.' }, owner],
				['action.verify', { verdict: 'verified', note: 'Seen.', difference: 'Two on time.' }, verifier]
			])
		);
		expect(action.events.map((event) => event.what)).toEqual([
			'raised',
			'progress',
			'extended',
			'done',
			'returned',
			'done',
			'verified'
		]);
		expect(action).toMatchObject({
			stage: 'impact-check',
			move: null,
			completion: { note: 'Now they are.', by: owner.id }
		});
		expect(action.events.at(-1)).toMatchObject({ difference: 'Two on time.' });
	});

	test('an acceptance shows while it is the last thing that happened', () => {
		expect(readAction(after([['action.accept', {}, owner]])).events.map((event) => event.what)).toEqual([
			'raised',
			'accepted'
		]);
	});

	test('a transfer names the new owner', () => {
		const action = readAction(after([['action.transfer', { owner: id(33), reason: 'The case moved.' }, owner]]));
		expect(action.events.at(-1)).toMatchObject({ what: 'transferred', owner: id(33), note: 'The case moved.' });
		expect(action.move).toBe(id(33));
	});

	test('an action that is not needed says why', () => {
		const action = readAction(after([['action.notNeeded', { reason: 'Moved away.' }, verifier]]));
		expect(action.events.at(-1)).toMatchObject({ what: 'not-needed', note: 'Moved away.' });
		expect(action.stage).toBe('ended');
	});
});

describe('what is verified', () => {
	const verified = { state: 'verified', stateSince: '2026-03-12T10:00:00.000Z' } as const;

	test('rests until its impact is to be looked at, ninety days on', () => {
		expect(impactCheckOn(verified)).toBe('2026-06-10');
		expect(isLoopOpen(verified, '2026-06-09')).toBe(false);
		expect(isLoopOpen(verified, '2026-06-10')).toBe(true);
	});

	test('is closed for good once the impact held', () => {
		expect(isLoopOpen({ state: 'closed', stateSince: verified.stateSince }, '2027-01-01')).toBe(false);
	});

	test.each(['issued', 'accepted', 'in-progress', 'returned', 'done'] as const)(
		'%s is open whatever the day',
		(state) => {
			expect(isLoopOpen({ state, stateSince: verified.stateSince }, '2026-03-13')).toBe(true);
		}
	);
});
