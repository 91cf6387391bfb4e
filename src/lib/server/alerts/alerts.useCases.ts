import { hasOpenPathway, mayChange } from '#lib/domain/access/can.ts';
import { readAlertLogs, type AlertLog } from '#lib/domain/alerts/AlertLog.ts';
import { pathwayOf, type Pathway } from '#lib/domain/alerts/pathway.ts';
import { offeredActs, type AlertAct } from '#lib/domain/alerts/whoMay.ts';
import type { AuditHead, AuditRecord, RecordState } from '#lib/domain/changes/RecordState.ts';
import { addDays, dayInEngland } from '#lib/domain/shared/dates.ts';
import { noteAccess } from '../log/accessLog.ts';
import { instantOf, todayOf, type Acting } from '../records/Acting.ts';
import { listHeads } from '../records/listHeads.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { readRecord } from '../records/readRecord.ts';
import { requireMay } from '../records/requireMay.ts';
import { findOpenedBy, withAlertFields } from './alerts.repository.ts';

export type OpenAlert = {
	readonly auditId: string;
	readonly head: AuditHead;
	readonly log: AlertLog;
	readonly pathway: Pathway;
	/** Whether something about it is this person's to do. */
	readonly isAsked: boolean;
};
export type InadequateAudit = { readonly id: string; readonly head: AuditHead; readonly isOpened: boolean };
export type AlertsList = {
	/** Not closed: the audit is held at Inadequate. Late first, then oldest. */
	readonly open: readonly OpenAlert[];
	/** Closed, with something of the pathway still to do. */
	readonly after: readonly OpenAlert[];
	/** Submitted Inadequate in the last month, those this person has not opened first. */
	readonly inadequate: readonly InadequateAudit[];
};

const inadequateDays = 31;

/** Open alerts before anything else, for whoever manages or looks after quality (product.md 4.5). */
export async function listAlerts(acting: Acting): Promise<AlertsList> {
	requireMay(acting, 'see-alerts');
	const { database, person, now } = acting;
	const since = addDays(todayOf(now), -inadequateDays);
	const audits = await listHeads(acting, 'audit', (eb) =>
		eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', Date.parse(`${since}T00:00:00Z`))])
	);
	const alerting = await withAlertFields(
		database.db,
		audits.filter(({ head }) => hasOpenPathway(head))
	);
	const found = alerting.flatMap((audit) => openAlertsOf(audit, acting));
	const inadequate = audits.filter((audit) => isInadequateSince(audit, since));
	const opened = await findOpenedBy(
		database.db,
		person.id,
		inadequate.map(({ record }) => record.id)
	);
	await noteAccess(database.db, { at: now, personId: person.id, clientId: null, act: 'list' }, [
		...alerting,
		...inadequate
	]);
	return {
		open: found.filter(({ pathway }) => pathway.state !== 'closed').sort(byUrgency),
		after: found.filter(({ pathway }) => pathway.state === 'closed').sort(byUrgency),
		inadequate: inadequate
			.map(({ record, head }) => ({ id: record.id, head, isOpened: opened.has(record.id) }))
			.sort(
				(a, b) =>
					Number(a.isOpened) - Number(b.isOpened) || ((a.head.submittedAt ?? '') < (b.head.submittedAt ?? '') ? 1 : -1)
			)
	};
}

function openAlertsOf(audit: AuditRecord, { person, now }: Acting): OpenAlert[] {
	return readAlertLogs(audit.fields).flatMap((log) => {
		const pathway = pathwayOf(log, factsOf(audit.head), instantOf(now));
		if (pathway.hasEnded) return [];
		const open = new Set(
			pathway.stages.filter(({ state }) => state === 'due' || state === 'late').map(({ stage }) => stage)
		);
		const isAsked = log.entries.some(
			(entry) =>
				entry.entry === 'asked' && entry.person === person.id && entry.round === pathway.round && open.has(entry.stage)
		);
		return [{ auditId: audit.record.id, head: audit.head, log, pathway, isAsked }];
	});
}

/** What the moderation of the grade waits for. */
export function factsOf(head: AuditHead) {
	return { submittedAt: head.state === 'submitted' ? (head.submittedAt ?? null) : null };
}

function isInadequateSince({ head }: RecordState<'audit'>, since: string): boolean {
	if (head.state !== 'submitted' || head.grade !== 'inadequate' || head.submittedAt === undefined) return false;
	return dayInEngland(head.submittedAt) >= since;
}

function byUrgency(a: OpenAlert, b: OpenAlert): number {
	const lateness = ({ pathway }: OpenAlert) => Number(pathway.stages.some(({ state }) => state === 'late'));
	return lateness(b) - lateness(a) || (a.log.startedAt < b.log.startedAt ? -1 : 1);
}

export type AlertPage = {
	readonly audit: AuditRecord;
	readonly log: AlertLog;
	readonly pathway: Pathway;
	readonly acts: readonly AlertAct[];
};

/** One alert whole, for whoever may see its audit; that it was seen is noted. */
export async function readAlert(acting: Acting, auditId: string, alertId: string): Promise<AlertPage> {
	const audit = (await readRecord(acting, { kind: 'audit', id: auditId })) as AuditRecord;
	const log = readAlertLogs(audit.fields).find(({ id }) => id === alertId);
	if (log === undefined) throw recordNotFound();
	const pathway = pathwayOf(log, factsOf(audit.head), instantOf(acting.now));
	const mayAct = mayChange(acting.person, 'alert.record', audit, todayOf(acting.now));
	return { audit, log, pathway, acts: mayAct ? offeredActs(acting.person, audit.head, log) : [] };
}
