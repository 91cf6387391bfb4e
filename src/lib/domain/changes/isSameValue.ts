import type { Json } from './RecordState.ts';

/** Equal as JSON: the order of members does not matter, that of lists does. */
export function isSameValue(a: Json, b: Json): boolean {
	if (a === b) return true;
	if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
	if (Array.isArray(a) || Array.isArray(b)) {
		return (
			Array.isArray(a) &&
			Array.isArray(b) &&
			a.length === b.length &&
			a.every((one, index) => isSameValue(one, b[index] ?? null))
		);
	}
	const [ofA, ofB] = [a as { [key: string]: Json }, b as { [key: string]: Json }];
	const keys = Object.keys(ofA);
	return (
		keys.length === Object.keys(ofB).length &&
		keys.every((key) => Object.hasOwn(ofB, key) && isSameValue(ofA[key] ?? null, ofB[key] ?? null))
	);
}
