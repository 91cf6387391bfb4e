import type { Stage } from '#lib/domain/frames/SamplingFrame.ts';
import type { SamplingRule } from '#lib/domain/sampling/SamplingRule.ts';

const exclusions: SamplingRule['exclusions'] = [{ reason: 'audited-recently', months: 12 }];
const usual = { exclusions, onePerHousehold: true, isReaudit: false };

/** Monthly child journeys, so many of each stage. */
export function childJourneyRule(sizes: Readonly<Partial<Record<Stage, number>>>): SamplingRule {
	const wanted = Object.entries(sizes).map(([stratum, size]) => ({ stratum, size }));
	return {
		...usual,
		filters: [
			{ column: 'open', is: true },
			{ column: 'stage', is: Object.keys(sizes) as Stage[] }
		],
		method: { kind: 'stratified', by: 'stage', sizes: { share: 'fixed', sizes: wanted } }
	};
}

/** Twenty-five plans, as question-sets.md T07 asks: in need, protection, care, pathway, early help. */
export const plansRule: SamplingRule = childJourneyRule({
	'child-in-need': 7,
	'child-protection': 6,
	'looked-after': 6,
	'care-leaver': 4,
	'early-help': 2
});

/** A service manager's ten of the month. */
export function dipRule(teams: readonly string[]): SamplingRule {
	return {
		...usual,
		filters: [
			{ column: 'open', is: true },
			{ column: 'team', is: [...teams] }
		],
		method: { kind: 'simple-random', size: 10 }
	};
}

/** What service managers look at in a month so many months back: mostly whether children are seen, now and then a theme. */
export function dipOf(monthsBack: number): { readonly template: string; readonly name: string } {
	const themes: Readonly<Record<number, { readonly template: string; readonly name: string }>> = {
		2: { template: 't26-dip', name: 'Recording and chronology' },
		4: { template: 't28-dip', name: 'Changes of worker' },
		5: { template: 't07-dip', name: 'Plans in ten files' }
	};
	return themes[monthsBack] ?? { template: 't29-dip', name: 'Seen and planned for' };
}
