/** Removes what no store keeps faithfully: U+0000 and lone surrogates (SPEC.md S1). */
export function cleanText(text: string): string {
	return text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '');
}

/** True when no string inside holds a NUL or a lone surrogate (SPEC.md P1). */
export function isWellFormed(value: unknown): boolean {
	if (typeof value === 'string') return !value.includes('\u0000') && !/\p{Surrogate}/u.test(value);
	if (Array.isArray(value)) return value.every(isWellFormed);
	if (value !== null && typeof value === 'object') {
		return Object.entries(value).every(([key, inner]) => isWellFormed(key) && isWellFormed(inner));
	}
	return true;
}
