import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson, anAction, author, id, north, south } from '../../../../tests/fixtures/records.ts';
import { mayChange } from '../access/can.ts';
import { roles, type Role } from '../access/Person.ts';
import { applyChange } from '../changes/applyChange.ts';
import { actionStates, type ActionHead } from '../changes/RecordState.ts';
import { whyNotMove, type ManyMove } from './whyNotMove.ts';

const today = '2026-03-12';
const owner = aPerson([], { id: id(20) });
const verifier = aPerson([], { id: id(10) });
const manager = aPerson([{ role: 'team-manager', scope: { kind: 'team', id: north.team } }]);
const elsewhere = aPerson([{ role: 'team-manager', scope: { kind: 'team', id: south.team } }]);
const transfer: ManyMove = { name: 'transfer', owner: id(30), reason: 'A new worker' };
const extend: ManyMove = { name: 'extend', dueOn: '2026-04-01', reason: 'The conference moved' };
const remind: ManyMove = { name: 'remind' };

const why = (move: ManyMove, who = manager, head: Partial<ActionHead> = {}) =>
	whyNotMove(who, anAction(head), move, today);

test('a manager of the team may do all three', () => {
	expect([transfer, extend, remind].map((move) => why(move))).toEqual([null, null, null]);
});

test('nobody from elsewhere may, and the owner may only give it on', () => {
	expect([transfer, extend, remind].map((move) => why(move, elsewhere))).toEqual(Array(3).fill('loop.not-yours'));
	expect([transfer, extend].map((move) => why(move, owner))).toEqual([null, 'loop.not-yours']);
});

describe('a loop stays as it is', () => {
	test.each<[string, ManyMove, Partial<ActionHead>, string]>([
		['that is done already', transfer, { state: 'done' }, 'loop.moved-on'],
		['that has ended', extend, { state: 'closed' }, 'loop.moved-on'],
		['that rests', remind, { state: 'verified' }, 'loop.moved-on'],
		['that is theirs already', transfer, { owner: id(30) }, 'loop.theirs-already'],
		['whose date is that one', extend, { dueOn: '2026-04-01' }, 'loop.not-later'],
		['whose date was moved twice', extend, { extensions: 2 }, 'loop.moved-twice']
	])('%s', (_, move, head, expected) => {
		expect(why(move, manager, head)).toBe(expected);
	});

	test('where the next move is one’s own: nobody is reminded by themselves', () => {
		expect(why(remind, verifier, { state: 'done' })).toBe('loop.own-move');
		expect(why(remind, owner)).toBe('loop.own-move');
		expect(why(remind, verifier)).toBeNull();
	});
});

test('among many is done exactly what the policy and the engine would do of it alone', () => {
	const person = fc
		.record({
			who: fc.constantFrom(owner.id, verifier.id, id(99)),
			role: fc.constantFrom<Role>(...roles),
			team: fc.constantFrom(north.team, south.team)
		})
		.map(({ who, role, team }) => aPerson([{ role, scope: { kind: 'team', id: team } }], { id: who }));
	const head = fc.record({
		state: fc.constantFrom(...actionStates),
		extensions: fc.integer({ min: 0, max: 2 }),
		dueOn: fc.constantFrom('2026-03-19', '2026-04-01', '2026-05-01')
	});
	const tally = { done: 0, left: 0 };
	fc.assert(
		fc.property(person, head, fc.constantFrom(transfer, extend), (who, given, move) => {
			const action = anAction(given);
			const { name, ...args } = move;
			const asked = { name: `action.${name}`, args, base: 1 };
			const context = { author: author(who, null, `${today}T10:00:00.000Z`), changeId: id(900), template: null };
			const alone = mayChange(who, asked.name, action, today) && applyChange(action, asked, context).ok;
			expect(whyNotMove(who, action, move, today) === null).toBe(alone);
			tally[alone ? 'done' : 'left'] += 1;
		}),
		{ numRuns: 500 }
	);
	expect(Math.min(tally.done, tally.left)).toBeGreaterThan(20);
});
