import { plural } from '../numbers.ts';
import type { ProblemWords } from './ProblemWords.ts';

/** What can stop the ways in beside the passphrase, and what to do instead (SPEC.md V2, V3). */
export const waysInProblems: ProblemWords = {
	'not-signed-in': () => 'You are not signed in at the office any more. Use your passphrase',
	'locked-since': () => 'This was locked after you signed in. Use your passphrase, or sign in again',
	'lease-lapsed': () => 'This tablet has been without signal too long. Find some, and try again',
	'lease-signed-out': () => 'This tablet has been without signal too long. Sign in, then unlock it',
	'passkey.cancelled': () => 'The screen lock was not used. Try again, or use your passphrase',
	'passkey.cannot': () => 'This tablet’s screen lock cannot keep a key for Dipper. Your passphrase opens it, as before',
	'passkey.failed': () => 'The screen lock did not open it. Use your passphrase',
	'pin.not-six': () => 'Write six digits',
	'pin.too-plain': () => 'Choose six digits that nobody would try first',
	'pin.differs': () => 'The two are not the same. Write it once more',
	'wrong-pin': ({ left }) => `That is not the PIN. ${plural(Number(left ?? 0), 'try', 'tries')} left`,
	'pin-gone': () => 'The PIN is forgotten. Use your passphrase',
	unfit: () => 'This tablet does not keep what is written. Look under “Check this tablet”'
};
