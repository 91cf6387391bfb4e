import { expect, test } from 'vitest';
import { deviceWord, saveStateOf } from './syncWords.ts';

const sync = { state: 'waiting', savedAt: '2026-03-12T14:02:00.000Z', waiting: 3, needsYou: 0 } as const;

test('the line says when it was saved and what waits', () => {
	expect(saveStateOf(sync, 'tablet')).toEqual({
		kind: 'waiting',
		savedAt: '14:02',
		waiting: 3,
		needs: 0,
		device: 'tablet'
	});
});

test('before anything was saved no time is made up', () => {
	expect(saveStateOf({ ...sync, state: 'saved', savedAt: null, waiting: 0 }, 'tablet')).not.toHaveProperty('savedAt');
});

test('being signed out is no reason to worry about saving: what waits is said, and the page behind says why', () => {
	expect(saveStateOf({ ...sync, state: 'signed-out' }, 'phone').kind).toBe('waiting');
});

test('what a person holds is called by its own name', () => {
	expect(deviceWord(390)).toBe('phone');
	expect(deviceWord(820)).toBe('tablet');
	expect(deviceWord(900)).toBe('tablet');
});
