import { askedIn } from '#lib/domain/audits/askedIn.ts';
import { questionState, type QuestionState } from '#lib/domain/audits/questionState.ts';
import type { Audit } from '#lib/domain/audits/readAudit.ts';
import { isTime } from '#lib/domain/audits/values.ts';
import { daysBetween, type Day } from '#lib/domain/shared/dates.ts';
import type { Question } from '#lib/domain/templates/Template.ts';
import { knownOf } from '../question/knownOf.ts';
import { resultWords } from '../words/audits.ts';
import { shortDay } from '../words/dates.ts';
import { answerWords } from '../words/kinds.ts';
import { plural } from '../words/numbers.ts';

/** One square of the grid: what was judged, or, in grey, what the import knows. */
export type Cell = {
	readonly words: string;
	readonly tone: 'good' | 'bad' | 'late' | 'plain' | 'import' | 'empty';
	/** The question is not asked of this child: nothing can be chosen here. */
	readonly isClosed?: true;
	/** The answer wants a note that is not there yet. */
	readonly wantsNote?: true;
	/** The answer calls for a same-day alert that nobody has raised. */
	readonly needsCall?: true;
};

const empty: Cell = { words: '', tone: 'empty' };
const notAsked: Cell = { words: 'Not asked', tone: 'import', isClosed: true };

/** A child's row: what is asked of the child is worked out once for all of its squares. */
export function cellsOf(audit: Audit, questions: readonly Question[], today: Day): readonly Cell[] {
	const asked = askedIn(audit);
	return questions.map((question) => cellOf(audit, question, today, asked));
}

export function cellOf(audit: Audit, question: Question, today: Day, asked = askedIn(audit)): Cell {
	const state = questionState(audit, question, today);
	if (state.value !== null) return { ...judged(question, state, today), ...wants(audit, question, state) };
	if (!asked.has(question.id)) return notAsked;
	const words = fromImport(audit, question, today);
	return words === null ? empty : { words, tone: 'import' };
}

function wants({ alerts }: Audit, { id }: Question, state: QuestionState): Pick<Cell, 'wantsNote' | 'needsCall'> {
	const calls = state.alerts.some(({ level, confirm }) => level === 'same-day' && confirm !== true);
	return {
		...(state.noteWanted !== null && !state.hasNote ? { wantsNote: true } : {}),
		...(calls && !alerts.some(({ question }) => question === id) ? { needsCall: true } : {})
	};
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
