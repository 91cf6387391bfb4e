import type { AnswerValue } from '../changes/Change.ts';
import type { AnswerCondition, CaseFact, Condition } from './Condition.ts';

/** What the import says of the child. Null or absent: not known. Yes-or-no facts match `yes` and `no`. */
export type CaseFacts = Readonly<Partial<Record<CaseFact, string | boolean | null>>>;

/** What is known when it is decided whether a question is asked. */
export type Known = {
	readonly answerTo: (questionId: string) => AnswerValue | null | undefined;
	readonly facts: CaseFacts;
};

/** True, false, or undefined while it is not known: unknown is not false (Kleene 1952, §64). */
export type Truth = boolean | undefined;

/** `asked` tells of another question whether it is asked: what was answered before it ceased to be counts no more. */
export function truthOf(condition: Condition, known: Known, asked: (id: string) => Truth): Truth {
	if ('fact' in condition) return factIs(known.facts[condition.fact], condition.is);
	if ('not' in condition) return opposite(truthOf(condition.not, known, asked));
	if ('all' in condition) return everyOne(condition.all.map((part) => truthOf(part, known, asked)));
	if ('any' in condition) return opposite(everyOne(condition.any.map((part) => opposite(truthOf(part, known, asked)))));
	return answerHolds(condition, known, asked);
}

function answerHolds(condition: AnswerCondition, known: Known, asked: (id: string) => Truth): Truth {
	if ('answered' in condition)
		return asked(condition.answered) !== false && given(known.answerTo(condition.answered)) !== undefined;
	const id = 'answer' in condition ? condition.answer : 'number' in condition ? condition.number : condition.date;
	if (asked(id) === false) return false;
	const value = given(known.answerTo(id));
	if (value === undefined) return undefined;
	if ('answer' in condition) return isAmong(value, condition.is);
	if ('number' in condition) return typeof value === 'number' && isWithin(value, condition.atLeast, condition.below);
	return typeof value === 'string' && isWithin(value, condition.onOrAfter, condition.before);
}

/** Nothing said (an empty text, no option chosen, no date) is no answer yet. */
function given(value: AnswerValue | null | undefined): AnswerValue | undefined {
	if (value === null || value === undefined) return undefined;
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (Array.isArray(value)) return value.length === 0 ? undefined : value;
	return typeof value === 'object' && value.from === null && value.to === null ? undefined : value;
}

function isAmong(value: AnswerValue, is: readonly (string | number)[]): boolean {
	const chosen = Array.isArray(value) ? value : [value];
	return chosen.some((one) => is.some((wanted) => wanted === one));
}

/** Days are written so that their order is that of the alphabet. */
function isWithin<Ordered extends number | string>(
	value: Ordered,
	from: Ordered | undefined,
	below: Ordered | undefined
): boolean {
	return (from === undefined || value >= from) && (below === undefined || value < below);
}

function factIs(fact: string | boolean | null | undefined, is: readonly string[]): Truth {
	if (fact === undefined || fact === null) return undefined;
	return is.includes(typeof fact === 'boolean' ? (fact ? 'yes' : 'no') : fact);
}

function opposite(truth: Truth): Truth {
	return truth === undefined ? undefined : !truth;
}

function everyOne(truths: readonly Truth[]): Truth {
	if (truths.includes(false)) return false;
	return truths.includes(undefined) ? undefined : true;
}
