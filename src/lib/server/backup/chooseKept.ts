export type KeepRule = {
	/** Of so many days, the newest of each. */
	readonly daily: number;
	/** Of so many weeks, the newest of each. */
	readonly weekly: number;
};

export type Candidate = { readonly id: string; readonly at: number; readonly isWhole: boolean };

const day = 86_400_000;

/** Only whole ones fill a place: a row of failed nights must not push the last good backup out. */
export function chooseKept(candidates: readonly Candidate[], { daily, weekly }: KeepRule): ReadonlySet<string> {
	const whole = candidates.filter(({ isWhole }) => isWhole).sort((a, b) => b.at - a.at);
	return new Set([...newestOfEach(whole, day, daily), ...newestOfEach(whole, 7 * day, weekly)]);
}

function newestOfEach(newestFirst: readonly Candidate[], span: number, most: number): string[] {
	const chosen = new Map<number, string>();
	for (const { id, at } of newestFirst) {
		const which = Math.floor(at / span);
		if (!chosen.has(which) && chosen.size < most) chosen.set(which, id);
	}
	return [...chosen.values()];
}
