import { dayInEngland, type Instant } from '../shared/dates.ts';
import { eventOf, type AlertEntry, type AlertLog } from './AlertLog.ts';
import { nextAlertState, type AlertState } from './alertState.ts';
import { dueAt, pathwayClockOn, shippedTimes, type PathwayTimes } from './pathwayClocks.ts';
import { stageIds, stageNumber, type StageId } from './pathwayStages.ts';

/** What of the audit the pathway hangs on beside the alert's own log. */
export type PathwayFacts = { readonly submittedAt: Instant | null };

export type StageState = 'done' | 'due' | 'late' | 'to-come' | 'not-needed';
export type StageView = {
	readonly stage: StageId;
	readonly number: number;
	readonly state: StageState;
	/** From when its clock counts; null while what it waits for has not happened. */
	readonly startsAt: Instant | null;
	readonly dueAt: Instant | null;
	/** The entry that ended it. */
	readonly entry: AlertEntry | null;
	/** It was done, after its clock had run out. */
	readonly wasLate: boolean;
};

export type Pathway = {
	readonly state: AlertState;
	readonly stages: readonly StageView[];
	/** Raised each time a re-audit or the later look showed that practice had not changed. */
	readonly round: number;
	/** The alert is closed and nothing of the pathway is left to do. */
	readonly hasEnded: boolean;
};

/** What a log comes to: where the alert stands, which stages are done by what, and from when those to do count. */
type Fold = {
	state: AlertState;
	inError: boolean;
	round: number;
	readonly done: Map<StageId, AlertEntry>;
	/** From when a stage counts that was begun anew. */
	readonly again: Map<StageId, Instant>;
};

/** Everything from the plan on is done anew when practice had not changed. */
const newRound = stageIds.slice(stageIds.indexOf('remedial-plan'));

function foldLog(log: AlertLog): Fold {
	const fold: Fold = { state: 'nobody-told', inError: false, round: 0, done: new Map(), again: new Map() };
	for (const entry of log.entries) {
		const event = eventOf(entry);
		if (event !== null) fold.state = nextAlertState(fold.state, event) ?? fold.state;
		take(fold, entry, event);
	}
	return fold;
}

function take(fold: Fold, entry: AlertEntry, event: ReturnType<typeof eventOf>): void {
	switch (event) {
		case 'told':
			return doneBy(fold, entry, 'told');
		case 'acknowledged':
			return doneBy(fold, entry, 'told', 'acknowledged');
		case 'found-safe':
			return doneBy(fold, entry, 'told', 'acknowledged', 'safety-check');
		case 'found-not-safe':
			doneBy(fold, entry, 'told', 'acknowledged');
			fold.inError = false;
			return anew(fold, entry.at, 'safety-check');
		case 'closed-in-error':
			fold.inError = fold.state === 'closed';
			return;
		default:
			return takeLater(fold, entry);
	}
}

function takeLater(fold: Fold, entry: AlertEntry): void {
	if (entry.entry === 'read' && (entry.as === 'head-of-service' || entry.as === 'director'))
		return doneBy(fold, entry, 'head-told');
	if (entry.entry !== 'stage') return;
	if (entry.outcome === 'returned') return anew(fold, entry.at, 'actions-done');
	if (entry.outcome === 'decided' || entry.outcome === 'no') {
		fold.round += 1;
		for (const stage of newRound) fold.done.delete(stage);
		return anew(fold, entry.at, 'remedial-plan');
	}
	doneBy(fold, entry, entry.stage);
}

/** The first who did it counts: a second line about the same thing stands in the log and moves nothing. */
function doneBy(fold: Fold, entry: AlertEntry, ...stages: readonly StageId[]): void {
	for (const stage of stages) if (!fold.done.has(stage)) fold.done.set(stage, entry);
}

function anew(fold: Fold, at: Instant, stage: StageId): void {
	fold.done.delete(stage);
	fold.again.set(stage, at);
}

export function alertStateOf(log: AlertLog): AlertState {
	return foldLog(log).state;
}

