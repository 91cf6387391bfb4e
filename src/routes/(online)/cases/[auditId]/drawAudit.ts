import { gradeBy, type Audit, type GradeGiven } from '#lib/domain/audits/readAudit.ts';
import { questionOf } from '#lib/domain/audits/keys.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { ShownEvidence } from '#lib/domain/evidence/readEvidence.ts';
import { answerWords } from '#lib/ui/words/kinds.ts';

/** One question as it was answered; with a number after it where it was answered several times. */
export type ReadAnswer = {
	readonly key: string;
	readonly number: string;
	readonly text: string;
	readonly answer: string;
	readonly note: string;
	/** Someone else wrote something else, and nobody has chosen yet. */
	readonly conflict: boolean;
	readonly files: readonly ShownEvidence[];
};
export type ReadSection = {
	readonly id: string;
	readonly number: string;
	readonly title: string;
	readonly grade: GradeGiven | null;
	readonly answers: readonly ReadAnswer[];
	readonly worked: string;
	readonly needs: string;
	/** Questions in it to which nothing was answered: not asked, or not yet. */
	readonly unanswered: number;
};

/** An audit by its sections, for reading: only what was answered or noted stands there. */
export function readSections(
	audit: Audit,
	grader: PersonId,
	today: Day,
	files: readonly ShownEvidence[] = []
): ReadSection[] {
	return audit.template.sections.map((section) => {
		const answers = section.questions.flatMap((question) =>
			keysOf(audit, files, question.id).map((key) => {
				const answer = audit.answers.get(key);
				return {
					key,
					number: question.number,
					text: question.text,
					answer: answer === undefined ? '' : answerWords(question, answer.value, today),
					note: audit.notes.get(key) ?? '',
					conflict: answer?.isConflict ?? false,
					files: files.filter((file) => file.question === key)
				};
			})
		);
		const answered = new Set(answers.map(({ key }) => questionOf(key)));
		return {
			id: section.id,
			number: section.number,
			title: section.title,
			grade: gradeBy(audit, section.id, grader),
			answers,
			worked: audit.notes.get(`${section.id}.worked`) ?? '',
			needs: audit.notes.get(`${section.id}.needs`) ?? '',
			unanswered: section.questions.filter(({ id }) => !answered.has(id)).length
		};
	});
}

function keysOf(audit: Audit, files: readonly ShownEvidence[], id: string): string[] {
	const withFiles = files.flatMap(({ question }) => (question === null ? [] : [question]));
	const keys = new Set([...audit.answers.keys(), ...audit.notes.keys(), ...withFiles]);
	return [...keys].filter((key) => questionOf(key) === id).sort();
}

export function hasAnything({ answers, grade, worked, needs }: ReadSection): boolean {
	return answers.length > 0 || grade !== null || worked !== '' || needs !== '';
}
