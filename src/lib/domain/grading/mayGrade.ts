import { ok, problem, type Result } from '../shared/Result.ts';
import { rankOf, scaleGrades, type ScaleGrade } from './grades.ts';
import type { AppliedCap } from './GradingFacts.ts';
import type { GradeSuggestion } from './suggestGrade.ts';

export type Grader = 'auditor' | 'moderator';

/**
 * What giving a grade takes. `as-suggested` and `free` (there is no suggestion) take nothing; `below`, `above` and
 * `lifts-cap` take a reason that is kept; `held` and `too-far` are not open to this person.
 */
export type GradeChoice = {
	readonly grade: ScaleGrade;
	readonly choice: 'as-suggested' | 'free' | 'below' | 'above' | 'lifts-cap' | 'held' | 'too-far';
	/** The caps in the way, lowest first. */
	readonly heldBy: readonly AppliedCap[];
};

export type GradingProblemCode =
	'grading.no-overall' | 'grading.held-by-cap' | 'grading.more-than-one-above' | 'grading.reason-needed';

/**
 * The four choices as a person meets them, best first. An auditor may go below the suggestion, or one above it, with a
 * reason; a cap only a moderator lifts, with a reason (practice.md 1.7, rule 7).
 */
export function gradeChoices(suggestion: GradeSuggestion, by: Grader): GradeChoice[] {
	return [...scaleGrades].reverse().map((grade) => {
		const heldBy = suggestion.caps
			.filter(({ holdsAt }) => rankOf(holdsAt) < rankOf(grade))
			.sort((one, other) => rankOf(one.holdsAt) - rankOf(other.holdsAt));
		return { grade, choice: choiceOf(grade, suggestion.suggested, heldBy.length > 0, by), heldBy };
	});
}

/** Whether a person may give this overall grade; a reason is needed wherever it differs from the suggestion. */
export function mayGrade(
	grade: ScaleGrade,
	suggestion: GradeSuggestion,
	by: Grader,
	reason: string
): Result<GradeChoice, GradingProblemCode> {
	if (suggestion.steps.some(({ code }) => code === 'grading.no-overall')) return problem('grading.no-overall');
	const chosen = gradeChoices(suggestion, by).find((choice) => choice.grade === grade);
	if (chosen === undefined) return problem('grading.no-overall');
	if (chosen.choice === 'held') return problem('grading.held-by-cap', holdFacts(chosen.heldBy[0]));
	if (chosen.choice === 'too-far')
		return problem('grading.more-than-one-above', { suggested: suggestion.suggested ?? '' });
	if (needsReason(chosen) && reason.trim() === '') return problem('grading.reason-needed', { choice: chosen.choice });
	return ok(chosen);
}

export function needsReason({ choice }: GradeChoice): boolean {
	return choice === 'below' || choice === 'above' || choice === 'lifts-cap';
}

function choiceOf(grade: ScaleGrade, suggested: ScaleGrade | null, isHeld: boolean, by: Grader): GradeChoice['choice'] {
	if (isHeld) return by === 'moderator' ? 'lifts-cap' : 'held';
	if (suggested === null) return 'free';
	const above = rankOf(grade) - rankOf(suggested);
	if (above === 0) return 'as-suggested';
	if (above < 0) return 'below';
	return above === 1 || by === 'moderator' ? 'above' : 'too-far';
}

function holdFacts(cap: AppliedCap | undefined): Record<string, string> {
	if (cap === undefined) return {};
	return { cap: cap.id, at: cap.holdsAt, because: cap.because ?? '' };
}
