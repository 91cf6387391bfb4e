import { unlockWords, waitWords } from '../unlock.ts';
import type { ProblemWords } from './ProblemWords.ts';

/** What can stop a person at the tablet itself: its lock, its storage, its signal. */
export const tabletProblems: ProblemWords = {
	locked: () => 'Dipper is locked. Unlock it and go on',
	'wrong-passphrase': () => unlockWords['wrong-passphrase'],
	wait: ({ seconds }) => `${unlockWords.wait}. ${waitWords(Number(seconds ?? 0))}, then try again`,
	'needs-network': () => unlockWords['needs-network'],
	'no-signal': () => 'This needs signal. Everything else here works without',
	'no-storage': () => 'This browser will not keep work safely. Use another, not in a private window',
	'already-here': () => 'You are set up on this tablet already. Unlock it',
	damaged: () => unlockWords.damaged,
	'passphrase.too-short': () => 'Use four words, or 12 characters or more',
	'passphrase.too-plain': () => 'Choose words that nobody would guess'
};
