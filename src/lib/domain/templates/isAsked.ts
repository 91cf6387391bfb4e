import type { AnswerValue } from '../changes/Change.ts';
import type { caseFacts, Condition, Question, Template } from './Template.ts';

/** What the import says of the child. Null or absent: not known. Yes-or-no facts match `yes` and `no`. */
export type CaseFacts = Readonly<Partial<Record<(typeof caseFacts)[number], string | boolean | null>>>;

/** What is known when it is decided whether a question is asked. */
export type Known = {
	readonly answerTo: (questionId: string) => AnswerValue | null | undefined;
	readonly facts: CaseFacts;
};

/** True, false, or undefined while it is not known: unknown is not false. */
type Truth = boolean | undefined;

/** The ids of the questions that are asked, in the order they stand. */
export function askedQuestions(template: Template, known: Known): ReadonlySet<string> {
	const questions = template.sections.flatMap((section) => section.questions);
	const truth = remember(questions, known);
	return new Set(questions.filter((question) => truth(question.id) !== false).map((question) => question.id));
}

/** A question whose condition is not known yet is asked: better one question too many than a risk unseen. */
export function isAsked(template: Template, questionId: string, known: Known): boolean {
	return askedQuestions(template, known).has(questionId);
}

/** Each question is worked out once; one that depends on itself is never known, and so is asked. */
function remember(questions: readonly Question[], known: Known): (id: string) => Truth {
	const byId = new Map(questions.map((question) => [question.id, question]));
	const settled = new Map<string, Truth>();
	const truth = (id: string): Truth => {
		if (settled.has(id)) return settled.get(id);
		settled.set(id, undefined);
		const condition = byId.get(id)?.askWhen;
		const found = condition === undefined ? byId.has(id) || undefined : holds(condition, known, truth);
		settled.set(id, found);
		return found;
	};
	return truth;
}

function holds(condition: Condition, known: Known, asked: (id: string) => Truth): Truth {
	if ('answer' in condition) return answerIs(condition, known, asked);
	if ('fact' in condition) return factIs(known.facts[condition.fact], condition.is);
	if ('not' in condition) return opposite(holds(condition.not, known, asked));
	if ('all' in condition) return everyOne(condition.all.map((part) => holds(part, known, asked)));
	return opposite(everyOne(condition.any.map((part) => opposite(holds(part, known, asked)))));
}

/** What was answered before a question ceased to be asked no longer counts. */
function answerIs(
	condition: Extract<Condition, { answer: string }>,
	known: Known,
	asked: (id: string) => Truth
): Truth {
	if (asked(condition.answer) === false) return false;
	const value = known.answerTo(condition.answer);
	if (value === undefined || value === null || value === '') return undefined;
	const given = Array.isArray(value) ? value : [value];
	return given.some((one) => condition.is.some((wanted) => wanted === one));
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
