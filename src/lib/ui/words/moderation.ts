import type { ModerationState } from '#lib/domain/changes/RecordState.ts';
import { gradeDifference, gradeWord, isGrade } from './grades.ts';
import { plural } from './numbers.ts';

/** What a moderation waits for, in a list. */
export const moderationStateWords: Record<ModerationState, string> = {
	waiting: 'To be graded blind',
	graded: 'Both grades stand, to be decided',
	panel: 'Two grades apart, for a panel',
	decided: 'Decided',
	withdrawn: 'Taken back with its audit'
};

/** Of the audit itself, apart from the practice (P13: the values of a grade). */
export const auditQualityWords = {
	good: 'Evidence clear, grade follows',
	'requires-improvement': 'Some gaps in evidence',
	inadequate: 'Needs doing again',
	outstanding: 'An example to others'
} as const;

export function qualityWord(quality: string | undefined): string {
	return quality !== undefined && Object.hasOwn(auditQualityWords, quality)
		? auditQualityWords[quality as keyof typeof auditQualityWords]
		: 'Not said';
}

/** "Same", "One lower"; what cannot be compared says so. */
export function apartWords(first: string | null | undefined, second: string | null | undefined): string {
	if (isGrade(first) && isGrade(second)) return gradeDifference(first, second);
	return first === second ? 'Same' : 'Not comparable';
}

/** "Same on 5 of 8 sections". */
export function sameWords(same: number, of: number): string {
	return `Same on ${same} of ${plural(of, 'section')}`;
}

export function keepWords(grade: string, first: string | null | undefined, second: string | null | undefined): string {
	if (grade === first && grade === second) return 'Both said so';
	if (grade === first) return 'Keep the first grade';
	return grade === second ? 'Change it to the second' : `Neither: ${gradeWord(grade)}`;
}
