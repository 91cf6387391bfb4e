import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPerson, anAction, author, id } from '../../../../tests/fixtures/records.ts';
import { applyChange } from '../changes/applyChange.ts';
import { mostExtensions } from '../changes/applyActionAct.ts';
import { actionStates, type ActionRecord, type ActionState } from '../changes/RecordState.ts';
import {
	allowsAct,
	offersAct,
	firstNotLate,
	impactCheckOn,
	isLoopOpen,
	isOpen,
	isOverdue,
	loopStage,
	restedBefore,
	whoseMove
} from './actionLife.ts';

const owner = aPerson([], { id: id(20) });

const args = {
	accept: {},
	progress: { note: 'Met the chair.' },
	done: { note: 'Dates are set.', evidence: [] },
	verified: { verdict: 'verified', note: 'Seen.' },
	returned: { verdict: 'returned', note: 'No dates.' },
	extend: { dueOn: '2026-04-01', reason: 'Leave.' },
	notNeeded: { reason: 'Moved away.' },
	transfer: { owner: id(21), reason: 'Case moved.' },
	held: { verdict: 'held', note: 'Ten more looked at.' },
	notHeld: { verdict: 'not-held', note: 'Still late.' }
} as const;

const acts = {
	accept: 'action.accept',
	progress: 'action.progress',
	done: 'action.complete',
	verified: 'action.verify',
	returned: 'action.verify',
	extend: 'action.extend',
	notNeeded: 'action.notNeeded',
	transfer: 'action.transfer',
	held: 'action.impact',
	notHeld: 'action.impact'
} as const;
type ActWord = keyof typeof acts;
const words = Object.keys(acts) as ActWord[];

/** product.md 6: from each state, where each act leads. An act that is not named may not be done. */
const life: Readonly<Record<ActionState, Partial<Record<ActWord, ActionState>>>> = {
	draft: {},
	issued: {
		...{ accept: 'accepted', progress: 'in-progress', done: 'done' },
		...{ extend: 'issued', notNeeded: 'not-needed', transfer: 'issued' }
	},
	accepted: {
		...{ progress: 'in-progress', done: 'done' },
		...{ extend: 'accepted', notNeeded: 'not-needed', transfer: 'issued' }
	},
	'in-progress': {
		...{ progress: 'in-progress', done: 'done' },
		...{ extend: 'in-progress', notNeeded: 'not-needed', transfer: 'issued' }
	},
	done: { verified: 'verified', returned: 'returned', notNeeded: 'not-needed' },
	verified: { held: 'closed', notHeld: 'returned' },
	returned: {
		...{ accept: 'accepted', progress: 'in-progress', done: 'done' },
		...{ extend: 'returned', notNeeded: 'not-needed', transfer: 'issued' }
	},
	'not-needed': {},
	'impact-checked': {},
	closed: {}
};

function doing(action: ActionRecord, word: ActWord, given: object = args[word]) {
	const change = { name: acts[word], args: given, base: 1 };
	const at = '2026-03-20T10:00:00.000Z';
	return applyChange(action, change, { author: author(owner, null, at), changeId: id(900), template: null });
}

describe.each(actionStates)('an action that is %s', (state) => {
	test.each(words)(`%s leads where its life says, or nowhere`, (word) => {
		const outcome = doing(anAction({ state }), word);
		const next = life[state][word];
		if (next === undefined) expect(outcome).toEqual({ ok: false, code: 'RECORD_LOCKED' });
		else expect(outcome).toMatchObject({ ok: true, record: { head: { state: next } } });
	});

	test('offers on a page what may be done, but not to accept what was accepted once', () => {
		for (const word of words) {
			const isAllowed = life[state][word] !== undefined;
			expect(allowsAct(state, acts[word]), word).toBe(isAllowed);
			expect(offersAct(state, acts[word]), word).toBe(isAllowed && !(word === 'accept' && state === 'returned'));
		}
		expect(allowsAct(state, 'conflict.resolve')).toBe(false);
	});

	test('its field and its head never say different things', () => {
		for (const word of words) {
			const outcome = doing(anAction({ state }), word);
			expect(outcome.ok, word).toBe(life[state][word] !== undefined);
			if (!outcome.ok) continue;
			const { head, fields } = outcome.record as ActionRecord;
			expect([fields.get('state')?.value, fields.get('owner')?.value, fields.get('dueOn')?.value]).toEqual([
				head.state,
				head.owner,
				head.dueOn
			]);
		}
	});

	test('its clock starts anew exactly when its state changes', () => {
		for (const word of words) {
			const outcome = doing(anAction({ state }), word);
			expect(outcome.ok, word).toBe(life[state][word] !== undefined);
			if (!outcome.ok) continue;
			const { head } = outcome.record as ActionRecord;
			const isRestarted = head.stateSince === '2026-03-20T10:00:00.000Z';
			expect(isRestarted, word).toBe(head.state !== state || word === 'transfer');
		}
	});

	test('is somebody’s move while it is open, and nobody’s once it is not', () => {
		const move = whoseMove({ state, owner: 'o', verifier: 'v' });
		expect(move).toBe(isOpen(state) ? (state === 'done' ? 'v' : 'o') : null);
		expect(loopStage(state) === 'ended').toBe(Object.keys(life[state]).length === 0 && state !== 'draft');
	});
});

