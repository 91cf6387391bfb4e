/** What the council decides for every tablet. */
export type TabletRules = {
	/** How many days a tablet may be opened without hearing from the server (SPEC.md V6). */
	readonly leaseDays: number;
	/** After how many minutes untouched it locks at the latest; a person may choose fewer (V3). */
	readonly lockMinutes: number;
	/** Whether a locked page may be opened with a PIN. */
	readonly mayUsePin: boolean;
	/** How many days a tablet keeps what it sent and no verified backup holds yet (W7). */
	readonly keptDays: number;
};

export const usualTabletRules: TabletRules = { leaseDays: 14, lockMinutes: 5, mayUsePin: true, keptDays: 14 };

/** The least and the most that a council may choose. */
export const tabletRuleBounds = {
	leaseDays: { least: 1, most: 60 },
	lockMinutes: { least: 1, most: 15 },
	keptDays: { least: 0, most: 14 }
} as const;
export type CountedRule = keyof typeof tabletRuleBounds;

export function isWithinBounds(rule: CountedRule, value: number): boolean {
	const { least, most } = tabletRuleBounds[rule];
	return Number.isInteger(value) && value >= least && value <= most;
}

/** The numbers that are out of their bounds, by name. */
export function wrongTabletRules(rules: TabletRules): readonly CountedRule[] {
	const counted = Object.keys(tabletRuleBounds) as CountedRule[];
	return counted.filter((rule) => !isWithinBounds(rule, rules[rule]));
}
