import { sql } from 'kysely';
import { openDatabase, type Database } from './connection.ts';
import { copyTemplate, urlOf } from './TemplateCopies.ts';
import { wipe, type Pristine } from './WipedTables.ts';

/**
 * The database on a real Postgres that the test files of one worker use one after the other: copied once from the
 * migrated template, and wiped for each test, which takes a hundredth of the time of a copy.
 */
export class WorkersCopy {
	readonly #url: string;
	readonly #name: string;
	readonly #pristine: Pristine;
	#open: Database | null = null;

	/** `url` is the server's; `worker` tells this worker from those beside it. */
	constructor(url: string, worker: string, pristine: Pristine) {
		this.#url = url;
		this.#name = `${workersCopyName}${worker}`;
		this.#pristine = pristine;
	}

	/** The same connections again, and nothing in the tables but what migrations put there. */
	async open(): Promise<Database> {
		const database = (this.#open ??= await this.#connect());
		if (await wipe(database, this.#pristine)) return { ...database, close: () => Promise.resolve() };
		await this.close();
		await this.#asOwner((owner) => this.#makeAnew(owner));
		return this.open();
	}

	async close(): Promise<void> {
		const database = this.#open;
		this.#open = null;
		await database?.close();
	}

	async #connect(): Promise<Database> {
		await this.#asOwner(async (owner) => {
			const { rows } = await sql`select 1 from pg_database where datname = ${this.#name}`.execute(owner.db);
			if (rows.length === 0) await this.#makeAnew(owner);
		});
		return openDatabase({ url: urlOf(this.#url, this.#name) });
	}

	async #makeAnew(owner: Database): Promise<void> {
		await sql`drop database if exists ${sql.id(this.#name)} with (force)`.execute(owner.db);
		await copyTemplate(owner, this.#name);
	}

	async #asOwner(work: (owner: Database) => Promise<void>): Promise<void> {
		const owner = await openDatabase({ url: this.#url, poolSize: 1 });
		try {
			await work(owner);
		} finally {
			await owner.close();
		}
	}
}

export const workersCopyName = 'dipper_test_worker_';
