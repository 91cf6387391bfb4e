import type { Database } from '../db/connection.ts';
import { flushLog } from './changeLog.ts';
import { lookAtStore, readWitness, refuseDoubtful, writeWitness, type Witness } from './witness.ts';

export type WitnessKeeper = {
	/** Brings the witness up to the log's end now. */
	look(): Promise<void>;
	/** A last look, then no more. */
	stop(): Promise<void>;
};

/** A restore to a moment between two looks would not be noticed; five seconds of work that tablets still hold. */
const lookEvery = 5_000;

/** Refuses a store that is not the one last served; then follows its log for as long as the process serves it. */
export async function keepWitness(database: Database, folder: string, every = lookEvery): Promise<WitnessKeeper> {
	await refuseDoubtful(database.db, folder);
	let last: Promise<void> = Promise.resolve();
	const lookNow = () => lookOnce(database, folder);
	// One look that failed, told to whoever asked for it, must not be the end of all looking.
	const look = () => (last = last.then(lookNow, lookNow));
	await look();
	const timer = setInterval(() => {
		look().catch((error: unknown) =>
			console.error(`witness: ${error instanceof Error ? error.message : typeof error}`)
		);
	}, every).unref();
	return {
		look,
		async stop() {
			clearInterval(timer);
			await look();
		}
	};
}

/** Never backwards: of several processes on one machine, the one that looked later may write first. */
async function lookOnce(database: Database, folder: string): Promise<void> {
	const before = readWitness(folder);
	const now = await lookAtStore(database.db, before);
	if (before !== null && !isFurther(now, before)) return;
	await flushLog(database);
	await writeWitness(folder, now);
}

function isFurther(now: Witness, before: Witness): boolean {
	return now.epoch !== before.epoch || now.seq > before.seq;
}
