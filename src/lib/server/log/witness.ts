import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { findLogEnd, findLogHash, listEpochs } from '../backup/epochs.repository.ts';
import type { Tables } from '../db/connection.ts';
import { readCouncilId, readEpoch } from '../sync/serverIdentity.ts';

/**
 * How far the log was when this machine last served it. It stands outside the database, so that a database that was
 * put back to an earlier day is noticed before tablets are told that their work of since never was (W7).
 */
const witness = z.object({
	council: z.string(),
	epoch: z.string(),
	seq: z.number().int().min(0),
	hash: z.string(),
	/** The newest backup that was found whole: restoring an older one would lose what tablets have let go of. */
	lastVerified: z.object({ id: z.string(), seq: z.number().int(), file: z.string().nullable() }).nullable()
});
export type Witness = z.infer<typeof witness>;

const fileName = 'witness.json';

export function readWitness(folder: string): Witness | null {
	const file = path.join(folder, fileName);
	return existsSync(file) ? witness.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** Flushed under another name first: a crash leaves the one of before, never half of one. */
export async function writeWitness(folder: string, seen: Witness): Promise<void> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const file = path.join(folder, fileName);
	const part = `${file}.${process.pid}.part`;
	const handle = await open(part, 'w', 0o600);
	await handle.writeFile(`${JSON.stringify(seen)}\n`);
	await handle.sync().finally(() => handle.close());
	await rename(part, file);
}

/** A demo begun anew is another council, on purpose. */
export function forgetWitness(folder: string): void {
	rmSync(path.join(folder, fileName), { force: true });
}

export async function lookAtStore(db: Kysely<Tables>, before: Witness | null): Promise<Witness> {
	const { seq, hash } = await findLogEnd(db);
	return {
		council: await readCouncilId(db),
		epoch: await readEpoch(db),
		seq,
		hash,
		lastVerified: before?.lastVerified ?? null
	};
}

export type Doubt = 'another-council' | 'older' | 'diverged';

/** Whether a store is the one last served, grown or deliberately restored; else what speaks against it. */
export async function doubtStore(db: Kysely<Tables>, seen: Witness): Promise<Doubt | null> {
	if ((await readCouncilId(db)) !== seen.council) return 'another-council';
	if ((await readEpoch(db)) === seen.epoch) return doubtLog(db, seen);
	const taken = await listEpochs(db);
	const wasTold = taken.some(({ before, replaced }) => before === seen.epoch || replaced === seen.epoch);
	return wasTold ? null : 'diverged';
}

async function doubtLog(db: Kysely<Tables>, { seq, hash }: Witness): Promise<Doubt | null> {
	const found = await findLogHash(db, seq);
	if (found === null) return 'older';
	return found === hash ? null : 'diverged';
}

/** For whoever starts the server: what is wrong, and the two ways on. */
export function sayDoubt(doubt: Doubt, folder: string): string {
	if (doubt === 'another-council')
		return [
			'This database is not the one that was served here before: it is a new one, or another council’s. Nothing was started.',
			'If the old one was lost, put a backup in its place: npm run restore -- FILE',
			`If this one is meant, move ${folder} aside first.`
		].join('\n');
	const what =
		doubt === 'older'
			? 'This database is older than what was last served here: it lacks work that tablets were told is safe.'
			: 'This database is not the one that was last served here: its log went another way.';
	return [
		`${what} Nothing was started. There are two ways on:`,
		'  put the newest backup in its place:   npm run restore -- FILE --replace',
		'  or serve this one all the same:       npm start -- --accept-older',
		'Either way tablets then send again what it lacks and they still hold.'
	].join('\n');
}

/** Stops the start, with a sentence and no stack. */
export class StoreDoubted extends Error {
	readonly doubt: Doubt;

	constructor(doubt: Doubt, folder: string) {
		super(sayDoubt(doubt, folder));
		this.doubt = doubt;
	}
}

export async function refuseDoubtful(db: Kysely<Tables>, folder: string): Promise<void> {
	const seen = readWitness(folder);
	const doubt = seen === null ? null : await doubtStore(db, seen);
	if (doubt !== null) throw new StoreDoubted(doubt, folder);
}
