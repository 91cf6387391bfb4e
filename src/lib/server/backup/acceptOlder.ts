import type { Config } from '../config.ts';
import { openDatabase } from '../db/connection.ts';
import { migrate } from '../db/migrate.ts';
import { doubtStore, lookAtStore, readWitness, StoreDoubted, writeWitness } from '../log/witness.ts';
import { takeNewEpoch } from './takeNewEpoch.ts';

/**
 * Someone said that this older database is to be served. It takes an epoch of its own, so that tablets send again what
 * it lacks, and its log tells of it. Answers whether there was anything to accept.
 */
export async function acceptOlder(config: Config, now: number): Promise<boolean> {
	const seen = readWitness(config.witnessDir);
	if (seen === null) return false;
	const database = await openDatabase({ url: config.databaseUrl ?? undefined, dataDir: config.dataDir });
	try {
		await migrate(database);
		const doubt = await doubtStore(database.db, seen);
		if (doubt === 'another-council') throw new StoreDoubted(doubt, config.witnessDir);
		if (doubt === null) return false;
		const facts = { lastServed: { seq: seen.seq, hash: seen.hash } };
		await database.transaction((trx) =>
			takeNewEpoch(trx, { why: 'accepted-older', replaced: seen.epoch, at: now, facts })
		);
		await writeWitness(config.witnessDir, await lookAtStore(database.db, null));
		return true;
	} finally {
		await database.close();
	}
}
