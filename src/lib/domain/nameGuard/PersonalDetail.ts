export type PersonalDetailKind = 'name' | 'postcode' | 'date-of-birth' | 'nhs-number' | 'upn' | 'phone' | 'email';

/** Something in a note that looks like personal detail. A warning, never a block (product.md 5.7, security.md 1). */
export type PersonalDetail = {
	readonly kind: PersonalDetailKind;
	/** Where it stands in the text: `text.slice(start, end) === word`. */
	readonly start: number;
	readonly end: number;
	readonly word: string;
	/** What could stand instead, where one can be guessed. */
	readonly replacement?: string;
};

/** Every place of a pattern, with what its groups hold. */
export function matches(
	text: string,
	pattern: RegExp
): { word: string; start: number; groups: readonly (string | undefined)[] }[] {
	return [...text.matchAll(pattern)].map((match) => ({ word: match[0], start: match.index, groups: match.slice(1) }));
}

export function detail(kind: PersonalDetailKind, start: number, word: string, replacement?: string): PersonalDetail {
	return { kind, start, end: start + word.length, word, ...(replacement === undefined ? {} : { replacement }) };
}
