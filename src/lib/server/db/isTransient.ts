/** Postgres: the transaction lost to another, waited too long, or the server is going away, full or not back yet. */
const passing: ReadonlySet<string> = new Set([
	...['40001', '40P01', '55P03', '57014'],
	...['57P01', '57P02', '57P03', '57P05', '53300', '08000', '08001', '08003', '08004', '08006'],
	...['25006', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'EPIPE']
]);

/** What pg says of a connection that broke under a query, without a code. */
const brokenConnection =
	/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** SQLite: another process is writing. */
const sqliteBusy = 5;
const sqliteLocked = 6;

/** An error that says nothing about the change that met it: the same again may well succeed. */
export function isTransient(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if ('code' in error && typeof error.code === 'string' && passing.has(error.code)) return true;
	if (brokenConnection.test(error.message)) return true;
	return (
		'errcode' in error && typeof error.errcode === 'number' && [sqliteBusy, sqliteLocked].includes(error.errcode & 0xff)
	);
}

/** Postgres undid the whole transaction because of another one: doing it again is what it asks for. */
export function lostToAnother(error: unknown): boolean {
	return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
