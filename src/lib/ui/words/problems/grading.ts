import type { GradingProblemCode } from '#lib/domain/grading/mayGrade.ts';
import { gradeWord } from '../grades.ts';
import type { Facts } from './ProblemWords.ts';

export const gradingProblems: Record<GradingProblemCode, (facts: Facts) => string> = {
	'grading.no-overall': () => 'This template gives no overall grade',
	'grading.held-by-cap': ({ at }) =>
		`A cap holds the overall grade at ${gradeWord(String(at))}. Choose that or lower; only a moderator may lift it`,
	'grading.more-than-one-above': ({ suggested }) =>
		`Choose a grade at most one above the suggested ${gradeWord(String(suggested))}`,
	'grading.reason-needed': () => 'Say why your grade is not the suggested one'
};
