import type { Day, Instant } from '#lib/domain/shared/dates.ts';
import { moment } from './dates.ts';
import { plural } from './numbers.ts';

type Locked = {
	readonly lockedAt: Instant | null;
	readonly lockedBecause: 'idle' | 'hidden' | 'person' | null;
	readonly lockMinutes: number;
};

/** "Locked 14:20, after 5 minutes". */
export function lockedWords({ lockedAt, lockedBecause, lockMinutes }: Locked, today: Day): string {
	if (lockedAt === null || lockedBecause === null) return 'Locked since it was last closed';
	const at = `Locked ${moment(lockedAt, today)}`;
	if (lockedBecause === 'idle') return `${at}, after ${plural(lockMinutes, 'minute')}`;
	return lockedBecause === 'hidden' ? `${at}, after a minute out of sight` : at;
}

/** What is sealed on the tablet and not at the office yet. */
export function sealedWords(waiting: number): string {
	if (waiting === 1) return '1 change is waiting to send. It is sealed on here, and safe.';
	return `${plural(waiting, 'change')} are waiting to send. They are sealed on here, and safe.`;
}

/** What becomes of it when nobody knows the passphrase; null where it could not be counted. */
export function stayingWords(waiting: number | null): string {
	if (waiting === 0) return 'All that you did here has been sent: nothing would be missing.';
	const stays =
		waiting === null
			? 'What waits to send stays'
			: `${plural(waiting, 'change')} that ${waiting === 1 ? 'waits to send stays' : 'wait to send stay'}`;
	return `${stays} sealed on here. With signal it can be sent as it is, without the passphrase; the office can open it.`;
}

/** "Wait 12 seconds", "Wait 2 minutes": counted down. */
export function waitWords(seconds: number): string {
	return `Wait ${seconds > 90 ? plural(Math.ceil(seconds / 60), 'minute') : plural(seconds, 'second')}`;
}

/** Why it did not open, beside the passphrase. Nothing is ever deleted for it. */
export const unlockWords = {
	missing: 'Write your passphrase',
	'wrong-passphrase': 'That is not the passphrase',
	wait: 'Too many tries at once',
	'needs-network': 'Ten tries were wrong. Sign in with signal, then try again here',
	'lease-lapsed': 'Too long without signal: it opens once this tablet has heard from the office',
	'lease-signed-out': 'Too long without signal, and you are signed out. Sign in, then unlock it here',
	damaged: 'The passphrase is right, but what is kept here could not be opened'
} as const;

/** What a council may have set so that a tablet waits for signal: nothing is wrong with the passphrase, nothing is lost. */
export const leaseWords =
	'Your passphrase is right. So that a lost tablet cannot be opened for ever, Dipper has to hear from the office now and then. What is on here stays sealed and safe, and what waits to send is still there.';

const rescueEnds = {
	'no-signal': 'There is no signal just now. Nothing was sent and nothing is lost. Try again, or put it into a file.',
	'no-wrap':
		'This tablet was set up before sealed work could be opened at the office. Keep it, and try your passphrase again.',
	refused: 'The office did not take it. Nothing is lost: put it into a file and give that to the administrator.',
	'sign-in': 'To empty it, sign in with your own password first. What waited is at the office already.',
	stays: 'Not all of it is at the office yet, so it stays here. Try again when there is signal.'
} as const;

type Receipt = {
	readonly sent: number;
	readonly parked: number;
	readonly files: { readonly kept: number; readonly lost: number };
};

/** What came of sending sealed work; with the receipt, how much of it there was. */
export function rescuedWords(end: keyof typeof rescueEnds | 'receipt', receipt?: Receipt): string {
	if (end !== 'receipt') return rescueEnds[end];
	const { sent = 0, parked = 0, files = { kept: 0, lost: 0 } } = receipt ?? {};
	const went = [
		...(sent > 0 ? [plural(sent, 'change')] : []),
		...(files.kept > 0 ? [plural(files.kept, 'photo or paper', 'photos or papers')] : [])
	];
	const all = went.length === 0 ? 'All of it was at the office already.' : `${went.join(' and ')} went to the office.`;
	const some = parked === 0 ? '' : ` ${parked} of them wait for someone there to decide.`;
	const lost =
		files.lost === 0
			? ''
			: ` ${plural(files.lost, 'photo or paper', 'photos or papers')} could not be read any more: add them again.`;
	return `${all}${some}${lost} You can set up anew on this tablet; your work comes back to it.`;
}
