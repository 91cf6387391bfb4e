import { expect, test, vi } from 'vitest';
import type { Saved } from '#lib/device/store/recordChange.ts';
import { performAct, type Given } from './performAct.ts';

const saved: Saved = { ok: true, value: { n: 1, at: '2026-03-12T14:02:00.000Z' } };
const given: Given = { text: 'seen', verdict: null, day: null, person: null };

function aSession() {
	const act = () => vi.fn(async () => saved);
	return {
		accept: act(),
		progress: act(),
		complete: act(),
		verify: act(),
		extend: act(),
		notNeeded: act(),
		transfer: act(),
		checkImpact: act()
	};
}

test('each form does its own act', async () => {
	const session = aSession();
	expect(await performAct(session, 'accept', given)).toBe(saved);
	await performAct(session, 'complete', given);
	await performAct(session, 'progress', given);
	await performAct(session, 'notNeeded', given);
	expect(session.complete).toHaveBeenCalledWith('seen', []);
	expect(session.progress).toHaveBeenCalledWith('seen');
	expect(session.notNeeded).toHaveBeenCalledWith('seen');
});

test('a verdict is verified only when that was chosen', async () => {
	const session = aSession();
	await performAct(session, 'verify', { ...given, verdict: 'verified', difference: 'She is asked.' });
	await performAct(session, 'verify', { ...given, verdict: 'returned' });
	expect(session.verify.mock.calls).toEqual([
		[{ verdict: 'verified', note: 'seen', difference: 'She is asked.' }],
		[{ verdict: 'returned', note: 'seen' }]
	]);
	await performAct(session, 'impact', { ...given, verdict: 'not-held' });
	expect(session.checkImpact).toHaveBeenCalledWith('not-held', 'seen');
});

test('a date and an owner go with their reason', async () => {
	const session = aSession();
	await performAct(session, 'extend', { ...given, day: '2026-03-20' });
	await performAct(session, 'transfer', { ...given, person: 'ruth' });
	expect(session.extend).toHaveBeenCalledWith('2026-03-20', 'seen');
	expect(session.transfer).toHaveBeenCalledWith('ruth', 'seen');
});
