import { createRawSnippet, type Snippet } from 'svelte';

/** For tests: a snippet that says some words. */
export function saying(words: string, tag = 'span'): Snippet {
	return createRawSnippet(() => ({
		render: () => `<${tag}>${words}</${tag}>`
	}));
}

/** For tests: a snippet of any one element. */
export function drawing(html: string): Snippet {
	return createRawSnippet(() => ({ render: () => html }));
}
