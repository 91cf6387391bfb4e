import { clockRunning, type ClockUnit } from '../calendar/Clock.ts';
import { shippedClocks } from '../calendar/clocks.ts';
import { workOutClock, type ClockResult } from '../calendar/workOutClock.ts';
import type { AnswerValue } from '../changes/Change.ts';
import type { CaseFacts } from '../changes/RecordState.ts';
import type { CaseDate } from '../frames/SamplingFrame.ts';
import { dayInEngland, type Day } from '../shared/dates.ts';
import { alertsFired, type Lateness } from '../templates/alertsFired.ts';
import { clockFor } from '../templates/clockFor.ts';
import type { AlertRule, Question } from '../templates/Template.ts';
import { isAnswered, type Audit } from './readAudit.ts';
import { isEmptyValue, isNotApplicable, isTime } from './values.ts';

/** A note counts from this many characters: a word or two does not say where in the record. */
export const shortestNote = 12;

export type QuestionState = {
	readonly value: AnswerValue | null;
	readonly note: string;
	readonly isJudged: boolean;
	/** Why a note is wanted: what the evidence is, or why the question does not apply. */
	readonly noteWanted: 'evidence' | 'reason' | null;
	readonly hasNote: boolean;
	readonly alerts: readonly AlertRule[];
	/** The clock worked out from the answer's dates, or from the import's while nobody has judged. */
	readonly clock: ClockResult | null;
	/** The day an open clock runs to: that of the answer; null while nobody has judged, for the day it is looked at. */
	readonly judgedOn: Day | null;
	readonly dates: { readonly from: Day | null; readonly to: Day | null; readonly fromImport: boolean };
	readonly isConflict: boolean;
};

/**
 * All that a page shows of one question, worked out from what is recorded. A clock that is still open runs to the day
 * of the answer, so that a finished audit does not grow later with the years. Total: it never fails.
 */
export function questionState(audit: Audit, question: Question, today: Day, key: string = question.id): QuestionState {
	const answer = audit.answers.get(key);
	const value = answer === undefined || isEmptyValue(answer.value) ? null : answer.value;
	const note = audit.notes.get(key) ?? '';
	const dates = datesOf(question, value, audit.head.case);
	const judgedOn = answer === undefined ? null : dayInEngland(answer.at);
	const clock = clockOf(question, dates, audit.head.case, judgedOn ?? today);
	const hasAction = isAnswered(audit, key);
	const alerts = value === null ? [] : alertsFired(question, { value, lateness: latenessOf(clock), hasAction });
	return {
		value,
		note,
		isJudged: value !== null,
		noteWanted: noteWanted(question, value, alerts.some(isCertain)),
		hasNote: note.trim().length >= shortestNote,
		alerts,
		clock: clock?.result ?? null,
		judgedOn,
		dates,
		isConflict: answer?.isConflict ?? false
	};
}

/** An alert that only the auditor can tell of wants nothing until they say it is so. */
function isCertain({ confirm }: AlertRule): boolean {
	return confirm !== true;
}

/** The evidence rule (question-sets.md): a grade, a No, a Partly, an alert want evidence; not applicable a reason. */
function noteWanted(question: Question, value: AnswerValue | null, hasAlert: boolean): 'evidence' | 'reason' | null {
	if (value === null) return null;
	if (isNotApplicable(value)) return 'reason';
	const isWeak = question.kind === 'ynp' && (value === 'no' || value === 'partly');
	return hasAlert || isWeak || question.kind === 'g4' || isAskedFor(question, value) ? 'evidence' : null;
}

function isAskedFor({ noteWhen }: Question, value: AnswerValue): boolean {
	if (noteWhen === undefined) return false;
	if (typeof value === 'number') {
		const { atLeast, below } = noteWhen;
		return (atLeast !== undefined && value >= atLeast) || (below !== undefined && value < below);
	}
	const chosen = Array.isArray(value) ? value : [value];
	return chosen.some((one) => typeof one === 'string' && (noteWhen.is?.includes(one) ?? false));
}

function datesOf(question: Question, value: AnswerValue | null, facts: CaseFacts): QuestionState['dates'] {
	if (isTime(value)) return { from: value.from, to: value.to, fromImport: false };
	const use = clockFor(question, facts.stage);
	const from = importDate(facts, use.from);
	if (question.kind === 'date') {
		const given = typeof value === 'string' ? value : null;
		return { from: given ?? from, to: null, fromImport: given === null && from !== null };
	}
	const to = importDate(facts, use.to);
	return { from, to, fromImport: from !== null || to !== null };
}

function importDate(facts: CaseFacts, key: string | undefined): Day | null {
	return key === undefined ? null : (facts.dates[key as CaseDate] ?? null);
}

type Ran = { readonly result: ClockResult; readonly clockDays: number };

function clockOf(question: Question, dates: QuestionState['dates'], facts: CaseFacts, today: Day): Ran | null {
	if (question.kind !== 'time' && question.kind !== 'date') return null;
	const clockId = clockFor(question, facts.stage).clock;
	const clock = clockId === undefined ? undefined : clockRunning(clockId, dates.from, today, shippedClocks);
	if (clock === undefined || (dates.from === null && dates.to === null)) return null;
	return { result: workOutClock(clock, dates.from, dates.to, today), clockDays: daysLong[clock.unit] * clock.value };
}

/** How long a clock's unit is, in the days its lateness is counted in. */
const daysLong: Record<ClockUnit, number> = {
	hours: 1 / 24,
	'working-days': 1,
	'calendar-days': 1,
	weeks: 7,
	months: 30.4375
};

function latenessOf(ran: Ran | null): Lateness | undefined {
	if (ran === null || ran.result.state === 'unknown') return undefined;
	const { lateBy, unit } = ran.result;
	return { days: unit === 'hours' ? lateBy / 24 : lateBy, clockDays: ran.clockDays };
}
