import { daysBetween, type Day } from '../shared/dates.ts';
import type { PlanItem } from './Plan.ts';
import { readLead } from './readLead.ts';
import { claimsMore, type SuggestedRag } from './suggestImpact.ts';

/** Why an item stands in the exception report, the gravest first. */
export const exceptionReasons = ['impact-red', 'progress-red', 'late', 'claims-more', 'no-evidence', 'no-day'] as const;
export type ExceptionReason = (typeof exceptionReasons)[number];

/** An item with what its links show. */
export type WeighedItem = {
	readonly item: PlanItem;
	readonly links: number;
	readonly suggested: SuggestedRag | null;
};

export type Exception = WeighedItem & {
	readonly reasons: readonly ExceptionReason[];
	readonly dueOn: Day | null;
	/** Past the timescale and not Green for progress, in days; 0 where it is not late. */
	readonly daysLate: number;
};

/**
 * What is off track: Red for either, past its timescale without being Green, a colour that says more than the evidence,
 * one that says something with no evidence, or no day by which anything could be late (product.md 7: off track, why,
 * what next). The gravest first, among equals the latest.
 */
export function findExceptions(items: readonly WeighedItem[], today: Day): Exception[] {
	return items
		.map((one) => weigh(one, today))
		.filter(({ reasons }) => reasons.length > 0)
		.sort((one, other) => rankOf(one) - rankOf(other) || other.daysLate - one.daysLate);
}

function weigh(weighed: WeighedItem, today: Day): Exception {
	const { item, links, suggested } = weighed;
	const { progressRag, impactRag, lead } = item.cells;
	const { dueOn } = readLead(lead);
	const isPast = dueOn !== null && dueOn < today;
	const daysLate = isPast && progressRag !== 'green' ? daysBetween(dueOn, today) : 0;
	const is: Readonly<Record<ExceptionReason, boolean>> = {
		'impact-red': impactRag === 'red',
		'progress-red': progressRag === 'red',
		late: daysLate > 0,
		'claims-more': claimsMore(impactRag, suggested),
		// Red says that nothing moved: that wants no proof. Done and past its day, the difference has to be shown.
		'no-evidence':
			links === 0 && (impactRag === 'green' || impactRag === 'amber' || (progressRag === 'green' && isPast)),
		'no-day': dueOn === null && progressRag !== 'green'
	};
	return { ...weighed, reasons: exceptionReasons.filter((reason) => is[reason]), dueOn, daysLate };
}

function rankOf({ reasons }: Exception): number {
	return reasons[0] === undefined ? exceptionReasons.length : exceptionReasons.indexOf(reasons[0]);
}
