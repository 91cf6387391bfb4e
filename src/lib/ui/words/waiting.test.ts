import { expect, test } from 'vitest';
import {
	changedWords,
	changeName,
	changesWords,
	madeWords,
	parkedHeading,
	parkedWords,
	waitingIntro,
	waitWords
} from './waiting.ts';

const today = '2026-03-12';
const changes = (...names: string[]) => names.map((name) => ({ name }));

test('what waits on a record is counted by kind, in its order', () => {
	expect(changesWords(changes('answer.set', 'note.set', 'answer.set'))).toBe('2 answers and 1 note');
	expect(changesWords(changes('alert.raise', 'audit.submit', 'grade.set'))).toBe(
		'1 same-day alert, 1 submission and 1 grade'
	);
	expect(changesWords(changes('new.thing', 'newer.thing'))).toBe('2 changes');
	expect(changeName('constructor')).not.toContain('function');
});

test('when it was made is a time today, and a day before that', () => {
	expect(madeWords('2026-03-12T14:02:00.000Z', today)).toBe('14:02');
	expect(madeWords('2026-03-11T16:20:00.000Z', today)).toBe('yesterday 16:20');
	expect(madeWords('2026-03-08T16:20:00.000Z', today)).toBe('Sun 8 March');
});

test('a conflict says who and when', () => {
	expect(changedWords('Sam Okafor', '2026-03-12T14:02:00.000Z', today)).toBe('Sam Okafor changed this at 14:02');
	expect(changedWords('Sam Okafor', '2026-03-10T16:20:00.000Z', today)).toBe(
		'Sam Okafor changed this on Tue 10 March, 16:20'
	);
});

test('what the office could not take is named, with the reason and that it is kept', () => {
	expect(parkedHeading('RECORD_LOCKED', 'note.set')).toBe('One note came too late to go in');
	expect(parkedHeading('NO_PERMISSION', 'answer.set')).toBe('One answer is no longer yours to make');
	expect(parkedHeading('SERVER_ERROR', 'something')).toBe('One change could not go in');
	for (const code of ['RECORD_LOCKED', 'NO_PERMISSION', 'SERVER_ERROR', 'a code of next year'])
		expect(parkedWords(code)).toMatch(/kept/);
});

test('the intro says what the person need do, and never more than is so', () => {
	expect(waitingIntro(2, 3)).toBe(
		'Everything is saved. Dipper sends it by itself; you need do nothing but the 2 below.'
	);
	expect(waitingIntro(0, 3)).toBe('Everything is saved. Dipper sends it by itself; you need do nothing.');
	expect(waitingIntro(1, 0)).toBe('Everything else is sent. One thing below needs you.');
	expect(waitingIntro(0, 0)).toBe('');
});

test('W9: whatever something waits for, the reason is said and what comes next', () => {
	expect(waitWords('no-signal', '14:02')).toBe('No signal since 14:02. It goes by itself when there is signal.');
	expect(waitWords('busy', '14:10')).toBe('The office is busy until about 14:10. It is tried again by itself.');
	expect(waitWords('busy')).toMatch(/^The office is busy\. /);
	for (const reason of [
		'sending',
		'signed-out',
		'revoked',
		'upgrade',
		'refused',
		'stuck',
		'soon',
		'withdrawn'
	] as const)
		expect(waitWords(reason)).toMatch(/^[A-Z].+\. [A-Z].+\.$/);
	expect(waitWords('withdrawn')).toContain('QA manager');
});
