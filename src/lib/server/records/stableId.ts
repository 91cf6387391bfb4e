import { createHash } from 'node:crypto';

/** An id of the form every id has, and the same one for the same words, whoever makes it and however often. */
export function stableId(words: string): string {
	const hex = createHash('sha256').update(words).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
