import { askedIn } from '#lib/domain/audits/progress.ts';
import { questionState, type QuestionState } from '#lib/domain/audits/questionState.ts';
import type { Audit } from '#lib/domain/audits/readAudit.ts';
import { isTime } from '#lib/domain/audits/values.ts';
import { daysBetween, type Day } from '#lib/domain/shared/dates.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import { knownOf } from '#lib/ui/question/knownOf.ts';
import { resultWords } from '#lib/ui/words/audits.ts';
import { shortDay } from '#lib/ui/words/dates.ts';
import { answerWords } from '#lib/ui/words/kinds.ts';
import { plural } from '#lib/ui/words/numbers.ts';

/** One square of the grid: what was judged, or, in grey, what the import knows. */
export type Cell = {
	readonly words: string;
	readonly tone: 'good' | 'bad' | 'late' | 'plain' | 'import' | 'empty';
};

const empty: Cell = { words: '', tone: 'empty' };

export function cellOf(audit: Audit, question: Question, today: Day): Cell {
	const state = questionState(audit, question, today);
	if (state.value !== null) return judged(question, state, today);
	if (!askedIn(audit).has(question.id)) return { words: 'Not asked', tone: 'import' };
	const words = fromImport(audit, question, today);
	return words === null ? empty : { words, tone: 'import' };
}

function judged(question: Question, state: QuestionState, today: Day): Cell {
	const { value } = state;
	if (value === null) return empty;
	const clock = state.clock === null ? null : resultWords(state.clock, today);
	if ((isTime(value) || question.kind === 'date') && clock !== null) {
		return clock.state === 'late'
			? { words: clock.words, tone: 'late' }
			: { words: clock.state === 'met' ? 'In time' : clock.words, tone: 'good' };
	}
	const words = answerWords(question, value, today);
	if (state.alerts.length > 0 || (typeof value === 'string' && isBad(question, value))) return { words, tone: 'bad' };
	return { words, tone: typeof value === 'string' && isGood(question, value) ? 'good' : 'plain' };
}

function isBad({ kind }: Question, value: string): boolean {
	return (
		(kind === 'ynp' && value === 'no') ||
		(kind === 'gate' && value !== 'safe') ||
		(kind === 'rag' && value === 'red') ||
		(kind === 'g4' && value === 'inadequate')
	);
}

function isGood({ kind }: Question, value: string): boolean {
	return (
		(kind === 'ynp' && value === 'yes') ||
		(kind === 'gate' && value === 'safe') ||
		(kind === 'rag' && value === 'green')
	);
}

/** A day the import has; for a choice that hangs on a clock, how long ago that is. */
function fromImport({ head }: Audit, question: Question, today: Day): string | null {
	const known = knownOf(question, head, { team: '', worker: '' }, today);
	const day = known.to === 'today' || known.to === null ? known.from : known.to;
	if (day === null) return known.clock === null ? null : 'No date';
	return question.kind === 'pick' && known.to === 'today'
		? plural(daysBetween(day, today), 'day')
		: shortDay(day, today);
}
