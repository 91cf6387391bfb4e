import { impactVerdicts, type ImpactVerdict } from '../impact/judgeImpact.ts';
import type { Rag } from './PlanItem.ts';

/** How many of a kind of verdict there have to be: every one of those there are, one at least, or none. */
type Need = 'all' | 'some' | 'none';
type Step = { readonly rag: Rag; readonly when: Readonly<Partial<Record<ImpactVerdict, Need>>> };

/**
 * By which Impact RAG the impact checks of an item speak; the first line that fits counts. Data, as every rule is.
 * That a plan has two RAGs, done and worked, is practice.md 1.11 (C, line 362); that the second rests on evidence is
 * product.md 7; which verdicts make which colour is proposed here, since no framework we read says. Green asks that
 * every look found that practice moved; red that at least one found it had not and none that it had; whatever lies
 * between, and what cannot be told at so few children, is amber.
 */
export const usualRagRule: readonly Step[] = [
	{ rag: 'green', when: { moved: 'all' } },
	{ rag: 'red', when: { moved: 'none', 'not-moved': 'some' } },
	{ rag: 'amber', when: {} }
];

export type ImpactCount = Readonly<Record<ImpactVerdict, number>>;
export type SuggestedRag = { readonly rag: Rag; readonly counts: ImpactCount; readonly step: number };

/** The Impact RAG that the verdicts speak for, with what it rests on; null while nothing was looked at. */
export function suggestImpact(
	verdicts: readonly ImpactVerdict[],
	rule: readonly Step[] = usualRagRule
): SuggestedRag | null {
	if (verdicts.length === 0) return null;
	const counts: ImpactCount = {
		moved: verdicts.filter((one) => one === 'moved').length,
		'not-moved': verdicts.filter((one) => one === 'not-moved').length,
		'cannot-tell': verdicts.filter((one) => one === 'cannot-tell').length
	};
	const fits = ({ when }: Step) =>
		impactVerdicts.every((verdict) => isMet(when[verdict], counts[verdict], verdicts.length));
	const at = rule.findIndex(fits);
	const step = rule[at];
	return step === undefined ? null : { rag: step.rag, counts, step: at };
}

function isMet(need: Need | undefined, count: number, all: number): boolean {
	if (need === undefined) return true;
	if (need === 'none') return count === 0;
	return need === 'some' ? count > 0 : count === all;
}

/** Whether a person's own colour says more than the evidence does. */
export function claimsMore(own: Rag | null, suggested: SuggestedRag | null): boolean {
	const rank: Readonly<Record<Rag, number>> = { red: 0, amber: 1, green: 2 };
	return own !== null && suggested !== null && rank[own] > rank[suggested.rag];
}
