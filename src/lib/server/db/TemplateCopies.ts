import { sql } from 'kysely';
import type { Database } from './connection.ts';
import { openDatabase } from './connection.ts';
import { migrate } from './migrate.ts';
import { readPristine, type Pristine } from './WipedTables.ts';

export const templateName = 'dipper_test_template';

/**
 * Makes the database that tests copy, anew, so that it has the tables of today; the copies of earlier runs go. Nobody
 * else may be connected to it. Answers with what is in it.
 */
export async function makeTemplate(url: string): Promise<Pristine> {
	const owner = await openDatabase({ url });
	const { rows } = await sql<{ name: string }>`
		select datname as name from pg_database where datname like 'dipper_test_%'`.execute(owner.db);
	for (const { name } of rows) await sql`drop database ${sql.id(name)} with (force)`.execute(owner.db);
	await sql`create database ${sql.id(templateName)}`.execute(owner.db);
	await owner.close();
	const template = await openDatabase({ url: urlOf(url, templateName) });
	await migrate(template);
	const pristine = await readPristine(template);
	await template.close();
	return pristine;
}

export async function copyTemplate(owner: Database, name: string): Promise<void> {
	await sql`create database ${sql.id(name)} template ${sql.id(templateName)}`.execute(owner.db);
}

export function urlOf(url: string, name: string): string {
	const other = new URL(url);
	other.pathname = `/${name}`;
	return other.href;
}

/** Databases for those that need one to themselves: copies of the migrated template, dropped when they are closed. */
export class TemplateCopies {
	readonly #url: string;
	#owner: Promise<Database> | null = null;
	/** Closed, and dropped when the next is made: by then their connections have gone by themselves. */
	readonly #closed: (() => Promise<void>)[] = [];

	constructor(url: string) {
		this.#url = url;
	}

	async open(): Promise<Database> {
		const { url, drop } = await this.make();
		const database = await openDatabase({ url });
		return { ...database, close: () => database.close().then(() => void this.#closed.push(drop)) };
	}

	/** For several processes on one copy: its url. Whoever is still connected to it is cut off when it is dropped. */
	async make(): Promise<{ readonly url: string; drop(): Promise<void> }> {
		await this.#dropClosed();
		const owner = await (this.#owner ??= openDatabase({ url: this.#url }));
		const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
		await copyTemplate(owner, name);
		const drop = async () => {
			await sql`drop database ${sql.id(name)} with (force)`.execute(owner.db);
		};
		return { url: urlOf(this.#url, name), drop };
	}

	async close(): Promise<void> {
		await this.#dropClosed();
		const owner = await this.#owner;
		this.#owner = null;
		await owner?.close();
	}

	async #dropClosed(): Promise<void> {
		for (const drop of this.#closed.splice(0)) await drop();
	}
}
