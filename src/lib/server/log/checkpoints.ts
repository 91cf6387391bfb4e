import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { findLogEnd } from '../backup/epochs.repository.ts';
import type { Database } from '../db/connection.ts';
import { instantOf } from '../records/Acting.ts';
import { readCouncilId, readEpoch } from '../sync/serverIdentity.ts';
import { openSigningKey } from './signingKey.ts';

/** The end of the log at a time, signed: whoever rewrites the database, chain and all, cannot rewrite this too. */
const checkpoint = z.object({
	council: z.string(),
	epoch: z.string(),
	seq: z.number().int().min(0),
	hash: z.string(),
	at: z.string(),
	kid: z.string(),
	sig: z.string()
});
export type Checkpoint = z.infer<typeof checkpoint>;

const fileName = 'checkpoints.jsonl';

/** Adds one where the log has grown since the last; answers whether it did. */
export async function addCheckpoint(
	{ db }: Pick<Database, 'db'>,
	{ witnessDir, keysDir }: { readonly witnessDir: string; readonly keysDir: string },
	now: number
): Promise<boolean> {
	const key = openSigningKey(keysDir);
	const { seq, hash } = await findLogEnd(db);
	const last = readCheckpoints(witnessDir).at(-1);
	if (last !== undefined && last !== 'unreadable' && last.seq === seq && last.hash === hash) return false;
	const said = {
		council: await readCouncilId(db),
		epoch: await readEpoch(db),
		seq,
		hash,
		at: instantOf(now),
		kid: key.kid
	};
	await appendLine(witnessDir, JSON.stringify({ ...said, sig: key.sign(signedBytes(said)) }));
	return true;
}

export function signedBytes({ council, epoch, seq, hash, at, kid }: Omit<Checkpoint, 'sig'>): Buffer {
	return Buffer.from(`dipper checkpoint\n${canonicalJson({ council, epoch, seq, hash, at, kid })}`);
}

async function appendLine(folder: string, line: string): Promise<void> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const handle = await open(path.join(folder, fileName), 'a', 0o600);
	await handle.writeFile(`${line}\n`);
	await handle.sync().finally(() => handle.close());
}

/** Oldest first. A line that is none, a torn one at the end of a crash too, stays in its place as unreadable. */
export function readCheckpoints(folder: string): (Checkpoint | 'unreadable')[] {
	const file = path.join(folder, fileName);
	if (!existsSync(file)) return [];
	const lines = readFileSync(file, 'utf8').split('\n');
	return lines.filter((line) => line !== '').map(readLine);
}

function readLine(line: string): Checkpoint | 'unreadable' {
	try {
		return checkpoint.parse(JSON.parse(line));
	} catch (error) {
		if (error instanceof SyntaxError || error instanceof z.ZodError) return 'unreadable';
		throw error;
	}
}
