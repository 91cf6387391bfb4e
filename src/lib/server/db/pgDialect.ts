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

export function openPgDialect(url: string): PostgresDialect {
	const types = {
		getTypeParser(type: number, format?: 'text' | 'binary') {
			if (type === int8 || type === numeric) return readNumber;
			return pg.types.getTypeParser(type, format as 'text');
		}
	};
	const pool = new pg.Pool({ connectionString: url, max: 10, types: types as pg.CustomTypesConfig });
	// A dropped idle connection is replaced by the pool; without a listener it would end the process.
	pool.on('error', (error) => {
		// One lost while the pool is being closed is no news.
		if (!pool.ending) console.error(`database connection lost: ${error.message}`);
	});
	return new PostgresDialect({ pool });
}
