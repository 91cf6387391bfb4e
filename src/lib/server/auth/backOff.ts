import type { Kysely } from 'kysely';
import type { Tables } from '../db/connection.ts';
import { addWrong, attemptsFromAddress, attemptsOnAccount } from './signInAttempts.repository.ts';

/** This many wrong ones are free: people mistype. */
const free = 5;
const firstWait = 30_000;
const longestWait = 15 * 60_000;
/** After an hour without a wrong one the count begins again: nothing is locked for ever. */
export const rememberedFor = 60 * 60_000;

/** How long one more try has to wait after this many wrong ones, in milliseconds: 30 s, doubling, to 15 minutes. */
export function waitAfter(wrong: number): number {
	if (wrong < free) return 0;
	return Math.min(firstWait * 2 ** (wrong - free), longestWait);
}

/** How long this account from this address has to wait before a password is looked at; 0 when it need not. */
export async function waitLeft(db: Kysely<Tables>, username: string, address: string, now: number): Promise<number> {
	const since = now - rememberedFor;
	const both = [await attemptsOnAccount(db, username, since), await attemptsFromAddress(db, address, since)];
	return Math.max(...both.map(({ wrong, lastWrongAt }) => Math.max(0, lastWrongAt + waitAfter(wrong) - now)));
}

/**
 * Counts a wrong password, and answers how long the next one has to wait when this was more than the free ones. A try
 * that had to wait is not counted: whoever keeps knocking must not keep the owner out.
 */
export async function countWrong(db: Kysely<Tables>, username: string, address: string, now: number): Promise<number> {
	const since = now - rememberedFor;
	await addWrong(db, username, address, now, since);
	const onAccount = await attemptsOnAccount(db, username, since);
	const fromAddress = await attemptsFromAddress(db, address, since);
	const most = Math.max(onAccount.wrong, fromAddress.wrong);
	return most > free ? waitAfter(most) : 0;
}
