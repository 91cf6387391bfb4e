import type { Field, Fields, Json } from './RecordState.ts';

/** Fields as plain entries, for sealing and for the wire; `fieldsFrom` is its inverse. */
export function fieldEntries(fields: Fields): [string, Field][] {
	return [...fields];
}

export function fieldsFrom(entries: Iterable<readonly [string, Field]>): Fields {
	return new Map(entries);
}

/** The value under a key, null where nothing was written or it was cleared. */
export function valueAt(fields: Fields, key: string): Json {
	return fields.get(key)?.value ?? null;
}

/** The fields whose key begins with a prefix, by what follows it. */
export function fieldsUnder(fields: Fields, prefix: string): [string, Field][] {
	return [...fields].filter(([key]) => key.startsWith(prefix)).map(([key, field]) => [key.slice(prefix.length), field]);
}
