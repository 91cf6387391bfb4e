import type { Cap, GradingRule } from '../templates/Template.ts';
import { gradeAt, isWorse, rankOf, sortByGrade } from './grades.ts';
import {
	gradedOnly,
	type AppliedCap,
	type CapCause,
	type GradedSection,
	type GradingFacts,
	type OutstandingNeed
} from './GradingFacts.ts';

export const aboveLowestCap = 'above-lowest';
export const outstandingCap = 'outstanding-needs';

/**
 * Every cap that holds the grade down, in the rule's order: the template's, then the distance from the lowest
 * section, then what Outstanding needs. A cap holds whether or not the suggestion would have reached it, because the
 * auditor's own grade is held by it too.
 */
export function capsInForce(rule: GradingRule, facts: GradingFacts): AppliedCap[] {
	const graded = gradedOnly(facts.sections);
	return [
		...rule.caps.flatMap((cap) => applyCap(cap, graded, facts)),
		...holdNearLowest(rule.aboveLowest, graded),
		...holdBelowOutstanding(rule.outstandingNeeds, graded, facts)
	];
}

function applyCap(cap: Cap, graded: readonly GradedSection[], facts: GradingFacts): AppliedCap[] {
	const causes = [...bySections(cap, graded), ...byQuestions(cap, facts), ...byAlert(cap, facts)];
	return causes.length === 0 ? [] : [{ id: cap.id, holdsAt: cap.holdsAt, because: cap.because, causes }];
}

function bySections(cap: Cap, graded: readonly GradedSection[]): CapCause[] {
	const sections = graded.filter(({ id, grade }) => cap.sections?.includes(id) && !isWorse(cap.grade, grade));
	return sections.length >= cap.count ? [{ by: 'section', sections }] : [];
}

function byQuestions(cap: Cap, facts: GradingFacts): CapCause[] {
	const asked = cap.questions ?? [];
	const answered = asked.filter(({ id, is }) => facts.answers[id]?.some((value) => is.includes(value)));
	const late = asked.filter((question) => question.late === true && facts.late.includes(question.id));
	return [
		...(answered.length > 0 ? [{ by: 'answer' as const, questions: answered.map(({ id }) => id) }] : []),
		...(late.length > 0 ? [{ by: 'late' as const, questions: late.map(({ id }) => id) }] : [])
	];
}

function byAlert(cap: Cap, { openAlerts }: GradingFacts): CapCause[] {
	return cap.openAlert === true && openAlerts > 0 ? [{ by: 'open-alert', alerts: openAlerts }] : [];
}

function holdNearLowest(steps: number | undefined, graded: readonly GradedSection[]): AppliedCap[] {
	const lowest = sortByGrade(graded)[0]?.grade;
	if (steps === undefined || lowest === undefined || rankOf(lowest) + steps >= rankOf('outstanding')) return [];
	const sections = graded.filter(({ grade }) => grade === lowest);
	return [
		{
			id: aboveLowestCap,
			holdsAt: gradeAt(rankOf(lowest) + steps),
			because: null,
			causes: [{ by: 'lowest', sections }]
		}
	];
}

function holdBelowOutstanding(
	needs: GradingRule['outstandingNeeds'],
	graded: readonly GradedSection[],
	facts: GradingFacts
): AppliedCap[] {
	if (needs === undefined) return [];
	const missing: OutstandingNeed[] = [];
	if (graded.find(({ id }) => id === needs.section)?.grade !== 'outstanding') missing.push('section-outstanding');
	if (graded.some(({ grade }) => isWorse(grade, needs.noneBelow))) missing.push('none-below-good');
	if (!needs.feedback.some((id) => facts.answers[id]?.some((value) => value.trim() !== ''))) missing.push('feedback');
	if (missing.length === 0) return [];
	return [{ id: outstandingCap, holdsAt: 'good', because: null, causes: [{ by: 'outstanding-needs', missing }] }];
}
