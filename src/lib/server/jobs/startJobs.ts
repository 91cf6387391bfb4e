import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { allJobs } from './allJobs.ts';
import type { Job } from './Job.ts';
import { readDatabaseTime, registerJob } from './jobs.repository.ts';
import { runJob, type Runner } from './runJob.ts';
import { nextTime } from './times.ts';

export type Jobs = {
	/** Runs whatever is due now, and waits for it. */
	runDue(): Promise<void>;
	/** No new runs; those under way are told to stop and waited for. */
	stop(): Promise<void>;
};

type Start = {
	readonly database: Database;
	readonly config: Config;
	readonly jobs?: readonly Job[];
	readonly clock?: () => Promise<number>;
	/** How often it is looked whether a job is due, in milliseconds. */
	readonly lookEvery?: number;
	readonly leaseMs?: number;
};

/** Looks for due jobs from now until stopped. Every process does; the lease in the database chooses one for each run. */
export async function startJobs({
	database,
	config,
	jobs = allJobs,
	clock = () => readDatabaseTime(database),
	lookEvery = 15_000,
	leaseMs = 60_000
}: Start): Promise<Jobs> {
	const stopping = new AbortController();
	const holder = `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;
	const runner: Runner = { database, config, holder, clock, leaseMs, stopping: stopping.signal, report };
	const now = await clock();
	for (const { name, every } of jobs) await registerJob(database.db, { name, every, due_at: nextTime(every, now) });
	const running = new Map<string, Promise<unknown>>();

	/** Each by itself: a backup of an hour must not keep a reminder waiting. */
	async function runDue(): Promise<void> {
		if (stopping.signal.aborted) return;
		for (const job of jobs) {
			if (running.has(job.name)) continue;
			const run = runJob(runner, job).catch((error: unknown) => report(job.name, error));
			running.set(
				job.name,
				run.finally(() => running.delete(job.name))
			);
		}
		await Promise.all(running.values());
	}

	const timer = setInterval(() => void runDue(), lookEvery).unref();
	return {
		runDue,
		async stop() {
			clearInterval(timer);
			stopping.abort();
			await Promise.all(running.values());
		}
	};
}

/** The job and the kind of error: a message may hold what a person typed. */
function report(job: string, error: unknown): void {
	console.error(`job ${job}: ${error instanceof Error ? error.name : typeof error}`);
}
