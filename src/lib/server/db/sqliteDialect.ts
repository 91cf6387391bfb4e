import { AsyncLocalStorage } from 'node:async_hooks';
import type { StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseConnection, Driver, SqliteDatabase, SqliteStatement } from 'kysely';
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';

/** Before this, two connections could corrupt a WAL file when it was reset. */
const oldestSafe = [3, 51, 3] as const;

const keptStatements = 300;

export function openSqliteFile(path: string): DatabaseSync {
	const file = new DatabaseSync(path);
	refuseUnsafe(sqliteVersion(file));
	file.exec('pragma journal_mode = wal');
	file.exec('pragma synchronous = full');
	file.exec('pragma foreign_keys = on');
	file.exec('pragma busy_timeout = 5000');
	file.exec('pragma trusted_schema = off');
	return file;
}

function sqliteVersion(file: DatabaseSync): string {
	return String(file.prepare('select sqlite_version() as version').get()?.version);
}

export function refuseUnsafe(version: string): void {
	const parts = version.split('.').map(Number);
	for (const [place, oldest] of oldestSafe.entries()) {
		const part = parts[place] ?? 0;
		if (part > oldest) return;
		if (part < oldest)
			throw new Error(`SQLite ${version} can corrupt its file; ${oldestSafe.join('.')} or newer is needed`);
	}
}

/** node:sqlite in the shape Kysely knows (better-sqlite3's). Statements are kept: preparing costs more than running. */
export function asKyselySqlite(file: DatabaseSync): SqliteDatabase {
	const kept = new Map<string, SqliteStatement>();
	function prepare(sql: string): SqliteStatement {
		const known = kept.get(sql);
		if (known !== undefined) return known;
		const statement = asKyselyStatement(file.prepare(sql));
		if (/^\s*(create|alter|drop)\b/i.test(sql)) kept.clear();
		else if (kept.size < keptStatements) kept.set(sql, statement);
		return statement;
	}
	return { prepare, close: () => file.close() };
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
	const bound = (parameters: readonly unknown[]) => parameters as (string | number | bigint | null | Uint8Array)[];
	return {
		reader: statement.columns().length > 0,
		all: (parameters) => statement.all(...bound(parameters)),
		run: (parameters) => statement.run(...bound(parameters)),
		iterate: (parameters) => statement.iterate(...bound(parameters))
	};
}

/** Whose transaction we are in: asking for the one connection again from inside would wait for ever. */
const transactionHere = new AsyncLocalStorage<{ open: boolean }>();

export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
	const mark = { open: true };
	try {
		return await transactionHere.run(mark, work);
	} finally {
		mark.open = false;
	}
}

/** How the transaction that begins here is committed. */
const commitHere = new AsyncLocalStorage<{ readonly flush: boolean }>();

export function withCommit<T>(how: { readonly flush: boolean }, work: () => Promise<T>): Promise<T> {
	return commitHere.run(how, work);
}

class OneConnectionDriver extends SqliteDriver {
	#last: Promise<void> = Promise.resolve();
	#release: () => void = () => undefined;
	#flushes = true;

	override async acquireConnection(): Promise<DatabaseConnection> {
		if (transactionHere.getStore()?.open === true) {
			throw new Error('db was used inside a transaction: use the trx it was given');
		}
		const before = this.#last;
		let release: () => void = () => undefined;
		this.#last = new Promise((resolve) => (release = resolve));
		await before;
		this.#release = release;
		return super.acquireConnection();
	}

	override async releaseConnection(): Promise<void> {
		this.#release();
	}

	/** A plain `begin` that reads and then writes fails at once when another process wrote between, whatever the timeout. */
	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await this.#setFlush(connection, commitHere.getStore()?.flush ?? true);
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}

	override async commitTransaction(connection: DatabaseConnection): Promise<void> {
		await super.commitTransaction(connection);
		await this.#setFlush(connection, true);
	}

	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		await super.rollbackTransaction(connection);
		await this.#setFlush(connection, true);
	}

	/** In WAL mode `normal` writes a commit without waiting for the disk; the next `full` one waits for all before it. */
	async #setFlush(connection: DatabaseConnection, flush: boolean): Promise<void> {
		if (this.#flushes === flush) return;
		await connection.executeQuery(CompiledQuery.raw(`pragma synchronous = ${flush ? 'full' : 'normal'}`));
		this.#flushes = flush;
	}
}

class OneConnectionAdapter extends SqliteAdapter {
	/** Our driver keeps the queue itself, so that it can tell a transaction waiting for its own end. */
	override get supportsMultipleConnections(): boolean {
		return true;
	}
}

export class NodeSqliteDialect extends SqliteDialect {
	readonly #database: SqliteDatabase;

	constructor(file: DatabaseSync) {
		const database = asKyselySqlite(file);
		super({ database });
		this.#database = database;
	}

	override createDriver(): Driver {
		return new OneConnectionDriver({ database: this.#database });
	}

	override createAdapter(): SqliteAdapter {
		return new OneConnectionAdapter();
	}
}
