import type { LibraryEntry, LibraryState } from '#lib/domain/templates/editing/library.ts';

export type LibraryFilter = {
	readonly words: string;
	readonly family: string;
	readonly state: LibraryState | 'all' | 'current';
};

const states = ['in-use', 'coming', 'draft', 'retired', 'all'] as const;

/** What of the library is asked for. Nothing said: what is in use, coming or being written, of every family. */
export function readLibraryFilter(query: URLSearchParams): LibraryFilter {
	const asked = query.get('state');
	return {
		words: (query.get('q') ?? '').trim().slice(0, 100),
		family: query.get('family') ?? '',
		state: states.find((one) => one === asked) ?? 'current'
	};
}

/** Every word must stand in the title, the short name, the purpose or the id; in any order. */
export function isWanted(entry: LibraryEntry, { words, family, state }: LibraryFilter): boolean {
	const text = `${entry.title} ${entry.short} ${entry.purpose} ${entry.id}`.toLowerCase();
	const hasWords = words
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
	const isState = state === 'all' || (state === 'current' ? entry.state !== 'retired' : isIn(entry, state));
	return hasWords && isState && (family === '' || entry.family === family);
}

/** A template in use whose next version is being written, or is to come, is in both lists. */
function isIn(entry: LibraryEntry, state: LibraryState): boolean {
	if (state === 'draft') return entry.state === 'draft' || entry.hasDraft;
	return entry.state === state || (state === 'coming' && entry.from !== null);
}
