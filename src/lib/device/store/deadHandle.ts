const deathNames: ReadonlySet<string> = new Set([
	'InvalidStateError',
	'UnknownError',
	'DatabaseClosedError',
	'OpenFailedError',
	'TransactionInactiveError',
	'AbortError',
	'TimeoutError'
]);

/**
 * Whether an error says that the connection is gone and the work can be done again on a new one.
 * WebKit kills connections of pages that were in the background (SPEC.md S2).
 */
export function isDeadHandle(error: unknown): boolean {
	if (isOutOfRoom(error)) return false;
	for (let one: unknown = error; one instanceof Error || one instanceof DOMException; one = inner(one)) {
		if (one.name === 'ConstraintError') return false;
		if (deathNames.has(one.name) || /connection.*(lost|clos)/i.test(one.message)) return true;
	}
	return false;
}

function inner(error: Error): unknown {
	return 'inner' in error ? error.inner : undefined;
}

/** Whether the disk, or the share of it that the browser gives us, is full. */
export function isOutOfRoom(error: unknown): boolean {
	for (let one: unknown = error; one instanceof Error || one instanceof DOMException; one = inner(one))
		if (one.name === 'QuotaExceededError') return true;
	return false;
}
