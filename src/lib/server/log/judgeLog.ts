import type { Kysely } from 'kysely';
import { findLogHash, listEpochs, type EpochTaken } from '../backup/epochs.repository.ts';
import type { Tables } from '../db/connection.ts';
import { readCouncilId } from '../sync/serverIdentity.ts';
import { countErased } from './changeLog.repository.ts';
import { verifyLog, type Verified } from './changeLog.ts';
import { signedBytes, type Checkpoint } from './checkpoints.ts';
import { isSignedBy, kidOfPem } from './signingKey.ts';

export type CheckpointVerdict =
	| 'stands'
	/** Of entries that a restore gave up: the log says so itself. */
	| 'given-up'
	| 'contradicts'
	| 'forged'
	| 'unknown-key'
	| 'other-council'
	| 'unreadable';

export type LogReport = {
	readonly chain: Verified;
	/** Entries whose body was erased, as retention may; their hash still holds the chain. */
	readonly erased: number;
	/** Where the log goes on from a backup, or from an older database that was accepted. */
	readonly restored: readonly EpochTaken[];
	readonly checkpoints: readonly { readonly said: Checkpoint | 'unreadable'; readonly verdict: CheckpointVerdict }[];
};

/** The chain, and every signed checkpoint of the second place against it: rewriting both takes both places and the key. */
export async function judgeLog(
	db: Kysely<Tables>,
	said: readonly (Checkpoint | 'unreadable')[],
	publicPems: readonly string[]
): Promise<LogReport> {
	const restored = await listEpochs(db);
	const council = await readCouncilId(db);
	const keys = new Map(publicPems.map((pem) => [kidOfPem(pem), pem]));
	const checkpoints: { said: Checkpoint | 'unreadable'; verdict: CheckpointVerdict }[] = [];
	for (const one of said) checkpoints.push({ said: one, verdict: await judge(db, one, { council, keys, restored }) });
	return { chain: await verifyLog(db), erased: await countErased(db), restored, checkpoints };
}

type Known = {
	readonly council: string;
	readonly keys: ReadonlyMap<string, string>;
	readonly restored: readonly EpochTaken[];
};

async function judge(db: Kysely<Tables>, said: Checkpoint | 'unreadable', known: Known): Promise<CheckpointVerdict> {
	if (said === 'unreadable') return 'unreadable';
	if (said.council !== known.council) return 'other-council';
	const pem = known.keys.get(said.kid);
	if (pem === undefined) return 'unknown-key';
	if (!isSignedBy(pem, signedBytes(said), said.sig)) return 'forged';
	if ((await findLogHash(db, said.seq)) === said.hash) return 'stands';
	const wasGivenUp = known.restored.some(
		({ before, replaced, log_seq: from }) => (before === said.epoch || replaced === said.epoch) && said.seq >= from
	);
	return wasGivenUp ? 'given-up' : 'contradicts';
}

export const verifyExits = { whole: 0, broken: 1, contradicted: 3, nothingToCompare: 4 } as const;

export function exitOf({ chain, checkpoints }: LogReport): number {
	if (!chain.ok) return verifyExits.broken;
	const bad: readonly CheckpointVerdict[] = ['contradicts', 'forged', 'unreadable'];
	if (checkpoints.some(({ verdict }) => bad.includes(verdict))) return verifyExits.contradicted;
	return checkpoints.some(({ verdict }) => verdict === 'stands') || chain.entries === 0
		? verifyExits.whole
		: verifyExits.nothingToCompare;
}

/** The report in sentences, for whoever ran the command. */
export function sayReport({ chain, erased, restored, checkpoints }: LogReport): string[] {
	const count = (verdict: CheckpointVerdict) => checkpoints.filter((one) => one.verdict === verdict).length;
	const lines = [
		chain.ok
			? `The log is whole: ${chain.entries} entries, each holding to the one before.`
			: `The log is broken at entry ${chain.brokenAt}.`
	];
	if (erased > 0)
		lines.push(`What was written in ${erased} of them was erased, as retention may; the chain holds without it.`);
	for (const { why, log_seq: seq, at } of restored) {
		const what = why === 'restored' ? 'a backup was restored' : 'an older database was accepted';
		lines.push(`At entry ${seq}, ${new Date(at).toISOString()}, ${what}: what the log held after it is not here.`);
	}
	const tell: readonly (readonly [CheckpointVerdict, string])[] = [
		['stands', 'signed checkpoints agree with it'],
		['given-up', 'signed checkpoints are of entries that a restore gave up'],
		['contradicts', 'SIGNED CHECKPOINTS CONTRADICT IT: entries were rewritten or taken out since'],
		['forged', 'CHECKPOINTS ARE NOT SIGNED BY THE KEY THEY NAME'],
		['unreadable', 'LINES OF THE CHECKPOINT FILE CANNOT BE READ'],
		['unknown-key', 'checkpoints are signed by a key that is not here: name it with --signer FILE'],
		['other-council', 'checkpoints are of another store']
	];
	for (const [verdict, words] of tell) if (count(verdict) > 0) lines.push(`${count(verdict)} ${words}.`);
	if (checkpoints.length === 0)
		lines.push('There is no signed checkpoint to compare it with: the server writes one each hour and when it stops.');
	return lines;
}
