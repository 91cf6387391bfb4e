import { findingStates, type FindingKind, type FindingState } from './Finding.ts';

/** A finding as it is gathered: where it comes from and where it stands. */
export type GatheredFinding = {
	readonly id: string;
	readonly key: string;
	readonly theme: string;
	readonly kind: FindingKind;
	readonly state: FindingState;
	readonly priority: boolean;
	readonly audit: string;
	readonly caseRef: string;
	readonly team: string | null;
};

export type ThemeSummary = {
	readonly theme: string;
	/** Children in whose audits it was a concern, each counted once. */
	readonly children: number;
	readonly concerns: number;
	readonly strengths: number;
	readonly teams: number;
	readonly byState: Readonly<Record<FindingState, number>>;
	/** So many children showed it and nobody has taken it up: it wants an action for the team or the service. */
	readonly repeats: boolean;
};

/** From so many children on with nothing done, a theme repeats. A default, proposed here: no framework names a number. */
export const repeatsFrom = 3;

/** Findings gathered under their themes, what waits for somebody first, then by how many children it is about. */
export function gatherThemes(findings: readonly GatheredFinding[], from: number = repeatsFrom): ThemeSummary[] {
	return [...groupBy(findings, (one) => one.theme)]
		.map(([theme, all]) => summaryOf(theme, all, from))
		.sort(
			(one, other) =>
				Number(other.repeats) - Number(one.repeats) ||
				other.children - one.children ||
				other.strengths - one.strengths ||
				(one.theme < other.theme ? -1 : 1)
		);
}

function summaryOf(theme: string, all: readonly GatheredFinding[], from: number): ThemeSummary {
	const standing = all.filter(({ state }) => state !== 'withdrawn');
	const concerns = standing.filter(({ kind }) => kind === 'concern');
	return {
		theme,
		children: childrenIn(concerns),
		concerns: concerns.length,
		strengths: standing.length - concerns.length,
		teams: new Set(concerns.flatMap(({ team }) => team ?? [])).size,
		byState: countStates(all),
		repeats: childrenIn(concerns.filter(({ state }) => state === 'waiting')) >= from
	};
}

export function countStates(findings: readonly Pick<GatheredFinding, 'state'>[]): Record<FindingState, number> {
	const counts = Object.fromEntries(findingStates.map((state) => [state, 0])) as Record<FindingState, number>;
	for (const { state } of findings) counts[state] += 1;
	return counts;
}

export function childrenIn(findings: readonly Pick<GatheredFinding, 'caseRef'>[]): number {
	return new Set(findings.map(({ caseRef }) => caseRef)).size;
}

/** The same question, section or box in several audits: "9 children, the same supervision gap". */
export function gatherGaps<Found extends GatheredFinding>(
	findings: readonly Found[]
): { readonly key: string; readonly children: number; readonly findings: readonly Found[] }[] {
	return [...groupBy(findings, ({ key }) => gapOf(key))]
		.map(([key, all]) => ({ key, children: childrenIn(all), findings: all }))
		.sort((one, other) => other.children - one.children || (one.key < other.key ? -1 : 1));
}

/** Repeats of a question are one gap, and so are all actions that were raised by themselves. */
export function gapOf(key: string): string {
	return key.startsWith('action/') ? 'action' : (key.split('~', 1)[0] ?? key);
}

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
	const groups = new Map<string, Value[]>();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [value]);
		else group.push(value);
	}
	return groups;
}
