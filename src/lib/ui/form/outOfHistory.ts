const ownerId = 'kept-out-of-history';

/**
 * Browsers write what stands in the boxes of a page into their session files, in plain, so as to restore it (in
 * Chromium `Default/Sessions`): sealed work must not get there. They leave out only what belongs to a form with
 * `autocomplete="off"`, so every form on the page is made one, and a box without a form is given one. Returns stop.
 */
export function keepOutOfHistory(page: Document): () => void {
	const owner = page.createElement('form');
	owner.id = ownerId;
	owner.hidden = true;
	owner.autocomplete = 'off';
	const stay = (event: Event) => event.preventDefault();
	owner.addEventListener('submit', stay);
	page.body.append(owner);
	keepOut(page);
	const watch = new MutationObserver((changes) => {
		for (const { addedNodes } of changes) {
			for (const node of addedNodes) if (node instanceof HTMLElement) keepOut(node.parentElement ?? node);
		}
	});
	watch.observe(page.body, { childList: true, subtree: true });
	return () => {
		watch.disconnect();
		owner.remove();
	};
}

function keepOut(root: ParentNode): void {
	for (const form of root.querySelectorAll('form')) form.autocomplete = 'off';
	for (const box of root.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
		if (box.form === null) box.setAttribute('form', ownerId);
	}
}
