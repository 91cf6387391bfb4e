import type { Transaction } from 'kysely';
import type { Config } from '../config.ts';
import type { Database, Tables } from '../db/connection.ts';

/** Numbers and codes only: they are shown to the administrator and must say nothing of a case. */
export type JobFacts = Readonly<Record<string, number | string | boolean>>;

export type JobCall = {
	readonly database: Database;
	readonly config: Config;
	/** Milliseconds since 1970, when the run began. */
	readonly now: number;
	/** Aborted when the process is stopping or another one has taken the job: a long run looks at it between steps. */
	readonly signal: AbortSignal;
	/**
	 * Asked inside the transaction in which the job writes: throws where another process has taken the job meanwhile,
	 * so that a runner that slept through its lease undoes nothing of a newer one.
	 */
	stillMine(trx: Transaction<Tables>): Promise<void>;
};

/** What the server does by itself at set times; one process of all that share a database runs it. */
export type Job = {
	/** Kebab case; the key of its row. */
	readonly name: string;
	/** A cron pattern in UTC, of five parts: minute, hour, day, month, weekday. */
	readonly every: string;
	run(call: JobCall): Promise<JobFacts>;
};
