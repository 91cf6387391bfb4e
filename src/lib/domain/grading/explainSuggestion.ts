import type { GradingRule } from '../templates/Template.ts';
import { isWorse, rankOf, type ScaleGrade } from './grades.ts';
import { gradedOnly, type AppliedCap, type CapCause, type GradingFacts } from './GradingFacts.ts';

export type GradingStepCode =
	| 'grading.no-overall'
	| 'grading.nothing-graded'
	/** facts: of, grade */
	| 'grading.lower-middle'
	/** facts: question, grade */
	| 'grading.theme-grade'
	/** facts: cap, because, at, sections (ids, comma between), grade (the worst of them), count */
	| 'grading.capped-by-section'
	/** facts: cap, because, at, questions */
	| 'grading.capped-by-answer'
	/** facts: cap, because, at, questions */
	| 'grading.capped-by-late'
	/** facts: cap, because, at, alerts */
	| 'grading.capped-by-alert'
	/** facts: at, grade (the lowest), sections, count */
	| 'grading.near-lowest'
	/** facts: at, missing (needs, comma between) */
	| 'grading.outstanding-needs'
	/** facts: openAlerts */
	| 'grading.nothing-holds-lower'
	/** facts: count */
	| 'grading.not-yet-graded'
	/** facts: count, of */
	| 'grading.left-out'
	/** facts: count, of */
	| 'grading.mostly-elsewhere';

/** One line of the explanation; ui/words has its sentence. */
export type GradingStep = { readonly code: GradingStepCode; readonly facts: Readonly<Record<string, string | number>> };

type Worked = {
	readonly suggested: ScaleGrade | null;
	readonly median: ScaleGrade | null;
	readonly caps: readonly AppliedCap[];
	readonly notYetGraded: number;
	readonly notApplicable: number;
	readonly isMostlyElsewhere: boolean;
};

/**
 * How the suggestion came about, in the order a person would say it: where it starts, what holds it down from the
 * highest hold to the lowest, that nothing holds it lower, and what was not looked at.
 */
export function explainSuggestion(rule: GradingRule, facts: GradingFacts, worked: Worked): GradingStep[] {
	if (!rule.overall) return [step('grading.no-overall', {})];
	const { median } = worked;
	if (median === null) return [step('grading.nothing-graded', {}), ...leftOut(facts, worked)];
	return [
		sayStart(rule, facts, median),
		...sayCaps(worked.caps, median),
		step('grading.nothing-holds-lower', { openAlerts: facts.openAlerts }),
		...leftOut(facts, worked)
	];
}

function sayStart(rule: GradingRule, facts: GradingFacts, grade: ScaleGrade): GradingStep {
	if (rule.suggestion === 'single') return step('grading.theme-grade', { question: rule.question ?? '', grade });
	return step('grading.lower-middle', { of: gradedOnly(facts.sections).length, grade });
}

/** The rule's own holds are said only where no cap of the template already holds as low; see 06-judgement. */
function sayCaps(caps: readonly AppliedCap[], median: ScaleGrade): GradingStep[] {
	const named = caps.filter(({ because }) => because !== null);
	const own = caps.filter(
		(cap) =>
			cap.because === null &&
			isWorse(cap.holdsAt, median) &&
			named.every(({ holdsAt }) => isWorse(cap.holdsAt, holdsAt))
	);
	const said = [...named.filter(({ holdsAt }) => !isWorse(median, holdsAt)), ...lowestOnly(own)];
	return said.sort((one, other) => rankOf(other.holdsAt) - rankOf(one.holdsAt)).flatMap(sayCap);
}

function lowestOnly(own: readonly AppliedCap[]): AppliedCap[] {
	return own.filter((cap) => own.every((other) => !isWorse(other.holdsAt, cap.holdsAt)));
}

function sayCap(cap: AppliedCap): GradingStep[] {
	const common: Record<string, string> =
		cap.because === null ? { at: cap.holdsAt } : { cap: cap.id, because: cap.because, at: cap.holdsAt };
	return cap.causes.map((cause) => sayCause(cause, common));
}

function sayCause(cause: CapCause, common: Readonly<Record<string, string>>): GradingStep {
	switch (cause.by) {
		case 'section':
			return step('grading.capped-by-section', { ...common, ...saySections(cause.sections) });
		case 'lowest':
			return step('grading.near-lowest', { ...common, ...saySections(cause.sections) });
		case 'answer':
			return step('grading.capped-by-answer', { ...common, questions: cause.questions.join(',') });
		case 'late':
			return step('grading.capped-by-late', { ...common, questions: cause.questions.join(',') });
		case 'open-alert':
			return step('grading.capped-by-alert', { ...common, alerts: cause.alerts });
		case 'outstanding-needs':
			return step('grading.outstanding-needs', { ...common, missing: cause.missing.join(',') });
	}
}

function saySections(sections: readonly { readonly id: string; readonly grade: ScaleGrade }[]) {
	const worst = [...sections].sort((one, other) => rankOf(one.grade) - rankOf(other.grade))[0];
	return {
		sections: sections.map(({ id }) => id).join(','),
		count: sections.length,
		grade: worst?.grade ?? 'inadequate'
	};
}

function leftOut(facts: GradingFacts, { notYetGraded, notApplicable, isMostlyElsewhere }: Worked): GradingStep[] {
	const of = facts.sections.length;
	return [
		...(notYetGraded > 0 ? [step('grading.not-yet-graded', { count: notYetGraded })] : []),
		...(notApplicable > 0 ? [step('grading.left-out', { count: notApplicable, of })] : []),
		...(isMostlyElsewhere ? [step('grading.mostly-elsewhere', { count: notApplicable, of })] : [])
	];
}

function step(code: GradingStepCode, facts: Readonly<Record<string, string | number>>): GradingStep {
	return { code, facts };
}
