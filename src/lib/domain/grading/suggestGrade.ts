import type { GradingRule } from '../templates/Template.ts';
import { capsInForce } from './capsInForce.ts';
import { isScaleGrade, lowerMiddle, lowerOf, rankOf, sortByGrade, type ScaleGrade } from './grades.ts';
import { gradedOnly, type AppliedCap, type GradingFacts } from './GradingFacts.ts';
import { explainSuggestion, type GradingStep } from './explainSuggestion.ts';

/** A section in its column of the picture: the lower middle is ringed, what set off a cap is edged. */
export type GradeChip = {
	readonly section: string;
	readonly grade: ScaleGrade;
	readonly isMiddle: boolean;
	readonly setOffCap: boolean;
};

export type GradeSuggestion = {
	/** Null where the template has no overall grade, or nothing is graded yet. */
	readonly suggested: ScaleGrade | null;
	/** Before any cap: the lower median, or the theme's own grade. */
	readonly median: ScaleGrade | null;
	/** The highest grade that the caps leave; null when none holds. */
	readonly heldAt: ScaleGrade | null;
	readonly caps: readonly AppliedCap[];
	readonly steps: readonly GradingStep[];
	/** Worst first. */
	readonly chips: readonly GradeChip[];
	readonly notYetGraded: number;
	readonly notApplicable: number;
	/** More than a third of the sections do not apply: is it the right template? (practice.md 1.7, rule 8) */
	readonly isMostlyElsewhere: boolean;
};

/** The overall grade that the template's rule suggests, with how it came about. Source: practice.md 1.7. */
export function suggestGrade(rule: GradingRule, facts: GradingFacts): GradeSuggestion {
	const graded = gradedOnly(facts.sections);
	const middle = lowerMiddle(graded);
	const median = rule.overall ? startingGrade(rule, facts, middle?.grade ?? null) : null;
	const caps = rule.overall ? capsInForce(rule, facts) : [];
	const heldAt = lowestHold(caps);
	const notApplicable = facts.sections.filter(({ grade }) => grade === 'na').length;
	const settingOff = new Set(caps.flatMap(sectionsOf));
	const result = {
		suggested: median === null || heldAt === null ? median : lowerOf(median, heldAt),
		median,
		heldAt,
		caps,
		chips: sortByGrade(graded).map(({ id, grade }) => ({
			section: id,
			grade,
			isMiddle: rule.suggestion === 'lower-median' && id === middle?.id,
			setOffCap: settingOff.has(id)
		})),
		notYetGraded: facts.sections.filter(({ grade }) => grade === null).length,
		notApplicable,
		isMostlyElsewhere: notApplicable * 3 > facts.sections.length
	};
	return { ...result, steps: explainSuggestion(rule, facts, result) };
}

function startingGrade(rule: GradingRule, facts: GradingFacts, middle: ScaleGrade | null): ScaleGrade | null {
	if (rule.suggestion === 'lower-median') return middle;
	const [given] = rule.question === undefined ? [] : (facts.answers[rule.question] ?? []);
	return isScaleGrade(given) ? given : null;
}

function lowestHold(caps: readonly AppliedCap[]): ScaleGrade | null {
	return caps.map(({ holdsAt }) => holdsAt).sort((one, other) => rankOf(one) - rankOf(other))[0] ?? null;
}

function sectionsOf(cap: AppliedCap): string[] {
	return cap.causes.flatMap((cause) => (cause.by === 'section' ? cause.sections.map(({ id }) => id) : []));
}
