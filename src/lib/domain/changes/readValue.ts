import type { Json } from './RecordState.ts';

/** A value read by its members; null where it has none. */
export function membersOf(value: Json): { readonly [key: string]: Json } | null {
	return value !== null && typeof value === 'object' && !Array.isArray(value)
		? (value as { readonly [key: string]: Json })
		: null;
}

/** Empty where it is no text. */
export function textOf(value: Json | undefined): string {
	return typeof value === 'string' ? value : '';
}

export function textOrNull(value: Json | undefined): string | null {
	return typeof value === 'string' ? value : null;
}
