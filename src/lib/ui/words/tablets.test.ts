import { expect, test } from 'vitest';
import { departureWords, deviceWords, receiptWords, rescueProblemWords, tabletIncidentWords } from './tablets.ts';

test('a tablet is told apart in three words', () => {
	expect(deviceWords({ browser: 'chromium', system: 'android', form: 'tablet' })).toBe('Chromium on Android tablet');
	expect(deviceWords({ browser: 'safari', system: 'ipados', form: 'tablet' })).toBe('Safari on iPad');
	expect(deviceWords({ browser: 'other', system: 'other', form: 'computer' })).toBe('A browser on computer');
	expect(deviceWords(null)).toBe('Tablet not described yet');
});

test('F: both copies gone: which numbers were lost is said, or that none were', () => {
	expect(tabletIncidentWords('copies-gone', { serverN: 2, tabletN: 0, lostFrom: 3, lostTo: 5 })).toContain(
		'changes 3 to 5'
	);
	expect(tabletIncidentWords('copies-gone', { serverN: 2, tabletN: 0 })).toContain('All 2 changes');
});

test('F, W7: what a tablet lost is said in numbers and with what to do', () => {
	expect(tabletIncidentWords('both-gone', { sent: 40, changes: 2 })).toContain(
		'40 changes of its person are at the office; 2 of those'
	);
	expect(tabletIncidentWords('both-gone', { sent: 1, changes: 0 })).toContain(
		'1 change of its person is at the office; none'
	);
	expect(tabletIncidentWords('lost', { changes: 1 })).toContain('1 change went with an older backup');
	expect(tabletIncidentWords('kept-bound', { changes: 3 })).toContain('3 changes');
	expect(tabletIncidentWords('files-lost', { files: 2 })).toContain('2 photos or papers');
});

test('a code of a later build stands as it is, with its figures', () => {
	expect(tabletIncidentWords('new-thing', { part: 3 })).toBe('new-thing, part 3');
});

test('a receipt says what became of what came, and why it came', () => {
	const none = { applied: 0, parked: 0, known: 0, unread: 0, files: 0 };
	expect(receiptWords({ ...none, why: 'forgotten', applied: 3, parked: 1 })).toBe(
		'3 applied, 1 for someone to decide: the passphrase was forgotten'
	);
	expect(receiptWords({ ...none, why: 'standing' })).toBe('Nothing was left to send: the tablet was wiped');
	expect(receiptWords({ ...none, why: 'asked', known: 2, unread: 1 })).toContain('kept sealed');
	expect(receiptWords({ ...none, why: 'asked', files: 2 })).toBe('2 photos or papers: an administrator asked');
});

test('V4: whoever holds the tablet is told what happens to someone’s work, and that nothing is lost', () => {
	const ada = { name: 'Ada Wren', sent: 0, files: 0, lost: 0 };
	expect(departureWords({ ...ada, state: 'waits' })).toContain('stays here, sealed');
	expect(departureWords({ ...ada, state: 'sending' })).toContain('is being sent');
	expect(departureWords({ ...ada, state: 'gone', sent: 2 })).toContain('2 changes went to the office first');
	expect(departureWords({ ...ada, state: 'gone' })).toContain('Nothing of it was waiting');
	expect(departureWords({ ...ada, state: 'gone', files: 2, lost: 1 })).toBe(
		'Ada Wren’s work was taken off this tablet. 2 photos or papers went to the office first. 1 photo or paper could not be read any more: add them again.'
	);
});

test('what is wrong with a rescue file is said with what to do next', () => {
	expect(rescueProblemWords('ENVELOPE')).toContain('Make it again');
	expect(rescueProblemWords('ODD')).toContain('ODD');
});
