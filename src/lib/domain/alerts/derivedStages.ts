import type { ActionState, AuditRecord, Field, Json } from '../changes/RecordState.ts';
import type { Instant } from '../shared/dates.ts';
import { dipper, readAlertLogs, type AlertLog } from './AlertLog.ts';
import { alertStateOf, hasEnded, pathwayOf, type PathwayFacts } from './pathway.ts';
import { stageRules, type RecordedStage, type StageOutcome } from './pathwayStages.ts';

/** What the other records show of an audit's pathway: its second grade, its actions, the later audits of the child. */
export type Shown = PathwayFacts & {
	readonly first: string | null;
	readonly moderated: { readonly grade: string; readonly by: string } | null;
	readonly actions: readonly { readonly id: string; readonly state: ActionState; readonly raisedAt: Instant }[];
	readonly again: { readonly id: string; readonly grade: string | null } | null;
	readonly sustained: { readonly id: string; readonly grade: string | null } | null;
};

export type DerivedStage = {
	readonly stage: RecordedStage;
	readonly outcome: StageOutcome;
	/** The record that shows it. */
	readonly reference: string;
};

const done: readonly ActionState[] = ['done', 'verified', 'impact-checked', 'closed'];
const verified: readonly ActionState[] = ['verified', 'impact-checked', 'closed'];

/**
 * The next stage that the records show to be over and that nobody has written down: stages 4, 7, 8, 9 and 11 of practice.md
 * 1.8. Null where there is none. What a person wrote stands, whatever the records say.
 */
export function nextDerived(log: AlertLog, shown: Shown, now: Instant): DerivedStage | null {
	const pathway = pathwayOf(log, shown, now);
	const viewOf = new Map(pathway.stages.map((view) => [view.stage, view]));
	const isOpen = (stage: RecordedStage) => {
		const state = viewOf.get(stage)?.state;
		const isAfter = stageRules[stage].after.every((one) => viewOf.get(one)?.state === 'done');
		return isAfter && (state === 'due' || state === 'late');
	};
	const since = viewOf.get('remedial-plan')?.startsAt ?? log.startedAt;
	const all: readonly (DerivedStage | null)[] = [
		moderation(shown),
		...fromActions(shown, pathway.round === 0 ? null : since),
		reaudit(shown, pathway.round),
		sustained(shown, pathway.round)
	];
	return all.find((one): one is DerivedStage => one !== null && isOpen(one.stage)) ?? null;
}

function moderation({ first, moderated }: Shown): DerivedStage | null {
	if (moderated === null) return null;
	const outcome = moderated.grade === first ? 'agreed' : 'changed';
	return { stage: 'moderation', outcome, reference: moderated.by };
}

/** In a new round only the actions of that round count: the old ones were done, and practice had not changed. */
function fromActions({ actions }: Shown, since: Instant | null): (DerivedStage | null)[] {
	const live = actions.filter(({ state, raisedAt }) => state !== 'not-needed' && (since === null || raisedAt >= since));
	const last = live.at(-1);
	const ended = (states: readonly ActionState[]) => live.every(({ state }) => states.includes(state));
	if (last === undefined) return [];
	return [
		ended(done) ? { stage: 'actions-done', outcome: 'done', reference: last.id } : null,
		ended(verified) ? { stage: 'verified', outcome: 'verified', reference: last.id } : null
	];
}

/** The later audits belong to the first round; in another one somebody writes down what came of them. */
function reaudit({ again }: Shown, round: number): DerivedStage | null {
	if (again === null || again.grade === null || round > 0) return null;
	const outcome = again.grade === 'inadequate' ? 'inadequate' : 'better';
	return { stage: 're-audit', outcome, reference: again.id };
}

function sustained({ sustained: later }: Shown, round: number): DerivedStage | null {
	if (later === null || later.grade === null || round > 0) return null;
	return { stage: 'sustained', outcome: later.grade === 'inadequate' ? 'no' : 'yes', reference: later.id };
}

/** An audit with such a line written into an alert's log by the server, and its counts worked out anew. */
export function writeDerived(
	audit: AuditRecord,
	alertId: string,
	{ stage, outcome, reference }: DerivedStage,
	line: { readonly id: string; readonly at: Instant }
): { readonly record: AuditRecord; readonly key: string } {
	const key = `alert/${alertId}/log/${line.id}`;
	const value: Json = { entry: 'stage', stage, outcome, note: '', reference };
	const field: Field = { ver: audit.ver + 1, value, by: dipper, at: line.at, client: null };
	const fields = new Map([...audit.fields, [key, field]]);
	const logs = readAlertLogs(fields);
	const head = {
		...audit.head,
		openAlerts: logs.filter((log) => alertStateOf(log) !== 'closed').length,
		openPathways: logs.filter((log) => !hasEnded(log)).length
	};
	return { record: { ...audit, ver: field.ver, head, fields }, key };
}
