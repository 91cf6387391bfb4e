/** Whether an error, or what it was caused by, says that the tablet has no room left. */
export function isFull(error: unknown): boolean {
	for (
		let one = error;
		one instanceof Error || one instanceof DOMException;
		one = 'inner' in one ? one.inner : undefined
	)
		if (one.name === 'QuotaExceededError') return true;
	return false;
}
