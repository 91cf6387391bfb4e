import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { Json } from '#lib/domain/changes/RecordState.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import { gradeWord } from './grades.ts';
import { answerWords } from './kinds.ts';

/** What a field of an audit is about: `answer/CJ2.1` is the answer of CJ2.1, `grade/CJ2/<person>` the grade of CJ2. */
export function conflictKey(key: string): { readonly kind: string; readonly of: string } {
	const [kind = '', of = ''] = key.split('/');
	return { kind, of };
}

/** A value as a person would read it, whole: an answer, a note, a grade with its reason. */
export function valueWords(value: Json, question: Question | null, today: Day): string {
	if (value === null) return 'Cleared';
	if (isGiven(value)) return [gradeWord(value.grade), value.reason].filter((part) => part !== '').join('. ');
	if (question !== null && isAnswer(value)) return answerWords(question, value, today);
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function isGiven(value: Json): value is { readonly grade: string; readonly reason: string } {
	return value !== null && typeof value === 'object' && 'grade' in value && typeof value.grade === 'string';
}

function isAnswer(value: Json): value is AnswerValue & Json {
	if (typeof value === 'string' || typeof value === 'number') return true;
	if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
	return value !== null && typeof value === 'object' && 'from' in value && 'to' in value;
}
