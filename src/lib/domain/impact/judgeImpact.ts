import { difference, proportion, type Difference, type Proportion } from '../reporting/interval.ts';
import { fisherExact } from './fisherExact.ts';

/** How impact is looked at: data, as every clock is; defaults proposed here, since no framework names a number. */
export type ImpactRule = {
	/** How many children are drawn anew. */
	readonly size: number;
	/** Working days until the fresh sample is due. */
	readonly workingDays: number;
	/** Months before the action was raised whose audits are the "before". */
	readonly monthsBefore: number;
	/** The least fall in the share of children with the gap that is worth calling a change of practice. */
	readonly matters: number;
	/** Chance alone may do what is called a change once in so many times. */
	readonly alpha: number;
};
export const usualImpactRule: ImpactRule = { size: 20, workingDays: 20, monthsBefore: 12, matters: 0.1, alpha: 0.05 };

/** How many children showed the gap, of how many. */
export type Counted = { readonly count: number; readonly of: number };

export const impactVerdicts = ['moved', 'not-moved', 'cannot-tell'] as const;
export type ImpactVerdict = (typeof impactVerdicts)[number];

export type Impact = {
	readonly verdict: ImpactVerdict;
	readonly before: Proportion;
	readonly after: Proportion;
	/** The fall in the share of children with the gap: above nought is better. */
	readonly fall: Difference;
	/** By Fisher's exact test. */
	readonly chance: number;
};

/**
 * Whether practice moved, honestly. *Moved*: the range of the fall leaves out zero (Newcombe 1998, method 10) and so
 * does Fisher's exact test, the more careful of the two with few children. *Not moved*: the whole range lies below the
 * least fall that matters, so that whatever happened is not what the action was for; practice that became worse is
 * here. Else it *cannot be told* at this number of children: a fall may be there and may not.
 */
export function judgeImpact(before: Counted, after: Counted, rule: ImpactRule = usualImpactRule): Impact {
	const [then, now] = [proportion(before.count, before.of), proportion(after.count, after.of)];
	const fall = difference(then, now);
	const chance = fisherExact(before, after);
	return { verdict: verdictOn(fall, chance, rule), before: then, after: now, fall, chance };
}

function verdictOn(fall: Difference, chance: number, { matters, alpha }: ImpactRule): ImpactVerdict {
	if (fall.high < matters) return 'not-moved';
	return fall.low > 0 && chance < alpha ? 'moved' : 'cannot-tell';
}
