import { holds, reaches, type Person } from '../access/Person.ts';
import type { AuditHead } from '../changes/RecordState.ts';
import type { PersonId } from '../shared/ids.ts';
import type { AlertEntry, AlertLog, EntryOf } from './AlertLog.ts';
import { alertStateOf, pathwayOf, type StageView } from './pathway.ts';
import { recordedStages, stageRules, type RecordedStage, type Rung, type StageId } from './pathwayStages.ts';

/** In whose place a person may act on an audit's alerts: by their roles, and where they were asked to stand in. */
export function rungsOf(person: Person, audit: AuditHead): Rung[] {
	const byRole = (['team-manager', 'service-manager', 'head-of-service', 'director'] as const).filter((role) =>
		reaches(person, role, audit)
	);
	const asked = (audit.asked ?? []).filter((one) => one.person === person.id).map(({ as }) => as);
	const all = [...byRole, ...asked, ...(holds(person, 'qa-manager') ? (['qa-manager'] as const) : [])];
	return [...new Set(all)];
}

/** What can be done about an alert beside telling, which everyone may who sees it. */
export type AlertAct =
	| { readonly act: 'acknowledge' | 'check' | 'read' }
	| { readonly act: 'record'; readonly stage: RecordedStage }
	| { readonly act: 'close'; readonly outcome: 'resolved' | 'in-error' };

/**
 * Nobody marks their own work (security.md 11): whoever raised the alert or is the audit's auditor does not acknowledge
 * it, check on the child, moderate, verify or close, even where they manage the team; who checked does not close, and
 * who did the actions does not verify them.
 */
export function mayDo(person: Person, audit: AuditHead, log: AlertLog, act: AlertAct): boolean {
	const held = rungsOf(person, audit);
	const stands = (wanted: readonly Rung[]) => wanted.some((rung) => held.includes(rung));
	const isOwn = person.id === log.by || person.id === audit.auditor;
	switch (act.act) {
		case 'acknowledge':
			return !isOwn && stands(stageRules.acknowledged.byWhom);
		case 'check':
			return !isOwn && stands(stageRules['safety-check'].byWhom);
		case 'read':
			return held.length > 0;
		case 'close':
			return (
				!isOwn &&
				stands(['service-manager', 'head-of-service', 'director', 'qa-manager']) &&
				(act.outcome === 'in-error' || lastSafeCheck(log)?.by !== person.id)
			);
		case 'record':
			return mayRecord(person.id, audit, log, act.stage, isOwn, stands(stageRules[act.stage].byWhom));
	}
}

function mayRecord(
	person: PersonId,
	audit: AuditHead,
	log: AlertLog,
	stage: RecordedStage,
	isOwn: boolean,
	stands: boolean
): boolean {
	switch (stage) {
		case 'moderation':
			return stands && !isOwn;
		case 'reflective-meeting':
			return stands || person === audit.auditor;
		case 'verified':
			return stands && lastOf(log, 'actions-done')?.by !== person;
		default:
			return stands;
	}
}

/** Whether the pathway has come so far that a stage can be written down, and has not passed it already. */
export function isOpenFor(log: AlertLog, stage: RecordedStage): boolean {
	const { stages } = pathwayOf(log, { submittedAt: null }, log.at);
	const view = (id: StageId): StageView | undefined => stages.find((one) => one.stage === id);
	const isDone = (id: StageId) => view(id)?.state === 'done';
	if (isDone(stage) || view(stage)?.state === 'not-needed') return false;
	if (!stageRules[stage].after.every(isDone)) return false;
	const again = lastOf(log, 're-audit')?.outcome;
	if (stage === 'still-inadequate') return again === 'inadequate';
	return stage !== 'sustained' || again === 'better';
}

/** The check that found the child safe and still holds. */
export function lastSafeCheck(log: AlertLog): EntryOf<'checked'> | undefined {
	const last = log.entries.findLast((entry): entry is EntryOf<'checked'> => entry.entry === 'checked');
	return last?.outcome === 'not-safe' ? undefined : last;
}

function lastOf(log: AlertLog, stage: RecordedStage): EntryOf<'stage'> | undefined {
	return log.entries.findLast(
		(entry: AlertEntry): entry is EntryOf<'stage'> => entry.entry === 'stage' && entry.stage === stage
	);
}

/** Every act a person could do now about an alert, in the order of the pathway: what a page offers. */
export function offeredActs(person: Person, audit: AuditHead, log: AlertLog): AlertAct[] {
	const state = alertStateOf(log);
	const hasRead = log.entries.some((entry) => entry.entry === 'read' && entry.by === person.id);
	const isUnacknowledged = state === 'nobody-told' || state === 'told';
	const acts: AlertAct[] = [
		...(isUnacknowledged ? [{ act: 'acknowledge' as const }] : []),
		...(state === 'closed' || state === 'safe' ? [] : [{ act: 'check' as const }]),
		...(hasRead ? [] : [{ act: 'read' as const }]),
		...recordedStages.filter((stage) => isOpenFor(log, stage)).map((stage) => ({ act: 'record' as const, stage })),
		...(state === 'safe' ? [{ act: 'close' as const, outcome: 'resolved' as const }] : []),
		...(state === 'closed' || state === 'not-safe' ? [] : [{ act: 'close' as const, outcome: 'in-error' as const }])
	];
	return acts.filter((act) => mayDo(person, audit, log, act));
}
