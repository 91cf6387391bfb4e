import type { ProblemWords } from './ProblemWords.ts';

const seconds = (fact: string | number | undefined) => Number(fact ?? 0);

/** What can stop a person at the tablet itself: its lock, its storage, its signal. */
export const tabletProblems: ProblemWords = {
	locked: () => 'Dipper is locked. Unlock it and go on',
	'wrong-passphrase': ({ seconds: wait }) =>
		seconds(wait) > 0
			? `That is not the passphrase. Wait ${seconds(wait)} seconds, then try again`
			: 'That is not the passphrase',
	wait: ({ seconds: wait }) => `Wait ${seconds(wait)} seconds, then try again`,
	'needs-network': () => 'Too many tries. Sign in with signal, then choose a new passphrase',
	'no-signal': () => 'This needs signal. Everything else here works without',
	'no-storage': () => 'This browser will not keep work safely. Use another, not in a private window',
	'already-here': () => 'You are set up on this tablet already. Unlock it',
	damaged: () => 'What this tablet keeps for you cannot be opened. Sign in with signal to have it put right',
	'passphrase.too-short': () => 'Use four words, or 12 characters or more',
	'passphrase.too-plain': () => 'Choose words that nobody would guess'
};
