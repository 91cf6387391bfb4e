import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { writeJson } from '../db/json.ts';
import type { Job, JobFacts } from './Job.ts';
import { finishLease, holdLease, releaseLease, renewLease, takeLease, type Lease } from './jobs.repository.ts';
import { nextTime } from './times.ts';

export type Runner = {
	readonly database: Database;
	readonly config: Config;
	/** The name of this process among those that share the database. */
	readonly holder: string;
	/** The time that all of them share, in milliseconds. */
	readonly clock: () => Promise<number>;
	/** How long a lease lasts without a sign of life, in milliseconds. */
	readonly leaseMs: number;
	/** Aborted when the process stops. */
	readonly stopping: AbortSignal;
	readonly report: (job: string, error: unknown) => void;
};

/** Another process has taken the job since. */
export class LeaseLost extends Error {}

export type Ran = 'not-due' | 'done' | 'failed' | 'superseded' | 'given-back';

/** Runs a job if it is due and nobody alive holds it; what it says of itself is kept if the lease held to the end. */
export async function runJob(runner: Runner, job: Job): Promise<Ran> {
	const now = await runner.clock();
	const { database, holder, leaseMs } = runner;
	const lease = await takeLease(database.db, { name: job.name, holder, now, until: now + leaseMs });
	if (lease === null) return 'not-due';
	const lost = new AbortController();
	const signal = AbortSignal.any([lost.signal, runner.stopping]);
	const renewing = keepRenewing(runner, lease, lost);
	try {
		return await finish(runner, job, lease, now, await attempt(runner, job, { lease, now, signal }));
	} finally {
		clearInterval(renewing);
	}
}

type Attempted = { readonly outcome: 'done' | 'failed'; readonly facts: JobFacts };
type Turn = { readonly lease: Lease; readonly now: number; readonly signal: AbortSignal };

async function attempt(runner: Runner, job: Job, { lease, now, signal }: Turn): Promise<Attempted> {
	const { database, config } = runner;
	try {
		const stillMine = async (trx: Parameters<typeof holdLease>[0]) => {
			if (!(await holdLease(trx, database.kind, lease))) throw new LeaseLost(job.name);
		};
		return { outcome: 'done', facts: await job.run({ database, config, now, signal, stillMine }) };
	} catch (error) {
		if (!signal.aborted && !(error instanceof LeaseLost)) runner.report(job.name, error);
		return { outcome: 'failed', facts: { error: error instanceof Error ? error.name : typeof error } };
	}
}

/** A run that the end of the process cut short stays due, and another process takes it at once. */
async function finish(
	runner: Runner,
	job: Job,
	lease: Lease,
	began: number,
	{ outcome, facts }: Attempted
): Promise<Ran> {
	const { db } = runner.database;
	if (outcome === 'failed' && runner.stopping.aborted) {
		return (await releaseLease(db, lease)) ? 'given-back' : 'superseded';
	}
	const ended = await runner.clock();
	const kept = await finishLease(db, lease, {
		finished_at: ended,
		outcome,
		took_ms: Math.max(0, ended - began),
		facts: writeJson(facts),
		due_at: nextTime(job.every, ended)
	});
	return kept ? outcome : 'superseded';
}

/** A sign of life, three times in each lease; a lease found lost tells the run to stop. */
function keepRenewing(runner: Runner, lease: Lease, lost: AbortController) {
	const renew = async () => {
		const until = (await runner.clock()) + runner.leaseMs;
		if (!(await renewLease(runner.database.db, lease, until))) lost.abort();
	};
	const timer = setInterval(() => {
		renew().catch((error: unknown) => runner.report(lease.name, error));
	}, runner.leaseMs / 3);
	return timer.unref();
}
