import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import type { ActionState, Json, RecordKind } from '#lib/domain/changes/RecordState.ts';
import { isDay, type Day } from '#lib/domain/shared/dates.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import { wholeDay } from './dates.ts';
import { gradeWord, gradeWords } from './grades.ts';
import { answerWords, gateWords, ragWords, ynpWords } from './kinds.ts';
import { stateWords } from './loops.ts';

/** What a field of an audit is about: `answer/CJ2.1` is the answer of CJ2.1, `grade/CJ2/<person>` the grade of CJ2. */
export function conflictKey(key: string): { readonly kind: string; readonly of: string } {
	const [kind = '', of = ''] = key.split('/');
	return { kind, of };
}

/** What is known where a conflict is read. */
export type Reader = {
	/** Of the key; null where its template is not here. */
	readonly question: Question | null;
	readonly nameOf: (person: string) => string;
	readonly today: Day;
};
type Values = { readonly [key: string]: Json };

const aboutAction: Readonly<Record<string, string>> = {
	state: 'How far it is',
	owner: 'Who owns it',
	dueOn: 'When it is due'
};

/** What of an action two people wrote differently, and which action. */
export function actionSubject(key: string, what: string | undefined): string {
	return [aboutAction[key] ?? 'This action', what].filter((part) => part !== undefined).join(' · ');
}

export function moderationSubject(key: string): string {
	return conflictKey(key).kind === 'decision' ? 'The moderation decision' : 'The second grade';
}

/** One side of a conflict as a person would read it, whole: whatever field it is of. */
export function fieldWords(kind: RecordKind, key: string, value: Json, reader: Reader): string {
	if (kind === 'action' && typeof value === 'string') return actionWords(key, value, reader);
	if (value === null) return key === 'owner' ? 'Nobody' : 'Cleared';
	if (conflictKey(key).kind === 'answer' && isAnswer(value)) return givenWords(value, reader);
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	return Array.isArray(value) || typeof value !== 'object' ? unreadable : partsWords(value as Values);
}

function actionWords(key: string, value: string, { nameOf, today }: Reader): string {
	if (key === 'owner') return nameOf(value);
	if (key === 'dueOn' && isDay(value)) return wholeDay(value, today);
	return key === 'state' ? (stateWords[value as ActionState] ?? value) : value;
}

const plainAnswers: Readonly<Record<string, string>> = { ...ynpWords, ...gateWords, ...ragWords, ...gradeWords };

/** Until the template is there the words that are the same in every template must do. */
function givenWords(value: AnswerValue, { question, today }: Reader): string {
	if (question !== null) return answerWords(question, value, today);
	return typeof value === 'string' ? (plainAnswers[value] ?? value) : answerWords({ kind: 'text' }, value, today);
}

const unreadable = 'Something that this Dipper cannot show. Open it again with signal.';

/** A grade with its reason, a decision, a file, a piece of feedback, who was told of an alert. */
function partsWords(value: Values): string {
	const grade =
		value.grade === undefined ? [] : [typeof value.grade === 'string' ? gradeWord(value.grade) : 'No grade'];
	const quality = typeof value.auditQuality === 'string' ? [`The audit itself: ${gradeWord(value.auditQuality)}`] : [];
	const texts = ['reason', 'name', 'what', 'text', 'concern', 'note', 'whom', 'how'].map((part) => value[part]);
	const said = texts.filter((text): text is string => typeof text === 'string' && text !== '');
	const parts = [...grade, ...said, ...quality];
	return parts.length === 0 ? unreadable : parts.join('. ');
}

function isAnswer(value: Json): value is AnswerValue & Json {
	if (typeof value === 'string' || typeof value === 'number') return true;
	if (Array.isArray(value)) return value.every((one) => typeof one === 'string');
	return value !== null && typeof value === 'object' && 'from' in value && 'to' in value;
}
