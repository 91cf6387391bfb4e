/** Signs that sending may work again (SPEC.md W9). That the browser thinks it is offline is never asked. */
export function watchPage(page: (EventTarget & { readonly hidden: boolean }) | null, wake: () => void): () => void {
	if (page === null) return () => undefined;
	const onVisible = () => {
		if (!page.hidden) wake();
	};
	page.addEventListener('visibilitychange', onVisible);
	globalThis.addEventListener?.('online', wake);
	return () => {
		page.removeEventListener('visibilitychange', onVisible);
		globalThis.removeEventListener?.('online', wake);
	};
}
