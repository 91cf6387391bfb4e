import { describe, expect, test } from 'vitest';
import { aPerson, anAction, author, id, north } from '../../../../tests/fixtures/records.ts';
import { mayChange } from '../access/can.ts';
import type { Person } from '../access/Person.ts';
import { applyChange } from '../changes/applyChange.ts';
import { mostExtensions } from '../changes/applyActionAct.ts';
import { actionStates, type ActionRecord, type ActionState } from '../changes/RecordState.ts';
import { isOpen, isOverdue, lastDayFor } from './actionLife.ts';
import { moveNames, moves, parties, type MoveName, type Party } from './moves.ts';

const today = '2026-03-20';
const at = '2026-03-20T10:00:00.000Z';

const acts: Record<MoveName, { name: string; args: Record<string, unknown> }> = {
	accept: { name: 'action.accept', args: {} },
	progress: { name: 'action.progress', args: { note: 'Met the chair.' } },
	complete: { name: 'action.complete', args: { note: 'Dates are set.', evidence: [] } },
	verify: { name: 'action.verify', args: { verdict: 'verified', note: 'Seen.', difference: 'She is asked.' } },
	return: { name: 'action.verify', args: { verdict: 'returned', note: 'No dates.' } },
	extend: { name: 'action.extend', args: { dueOn: '2027-04-01', reason: 'Leave.' } },
	notNeeded: { name: 'action.notNeeded', args: { reason: 'Moved away.' } },
	transfer: { name: 'action.transfer', args: { owner: id(77), reason: 'The case moved team.' } },
	held: { name: 'action.impact', args: { verdict: 'held', note: 'Ten more looked at.' } },
	notHeld: { name: 'action.impact', args: { verdict: 'not-held', note: 'Still late.' } }
};

/** Someone who is exactly this to an action in the north, and nothing else. */
function standing(party: Party): Person {
	if (party === 'owner' || party === 'verifier') return aPerson([], { id: id(party === 'owner' ? 20 : 21) });
	const scope = party === 'team-manager' ? { kind: 'team' as const, id: north.team } : undefined;
	return aPerson([{ role: party, scope: scope ?? { kind: 'service', id: north.service } }]);
}

/**
 * Written out beside the table in the code, so that neither can be changed alone: product.md 6.2. Rows are moves,
 * columns the parties in their order: owner, verifier, team manager, service manager, head of service, director, QA.
 */
const whoMay: Record<MoveName, string> = {
	accept: 'y······',
	progress: 'y······',
	complete: 'y······',
	verify: '·yyyy·y',
	return: '·yyyy·y',
	extend: '·yyyyyy',
	notNeeded: '···yyyy',
	transfer: 'y·yyyyy',
	held: '···yy·y',
	notHeld: '···yy·y'
};
/** Columns: draft, issued, accepted, in progress, done, verified, returned, not needed, impact checked, closed. */
const whence: Record<MoveName, string> = {
	accept: '·y····y···',
	progress: '·yyy··y···',
	complete: '·yyy··y···',
	verify: '····y·····',
	return: '····y·····',
	extend: '·yyy··y···',
	notNeeded: '·yyyy·y···',
	transfer: '·yyy··y···',
	held: '·····y····',
	notHeld: '·····y····'
};

function attempt(action: ActionRecord, move: MoveName, person: Person, args = acts[move].args) {
	if (!mayChange(person, acts[move].name, action, today)) return 'not permitted';
	const change = { name: acts[move].name, args, base: action.fields.get('state')?.ver ?? 0 };
	const context = { author: author(person, null, at), changeId: crypto.randomUUID(), template: null };
	const outcome = applyChange(action, change, { ...context, replaying: true });
	return outcome.ok ? (outcome.record as ActionRecord) : outcome.code;
}

describe.each(moveNames)('%s', (move) => {
	test.each(actionStates)('from %s is made by exactly those whom the table names', (state) => {
		const action = anAction({ state, owner: id(20), verifier: id(21), ...north });
		parties.forEach((party, column) => {
			const made = attempt(action, move, standing(party));
			const isAllowed = whoMay[move][column] === 'y';
			const isFrom = whence[move][actionStates.indexOf(state)] === 'y';
			if (!isAllowed) expect(made, party).toBe('not permitted');
			else if (!isFrom) expect(made, party).toBe('RECORD_LOCKED');
			else expect((made as ActionRecord).head.state, party).toBe(moves[move].to ?? state);
		});
	});

	test('is never made by the owner where the table says so, though they manage the team and were asked to verify', () => {
		const state = moves[move].from[0] as ActionState;
		const everything = aPerson(
			[
				{ role: 'team-manager', scope: { kind: 'team', id: north.team } },
				{ role: 'head-of-service', scope: { kind: 'council' } },
				{ role: 'qa-manager', scope: { kind: 'council' } }
			],
			{ id: id(20) }
		);
		const made = attempt(anAction({ state, owner: id(20), verifier: id(20), ...north }), move, everything);
		expect(made === 'not permitted').toBe(moves[move].neverOwner);
	});

	test('is made by nobody whose role ends before this team', () => {
		const state = moves[move].from[0] as ActionState;
		const action = anAction({ state, owner: id(20), verifier: id(21), ...north });
		for (const party of parties) {
			if (party === 'owner' || party === 'verifier' || party === 'qa-manager') continue;
			const elsewhere = aPerson([{ role: party, scope: { kind: 'service', id: id(299) } }]);
			expect(attempt(action, move, elsewhere), party).toBe('not permitted');
		}
	});
});

