/** Postgres: serialization failure, deadlock, the server going away; SQLite: another process is writing. */
const passing: ReadonlySet<string> = new Set([
	'40001',
	'40P01',
	'57P01',
	'57P02',
	'57P03',
	'08006',
	'08003',
	'08001',
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE'
]);
const sqliteBusy = 5;
const sqliteLocked = 6;

/** An error that says nothing about the change that met it: the same again may well succeed. */
export function isTransient(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if ('code' in error && typeof error.code === 'string' && passing.has(error.code)) return true;
	return (
		'errcode' in error && typeof error.errcode === 'number' && [sqliteBusy, sqliteLocked].includes(error.errcode & 0xff)
	);
}
