/** Wrong passphrases in a row, and from when the next may be tried (ms). */
export type Tries = { readonly failed: number; readonly notBefore: number };

export const noTries: Tries = { failed: 0, notBefore: 0 };

/** After this many the next try needs the network (SPEC.md V3); nothing is ever wiped for it. */
export const triesBeforeNetwork = 10;

const freeTries = 3;
const longestWait = 5 * 60_000;

/** The fourth wrong try waits 5 s, then each twice as long, to five minutes. */
export function afterWrongTry(tries: Tries, now: number): Tries {
	const failed = tries.failed + 1;
	const wait = failed <= freeTries ? 0 : Math.min(longestWait, 5_000 * 2 ** (failed - freeTries - 1));
	return { failed, notBefore: now + wait };
}

export function mayTry(tries: Tries, now: number): 'yes' | 'wait' | 'needs-network' {
	// A clock set back must not lock a person out for years.
	if (tries.notBefore > now && tries.notBefore - now <= longestWait) return 'wait';
	return tries.failed >= triesBeforeNetwork ? 'needs-network' : 'yes';
}

export function secondsToWait(tries: Tries, now: number): number {
	return Math.max(0, Math.ceil((tries.notBefore - now) / 1000));
}
