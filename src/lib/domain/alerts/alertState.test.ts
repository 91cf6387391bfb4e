import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	alertEvents,
	alertStates,
	countsAsTold,
	nextAlertState,
	type AlertEvent,
	type AlertState
} from './alertState.ts';

/** Written apart from the table: ─ stays, × is refused, else the state it comes to. */
const expected = `
                 told  message-left  acknowledged  found-safe  found-not-safe  read  closed-resolved  closed-in-error
nobody-told      told  ─             acknowledged  safe        not-safe        ─     ×                closed
told             ─     ─             acknowledged  safe        not-safe        ─     ×                closed
acknowledged     ─     ─             ─             safe        not-safe        ─     ×                closed
not-safe         ─     ─             ─             safe        ─               ─     ×                ×
safe             ─     ─             ─             ─           not-safe        ─     closed           closed
closed           ─     ─             ─             ─           not-safe        ─     ×                ×
`;

function cells(): [AlertState, AlertEvent, AlertState | null][] {
	const [head = '', ...lines] = expected.trim().split('\n');
	const events = head.trim().split(/\s+/) as AlertEvent[];
	return lines.flatMap((line) => {
		const [state, ...nexts] = line.trim().split(/\s+/) as [AlertState, ...string[]];
		return nexts.map((next, at): [AlertState, AlertEvent, AlertState | null] => [
			state,
			events[at] as AlertEvent,
			next === '─' ? state : next === '×' ? null : (next as AlertState)
		]);
	});
}

test('every state meets every event in the table', () => {
	expect(cells()).toHaveLength(alertStates.length * alertEvents.length);
	expect(new Set(cells().map(([state, event]) => `${state} ${event}`)).size).toBe(48);
});

test.each(cells())('%s, then %s: %s', (state, event, next) => {
	expect(nextAlertState(state, event)).toBe(next);
});

describe('whatever comes in whatever order', () => {
	const history = fc.array(fc.constantFrom(...alertEvents), { maxLength: 30 });
	const walk = (events: readonly AlertEvent[]) => {
		let state: AlertState = 'nobody-told';
		const passed: { event: AlertEvent; from: AlertState; to: AlertState }[] = [];
		for (const event of events) {
			const next = nextAlertState(state, event);
			if (next !== null) passed.push({ event, from: state, to: next });
			state = next ?? state;
		}
		return { state, passed };
	};

	test('it is closed as resolved only from where the child was found safe', () => {
		fc.assert(
			fc.property(history, (events) => {
				for (const { event, from } of walk(events).passed) if (event === 'closed-resolved') expect(from).toBe('safe');
			})
		);
	});

	test('a child found not safe last is never in a closed alert', () => {
		fc.assert(
			fc.property(history, (events) => {
				const { state } = walk([...events, 'found-not-safe']);
				expect(state).toBe('not-safe');
				expect(walk([...events, 'found-not-safe', 'closed-resolved', 'closed-in-error']).state).toBe('not-safe');
			})
		);
	});

	test('what only tells of something that happened is never refused', () => {
		for (const state of alertStates)
			for (const event of ['told', 'message-left', 'acknowledged', 'found-safe', 'found-not-safe', 'read'] as const)
				expect(nextAlertState(state, event), `${state} ${event}`).not.toBeNull();
	});
});

test('a message left tells nobody; any other way of telling does', () => {
	expect(countsAsTold('Left a message')).toBe(false);
	expect(countsAsTold('Left a message at 11:31')).toBe(false);
	expect(countsAsTold('Spoke by phone')).toBe(true);
	expect(countsAsTold('phone')).toBe(true);
});
