import { expect, test } from 'vitest';
import { lockedWords, rescuedWords, sealedWords, stayingWords, waitWords } from './unlock.ts';

const today = '2026-03-12';
const locked = { lockedAt: '2026-03-12T14:20:00.000Z', lockMinutes: 5 };

test('a locked tablet says since when and why', () => {
	expect(lockedWords({ ...locked, lockedBecause: 'idle' }, today)).toBe('Locked 14:20, after 5 minutes');
	expect(lockedWords({ ...locked, lockedBecause: 'idle', lockMinutes: 1 }, today)).toBe('Locked 14:20, after 1 minute');
	expect(lockedWords({ ...locked, lockedBecause: 'hidden' }, today)).toBe('Locked 14:20, after a minute out of sight');
	expect(lockedWords({ ...locked, lockedBecause: 'person' }, '2026-03-13')).toBe('Locked Thu 12 March, 14:20');
	expect(lockedWords({ lockedAt: null, lockedBecause: null, lockMinutes: 5 }, today)).toBe(
		'Locked since it was last closed'
	);
});

test('what waits is sealed and safe', () => {
	expect(sealedWords(1)).toBe('1 change is waiting to send. It is sealed on here, and safe.');
	expect(sealedWords(3)).toBe('3 changes are waiting to send. They are sealed on here, and safe.');
});

test('without the passphrase what waits stays, counted where it could be', () => {
	expect(stayingWords(3)).toMatch(/^3 changes that wait to send stay sealed on here\./);
	expect(stayingWords(1)).toMatch(/^1 change that waits to send stays sealed on here\./);
	expect(stayingWords(null)).toMatch(/^What waits to send stays sealed on here\./);
	expect(stayingWords(0)).toContain('nothing would be missing');
});

test('a wait is counted in seconds, a long one in minutes', () => {
	expect(waitWords(1)).toBe('Wait 1 second');
	expect(waitWords(40)).toBe('Wait 40 seconds');
	expect(waitWords(300)).toBe('Wait 5 minutes');
});

test('V4: what came of sending sealed work says that nothing is lost, or how much went', () => {
	expect(rescuedWords('no-signal')).toContain('nothing is lost');
	expect(rescuedWords('refused')).toContain('file');
	expect(rescuedWords('receipt', { sent: 3, parked: 1, files: { kept: 0, lost: 0 } })).toContain(
		'3 changes went to the office. 1 of them'
	);
	expect(rescuedWords('receipt', { sent: 0, parked: 0, files: { kept: 0, lost: 0 } })).toContain(
		'at the office already'
	);
	const photos = rescuedWords('receipt', { sent: 2, parked: 0, files: { kept: 3, lost: 1 } });
	expect(photos).toContain('2 changes and 3 photos or papers went to the office. 1 photo or paper could not be read');
	expect(rescuedWords('sign-in')).toContain('your own password');
});
