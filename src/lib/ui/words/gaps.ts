import type { Gap, GapKind } from '#lib/domain/audits/checkAudit.ts';
import { list, plural } from './numbers.ts';
import { detailWords } from './personalDetail.ts';

/** What to do about each gap: the same words on the check page and beside the field. */
const sentences: Record<GapKind, string> = {
	unanswered: 'Answer this question',
	'evidence-wanted': 'Say where in the record you saw this',
	'reason-wanted': 'Say why this does not apply',
	'not-graded': 'Choose a grade',
	'no-overall-grade': 'Choose the overall grade',
	'overall-grade-held': 'The overall grade is above what a cap allows: choose a lower one, or say why to the moderator',
	'overall-reason-wanted': 'Say in three sentences how you reached the overall grade',
	'alert-not-raised': 'Raise the same-day alert this answer calls for',
	'nobody-told': 'Call someone about the same-day alert: nobody has been told',
	'priority-action-wanted': 'Raise the action this answer calls for',
	conflict: 'Two people wrote this differently: choose what stands',
	contradiction: 'Look once more: two things here hardly go together',
	'personal-detail': 'Look at the words that may say who someone is'
};

export function gapWords(kind: GapKind): string {
	return sentences[kind];
}

/** What comes first when it is read: safety, then what is missing, then what is thin. */
export const gapOrder: readonly GapKind[] = [
	'nobody-told',
	'alert-not-raised',
	'conflict',
	'no-overall-grade',
	'overall-grade-held',
	'overall-reason-wanted',
	'not-graded',
	'unanswered',
	'priority-action-wanted',
	'evidence-wanted',
	'reason-wanted',
	'contradiction',
	'personal-detail'
];

/** A group of gaps in a heading: "12 questions are not answered". */
export function gapsHeading(kind: GapKind, count: number): string {
	const one = count === 1;
	switch (kind) {
		case 'unanswered':
			return `${plural(count, 'question')} ${one ? 'is' : 'are'} not answered`;
		case 'evidence-wanted':
			return `${plural(count, 'answer')} ${one ? 'does' : 'do'} not say what in the record shows ${one ? 'it' : 'them'}`;
		case 'reason-wanted':
			return `${plural(count, 'answer')} of “not applicable” ${one ? 'has' : 'have'} no reason`;
		case 'not-graded':
			return `${plural(count, 'section')} ${one ? 'has' : 'have'} no grade`;
		case 'no-overall-grade':
			return 'There is no overall grade';
		case 'overall-grade-held':
			return 'The overall grade is above what a cap allows';
		case 'overall-reason-wanted':
			return 'The overall grade has no reason';
		case 'alert-not-raised':
			return `${plural(count, 'answer')} ${one ? 'calls' : 'call'} for a same-day alert that was not raised`;
		case 'nobody-told':
			return `Nobody has been told of ${plural(count, 'same-day alert')}`;
		case 'priority-action-wanted':
			return `${plural(count, 'answer')} ${one ? 'calls' : 'call'} for an action that nobody owns yet`;
		case 'conflict':
			return `${plural(count, 'answer or note', 'answers or notes')} ${one ? 'was' : 'were'} written differently by two people`;
		case 'contradiction':
			return `Look once more at ${plural(count, 'thing')}`;
		case 'personal-detail':
			return `${plural(count, 'note')} may say who someone is`;
	}
}

/** The words seen in one note: “Mrs Okafor” looks like a name. */
export function foundWords(found: NonNullable<Gap['found']>): string {
	return list(found.map((detail) => `“${detail.word}” looks like ${detailWords[detail.kind]}`));
}