describe('any course of events', () => {
	test('leaves an action in a state its life knows, never extended more than twice, and verified only once done', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.constantFrom(...words), fc.nat(400)), { maxLength: 40 }), (steps) => {
				let action = anAction();
				for (const [word, days] of steps) {
					const dueOn = new Date(Date.UTC(2026, 2, 1 + days)).toISOString().slice(0, 10);
					const before = action.head;
					const outcome = doing(action, word, word === 'extend' ? { dueOn, reason: 'Leave.' } : args[word]);
					if (!outcome.ok) continue;
					action = outcome.record as ActionRecord;
					expect(action.head.state).toBe(life[before.state][word]);
					expect(action.head.extensions).toBeLessThanOrEqual(mostExtensions);
					// A loop that opens again has days of its own, counted from then.
					if (word === 'notHeld') expect(action.head.dueOn).toBe('2026-04-21');
					else expect(action.head.dueOn >= before.dueOn).toBe(true);
					if (action.head.state === 'verified' && before.state !== 'verified') expect(before.state).toBe('done');
					expect(action.head.verifier === null || action.head.verifier !== action.head.owner).toBe(true);
				}
			})
		);
	});

	test('what has ended for good is moved by nothing', () => {
		for (const state of ['closed', 'not-needed', 'impact-checked'] as const)
			for (const word of words) expect(doing(anAction({ state }), word).ok, `${state} ${word}`).toBe(false);
	});
});

describe('a due date', () => {
	test.each([
		['a day later', '2026-03-20', true],
		['the same day', '2026-03-19', false],
		['a day earlier', '2026-03-18', false]
	])('may be moved to %s or not', (_, dueOn, isOk) => {
		expect(doing(anAction(), 'extend', { dueOn, reason: 'Leave.' }).ok).toBe(isOk);
	});

	test('may be moved twice by whomever, and no third time', () => {
		const move = (action: ActionRecord, dueOn: string) => doing(action, 'extend', { dueOn, reason: 'Leave.' });
		const twice = ['2026-04-01', '2026-05-01'].reduce<ActionRecord>((action, dueOn) => {
			const outcome = move(action, dueOn);
			return outcome.ok ? (outcome.record as ActionRecord) : action;
		}, anAction());
		expect(twice.head).toMatchObject({ dueOn: '2026-05-01', extensions: 2 });
		expect(move(twice, '2026-06-01')).toEqual({ ok: false, code: 'RECORD_LOCKED' });
	});
});

describe('looking at practice again', () => {
	test.each([
		['over the summer-time change in spring', '2026-01-10T12:00:00.000Z', '2026-04-10'],
		['verified late on a summer evening: England’s day counts', '2026-06-30T23:30:00.000Z', '2026-09-29'],
		['verified late on a winter evening', '2026-01-31T23:30:00.000Z', '2026-05-01'],
		['over a leap day', '2024-01-01T12:00:00.000Z', '2024-03-31']
	])('falls due ninety days on: %s', (_, stateSince, on) => {
		expect(impactCheckOn({ state: 'verified', stateSince })).toBe(on);
		expect(isLoopOpen({ state: 'verified', stateSince }, on)).toBe(true);
	});

	test('falls due for nothing but what is verified', () => {
		for (const state of actionStates.filter((one) => one !== 'verified')) {
			expect(impactCheckOn({ state, stateSince: '2020-01-01T00:00:00.000Z' })).toBeNull();
			expect(isLoopOpen({ state, stateSince: '2020-01-01T00:00:00.000Z' }, '2026-03-12')).toBe(isOpen(state));
		}
	});
});

describe('for a database, by one comparison', () => {
	const someDay = fc
		.integer({ min: 0, max: 1500 })
		.map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));

	test('what is due before the first day that is not late is late, and nothing else', () => {
		fc.assert(
			fc.property(someDay, fc.integer({ min: -12, max: 12 }), (today, days) => {
				const dueOn = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
				expect(dueOn < firstNotLate(today)).toBe(isOverdue({ state: 'issued', dueOn }, today));
			})
		);
		// Good Friday to Easter Monday 2026: nobody is late before Tuesday is over.
		expect(firstNotLate('2026-04-07')).toBe('2026-04-03');
		expect(firstNotLate('2026-04-08')).toBe('2026-04-08');
	});

	test('what was verified before the moment is to be looked at, and nothing else', () => {
		fc.assert(
			fc.property(someDay, fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }), (today, minutes) => {
				const at = restedBefore(today) + minutes * 60_000;
				const stateSince = new Date(at).toISOString();
				expect(at < restedBefore(today)).toBe(isLoopOpen({ state: 'verified', stateSince }, today));
			})
		);
	});
});