/** Whether the alert is closed and every stage after it done or not needed: no clock is asked. */
export function hasEnded(log: AlertLog): boolean {
	const fold = foldLog(log);
	return fold.state === 'closed' && stageIds.every((stage) => fold.done.has(stage) || !isNeeded(stage, fold));
}

/** The whole pathway of practice.md 1.8 for one alert, with every clock, as it stands at a moment. */
export function pathwayOf(
	log: AlertLog,
	facts: PathwayFacts,
	now: Instant,
	times: PathwayTimes = shippedTimes
): Pathway {
	const fold = foldLog(log);
	const stages = stageIds.map((stage) => viewOf(stage, fold, log, facts, now, times));
	return { state: fold.state, stages, round: fold.round, hasEnded: hasEnded(log) };
}

function viewOf(
	stage: StageId,
	fold: Fold,
	log: AlertLog,
	facts: PathwayFacts,
	now: Instant,
	times: PathwayTimes
): StageView {
	const startsAt = startOf(stage, fold, log, facts);
	const due = startsAt === null ? null : dueOf(stage, startsAt, fold, log, times);
	const entry = fold.done.get(stage) ?? null;
	const view = { stage, number: stageNumber(stage), startsAt, dueAt: due, entry };
	if (entry !== null) {
		const wasLate = due !== null && stage !== 'told' && Date.parse(entry.at) > Date.parse(due);
		return { ...view, state: 'done', wasLate };
	}
	if (!isNeeded(stage, fold)) return { ...view, state: 'not-needed', wasLate: false };
	if (due === null) return { ...view, state: 'to-come', wasLate: false };
	return { ...view, state: Date.parse(now) > Date.parse(due) ? 'late' : 'due', wasLate: false };
}

function isNeeded(stage: StageId, { inError, done }: Fold): boolean {
	if (inError) return false;
	const graded = outcomeOf(done.get('moderation'));
	const again = outcomeOf(done.get('re-audit'));
	switch (stage) {
		case 're-audit':
		case 'sustained':
			return graded !== 'changed';
		case 'still-inadequate':
			return graded !== 'changed' && again !== 'better';
		default:
			return true;
	}
}

function startOf(stage: StageId, { done, again }: Fold, log: AlertLog, facts: PathwayFacts): Instant | null {
	switch (stage) {
		case 'moderation':
			if (facts.submittedAt === null) return null;
			return facts.submittedAt > log.startedAt ? facts.submittedAt : log.startedAt;
		case 'actions-done':
			return later(done.get('remedial-plan')?.at, again.get('actions-done'));
		case 'verified':
			return done.get('actions-done')?.at ?? null;
		case 're-audit':
			return done.get('verified')?.at ?? null;
		case 'still-inadequate':
			return outcomeOf(done.get('re-audit')) === 'inadequate' ? (done.get('re-audit')?.at ?? null) : null;
		case 'sustained':
			return outcomeOf(done.get('re-audit')) === 'better' ? (done.get('re-audit')?.at ?? null) : null;
		default:
			return again.get(stage) ?? log.startedAt;
	}
}

function later(one: Instant | undefined, other: Instant | undefined): Instant | null {
	if (one === undefined) return null;
	return other !== undefined && other > one ? other : one;
}

/** The re-audit is due six weeks after the actions were verified, and no later than three months after the alert. */
function dueOf(stage: StageId, startsAt: Instant, { again }: Fold, log: AlertLog, times: PathwayTimes): Instant | null {
	const by = (id: string, from: Instant) => {
		const clock = pathwayClockOn(id, dayInEngland(log.startedAt), times.clocks);
		return clock === undefined ? null : dueAt(clock, from, times);
	};
	const due = by(stage, startsAt);
	if (stage !== 're-audit') return due;
	const latest = by('re-audit-latest', again.get('remedial-plan') ?? log.startedAt);
	return due !== null && latest !== null && latest < due ? latest : due;
}

function outcomeOf(entry: AlertEntry | undefined): string | null {
	return entry?.entry === 'stage' ? entry.outcome : null;
}
