import { PostgresDialect } from 'kysely';
import pg from 'pg';

/** Postgres's own numbers for its types. */
export const int8 = 20;
export const numeric = 1700;

/** pg gives eight-byte integers and numerics as strings; ours are times and counts, which fit a number. */
export function readNumber(text: string): number {
	const number = Number(text);
	if (Number.isInteger(number) && !Number.isSafeInteger(number)) throw new Error(`${text} does not fit a number`);
	return number;
}

export const usualPoolSize = 10;

/** Nothing of ours takes so long: a statement that does is stuck, and holds up whoever waits behind it. In milliseconds. */
const limits = {
	statement_timeout: 60_000,
	lock_timeout: 20_000,
	idle_in_transaction_session_timeout: 60_000,
	/** For one of the pool's connections to come free too: at five o'clock two hundred tablets wait in line. */
	connectionTimeoutMillis: 30_000
};

export function openPgDialect(url: string, poolSize = usualPoolSize): PostgresDialect {
	const types = {
		getTypeParser(type: number, format?: 'text' | 'binary') {
			if (type === int8 || type === numeric) return readNumber;
			return pg.types.getTypeParser(type, format as 'text');
		}
	};
	const pool = new pg.Pool({
		connectionString: url,
		max: poolSize,
		application_name: 'dipper',
		keepAlive: true,
		...limits,
		types: types as pg.CustomTypesConfig
	});
	// A dropped connection is replaced by the pool. The pool hears of it only while nobody has the connection; one lost
	// between two statements of a transaction tells its client alone. Without a listener either would end the process.
	pool.on('error', (error) => {
		// One lost while the pool is being closed is no news.
		if (!pool.ending) console.error(`database connection lost: ${error.message}`);
	});
	pool.on('connect', (client) => client.on('error', () => undefined));
	return new PostgresDialect({ pool });
}