test('a walk of 100,000 moves by anyone breaks no rule of a loop', () => {
	let seed = 20260312;
	const roll = (most: number) => {
		// A linear congruence is chance enough here and the same on every machine (Numerical Recipes, 1992, section 7.1).
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		return Math.floor((seed / 2 ** 32) * most);
	};
	const people = parties.map(standing);
	const others = [id(30), id(21), id(20)].map((one) => aPerson([], { id: one }));
	const everyone = [...people, ...others];
	const fresh = () => anAction({ owner: id(20), verifier: id(21), ...north });
	let action = fresh();
	let made = 0;
	const reached = new Set<ActionState>();
	for (let step = 0; step < 100_000; step += 1) {
		const move = moveNames[roll(moveNames.length)] as MoveName;
		const person = everyone[roll(everyone.length)] as Person;
		const owner = [id(20), id(21), id(30)][roll(3)] as string;
		const dueOn = `2027-${String(1 + roll(12)).padStart(2, '0')}-10`;
		const args =
			move === 'transfer' ? { owner, reason: 'Moved.' } : move === 'extend' ? { dueOn, reason: 'Leave.' } : null;
		const before = action.head;
		const next = attempt(action, move, person, args ?? acts[move].args);
		if (typeof next === 'string') continue;
		made += 1;
		reached.add(next.head.state);
		const { head, fields } = next;
		if (head.verifier === head.owner) throw new Error('someone verifies their own work');
		if (['verify', 'return', 'held', 'notHeld', 'notNeeded', 'extend'].includes(move) && person.id === before.owner)
			throw new Error(`${move} by the owner`);
		if (head.state === 'verified' && before.state !== 'done') throw new Error('verified and never done');
		if (head.state === 'closed' && before.state !== 'verified') throw new Error('closed and never verified');
		if (head.extensions > mostExtensions) throw new Error('extended too often');
		if (fields.get('state')?.value !== head.state || fields.get('owner')?.value !== head.owner)
			throw new Error('head and fields differ');
		if (fields.get('dueOn')?.value !== head.dueOn) throw new Error('head and date differ');
		action = isOpen(head.state) || head.state === 'verified' ? next : fresh();
		// A log grows without end; the walk is about states, so it starts over before the fields are many.
		if (action.fields.size > 60) action = fresh();
	}
	expect(made).toBeGreaterThan(10_000);
	expect([...reached].sort()).toEqual(
		['accepted', 'closed', 'done', 'in-progress', 'issued', 'not-needed', 'returned', 'verified'].sort()
	);
});

describe('a loop that opens again', () => {
	const checker = standing('service-manager');
	const again = (action: ActionRecord) => {
		const made = attempt(action, 'notHeld', checker);
		if (typeof made === 'string') throw new Error(made);
		return made;
	};
	const verified = (action: ActionRecord): ActionRecord => ({
		...action,
		head: { ...action.head, state: 'verified' },
		fields: new Map([...action.fields].filter(([key]) => key !== 'state'))
	});

	test('has days of its own, and is counted each time', () => {
		const once = again(anAction({ state: 'verified', extensions: 2, dueOn: '2026-01-05', ...north }));
		expect(once.head).toMatchObject({ state: 'returned', reopened: 1, extensions: 0, dueOn: '2026-04-21' });
		expect(again(verified(once)).head).toMatchObject({ state: 'returned', reopened: 2 });
	});

	test('cannot be opened again before it was verified again', () => {
		const once = again(anAction({ state: 'verified', ...north }));
		expect(attempt(once, 'notHeld', checker)).toBe('RECORD_LOCKED');
	});
});

test('the second of two verdicts given offline finds the loop moved on', () => {
	const done = anAction({ state: 'done', owner: id(20), verifier: id(21), ...north });
	const first = attempt(done, 'verify', standing('verifier')) as ActionRecord;
	expect(attempt(first, 'return', standing('team-manager'))).toBe('RECORD_LOCKED');
});

describe('a due date that is no working day', () => {
	test('is kept on the next one', () => {
		expect(lastDayFor('2026-12-25')).toBe('2026-12-29');
		expect(lastDayFor('2026-03-21')).toBe('2026-03-23');
		expect(lastDayFor('2026-03-20')).toBe('2026-03-20');
	});

	test('nobody is late before it, and nobody once it was verified', () => {
		const action = { state: 'accepted', dueOn: '2026-12-25' } as const;
		expect(isOverdue(action, '2026-12-29')).toBe(false);
		expect(isOverdue(action, '2026-12-30')).toBe(true);
		expect(isOverdue({ ...action, state: 'verified' }, '2026-12-30')).toBe(false);
	});
});
