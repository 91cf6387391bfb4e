import { caseKey, isCaseNumber } from './caseNumber.ts';
import type { FrameCase, ImportedCase } from './SamplingFrame.ts';

/**
 * What sampling must know of a child that Ofsted's lists do not say (product.md 3.2): a record few may open, a complaint
 * that is being looked into, and which children share a household.
 */
export const markKinds = ['restricted', 'complaint', 'household'] as const;
export type MarkKind = (typeof markKinds)[number];

export type CaseMark = {
	/** By `caseKey`: two spellings are one child. */
	readonly key: string;
	readonly kind: MarkKind;
	/** Which household, as a name that means nothing anywhere else; null for the others. */
	readonly household: string | null;
};

/** The most case numbers that are marked in one go. */
export const mostMarkedAtOnce = 200;

/** Case numbers as somebody pasted them, one on a line or between commas, each once; and what cannot be one. */
export function readCaseRefs(text: string): { readonly refs: string[]; readonly unusable: string[] } {
	const written = text
		.split(/[\n\r,;\t]+/)
		.map((one) => one.trim())
		.filter((one) => one !== '');
	const refs = new Map(written.filter(isCaseNumber).map((ref) => [caseKey(ref), ref]));
	return { refs: [...refs.values()], unusable: written.filter((one) => !isCaseNumber(one)) };
}

/** What an import says of its children beside the cases themselves. */
export type ImportedMarks = {
	/** The kinds that the import has a column for: of these it says all there is to say. */
	readonly kinds: readonly MarkKind[];
	readonly marks: readonly CaseMark[];
};

/** Parts an import into cases, which samples and audits carry along, and marks, which only the draw asks for. */
export function partMarks(imported: readonly ImportedCase[]): {
	readonly cases: FrameCase[];
	readonly told: ImportedMarks;
} {
	const kinds = new Set<MarkKind>();
	const marks: CaseMark[] = [];
	const cases = imported.map(({ restricted, complaint, household, ...one }) => {
		const key = caseKey(one.caseRef);
		if (restricted !== undefined) kinds.add('restricted');
		if (complaint !== undefined) kinds.add('complaint');
		if (household !== undefined) kinds.add('household');
		if (restricted === true) marks.push({ key, kind: 'restricted', household: null });
		if (complaint === true) marks.push({ key, kind: 'complaint', household: null });
		if (household !== undefined && household !== null) marks.push({ key, kind: 'household', household });
		return one;
	});
	return { cases, told: { kinds: markKinds.filter((kind) => kinds.has(kind)), marks } };
}

/**
 * A family's number in the case system becomes h1, h2 and so on before anything leaves the page: who shares a household
 * is kept, and not which it is. A child alone in theirs has no sibling to give way to, so nothing is kept of them.
 */
export function numberHouseholds(cases: readonly ImportedCase[]): ImportedCase[] {
	const members = Map.groupBy(
		cases.filter(({ household }) => household !== undefined && household !== null),
		({ household }) => (household ?? '').toUpperCase()
	);
	const shared = [...members].filter(([, of]) => of.length > 1).map(([family]) => family);
	const numbers = new Map(shared.map((family, at) => [family, `h${at + 1}`]));
	return cases.map((one) =>
		one.household === undefined ? one : { ...one, household: numbers.get((one.household ?? '').toUpperCase()) ?? null }
	);
}
