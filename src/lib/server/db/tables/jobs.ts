/** Times are whole milliseconds since 1970, UTC. */
export type JobTable = {
	name: string;
	/** The times it runs at, as a cron pattern; kept to notice when a release changes them. */
	every: string;
	due_at: number;
	/** Raised each time somebody takes the job: what an earlier holder still writes is told apart by it. */
	fence: number;
	/** The process that runs it now. */
	holder: string | null;
	/** The holder's promise: without a sign of life until then it is thought dead. */
	leased_until: number | null;
	started_at: number | null;
	finished_at: number | null;
	outcome: 'done' | 'failed' | null;
	took_ms: number | null;
	/** What the run says of itself, in numbers and codes: JSON. */
	facts: string | null;
};

export type JobTables = { job: JobTable };
