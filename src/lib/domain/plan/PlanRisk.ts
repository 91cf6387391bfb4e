import { ok, problem, type Result } from '../shared/Result.ts';
import { tidyText } from './PlanItem.ts';

/** A risk to the plan. Likelihood and impact from 1 to 5, as councils' registers have them. */
export type PlanRisk = {
	readonly what: string;
	readonly likelihood: number;
	readonly impact: number;
	/** What is done about it. */
	readonly answer: string;
	readonly owner: string;
	readonly isClosed: boolean;
};
export const mostRating = 5;

export type RiskProblem = 'risk.what-missing' | 'risk.answer-missing' | 'risk.rating' | 'plan.too-long';

export function readRisk(typed: PlanRisk): Result<PlanRisk, RiskProblem> {
	const [what, answer, owner] = [tidyText(typed.what), tidyText(typed.answer), tidyText(typed.owner)];
	if (what === '') return problem('risk.what-missing');
	if (!isRating(typed.likelihood) || !isRating(typed.impact)) return problem('risk.rating', { most: mostRating });
	if (answer === '') return problem('risk.answer-missing');
	if (Math.max(what.length, answer.length, owner.length) > 4_000) return problem('plan.too-long', { most: 4_000 });
	return ok({ ...typed, what, answer, owner });
}

function isRating(rating: number): boolean {
	return Number.isInteger(rating) && rating >= 1 && rating <= mostRating;
}

/**
 * Likelihood times impact, and the colour that is read from it: 15 and over Red, 8 and over Amber. Data, and proposed
 * here: registers that rate five by five draw these borders each in their own way.
 */
export const usualRiskBorders = { red: 15, amber: 8 } as const;

export function scoreOf({ likelihood, impact }: Pick<PlanRisk, 'likelihood' | 'impact'>): number {
	return likelihood * impact;
}

export function riskRag(
	risk: Pick<PlanRisk, 'likelihood' | 'impact'>,
	borders = usualRiskBorders
): 'red' | 'amber' | 'green' {
	const score = scoreOf(risk);
	if (score >= borders.red) return 'red';
	return score >= borders.amber ? 'amber' : 'green';
}
