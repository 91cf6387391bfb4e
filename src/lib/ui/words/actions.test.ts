import { expect, test } from 'vitest';
import type { ActionEvent } from '#lib/domain/improvement/readAction.ts';
import { eventWords, extensionsWords, nextWords, notDoneWords, unsentWords } from './actions.ts';

const today = '2026-03-12';
const at = '2026-03-10T16:20:00.000Z';
const names: Record<string, string> = { tom: 'Tom Hallam', dana: 'Dana Whitlock', ruth: 'Ruth Fenn' };
const say = (event: ActionEvent) => {
	const { what, rest } = eventWords(event, (id) => names[id] ?? 'Someone', today);
	return `${what}${rest}`;
};

test('each step of an action is told with who did it and what they said, in full', () => {
	expect(say({ what: 'raised', by: 'dana', at, note: 'No contingency' })).toBe(
		'Finding by Dana Whitlock: “No contingency”'
	);
	expect(say({ what: 'accepted', by: 'tom', at })).toBe('Accepted by Tom Hallam');
	expect(say({ what: 'done', by: 'tom', at, note: 'Plan version 4' })).toBe('Done by Tom Hallam: Plan version 4');
	expect(say({ what: 'extended', by: 'ruth', at, note: 'half-term', dueOn: '2026-03-20' })).toBe(
		'Extended to 20 March, agreed by Ruth Fenn: half-term'
	);
	expect(say({ what: 'transferred', by: 'ruth', at, note: 'leave', owner: 'tom' })).toBe(
		'Given to Tom Hallam by Ruth Fenn: leave'
	);
	expect(say({ what: 'returned', by: 'ruth', at, note: 'Not in the record', difference: '' })).toBe(
		'Returned by Ruth Fenn: Not in the record'
	);
	expect(say({ what: 'verified', by: 'ruth', at, note: 'I read it.', difference: 'Mum knows.' })).toBe(
		'Verified by Ruth Fenn: I read it. What is different: Mum knows.'
	);
	expect(say({ what: 'not-held', by: 'ruth', at, note: '3 of 10' })).toBe(
		'Opened again: practice has not moved by Ruth Fenn: 3 of 10'
	);
});

test('a step carries its moment, in words and for machines', () => {
	expect(eventWords({ what: 'accepted', by: 'tom', at }, (id) => id, today)).toMatchObject({
		when: 'Tue 10 March, 16:20',
		at
	});
});

test('what nobody else can know yet is said so', () => {
	expect(unsentWords('verified', 1)).toBe('Verified on this tablet, waiting to send.');
	expect(unsentWords('accepted', 2)).toBe('2 steps here, saved on this tablet, waiting to send.');
	expect(unsentWords(null, 1)).toBe('1 step here, saved on this tablet, waiting to send.');
});

test('what comes next names whose it is', () => {
	expect(nextWords('done', null)).toBe('Verification is yours');
	expect(nextWords('issued', 'Tom Hallam')).toBe('Accepting it is Tom Hallam’s');
	expect(nextWords('verified', 'A manager')).toBe('A fresh sample looks at practice');
	expect(nextWords('closed', null)).toBeNull();
});

test('how often a date was moved is said before it is moved', () => {
	expect(extensionsWords(0, 2)).toContain('twice at most');
	expect(extensionsWords(1, 2)).toContain('the last time');
	expect(extensionsWords(2, 2)).toContain('cannot');
});

test('a refusal says that nothing typed is lost', () => {
	expect(notDoneWords('RECORD_LOCKED')).toContain('still here');
	expect(notDoneWords('something new')).toContain('still here');
});
