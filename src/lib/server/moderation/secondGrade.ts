import type { Kysely, Transaction } from 'kysely';
import { mayGradeBlind } from '#lib/domain/moderation/chooseModerator.ts';
import { firstJudgement, type FirstJudgement } from '#lib/domain/moderation/newModeration.ts';
import type { Author } from '#lib/domain/changes/Author.ts';
import type { AuditRecord, ModerationRecord, RecordState } from '#lib/domain/changes/RecordState.ts';
import { dayInEngland } from '#lib/domain/shared/dates.ts';
import type { DatabaseKind, Tables } from '../db/connection.ts';
import { findRecord, lockRecord, updateRecord } from '../records/records.repository.ts';

/** Whether somebody was ever shown an audit: pulled, listed or opened. The access log says so, whatever they may now. */
export async function hasSeenAudit(db: Kysely<Tables>, personId: string, auditId: string): Promise<boolean> {
	const seen = await db
		.selectFrom('access_log')
		.select('seq')
		.where('person_id', '=', personId)
		.where('kind', '=', 'audit')
		.where('id', '=', auditId)
		.limit(1)
		.executeTakeFirst();
	return seen !== undefined;
}

/**
 * The auditor's judgement for a second grade that is blind; null where it is not: whoever gives it may see the audit,
 * or was once shown it. Then nothing of it is applied, whoever asked for it and whoever would let it in.
 */
export async function uncoverFor(
	trx: Transaction<Tables>,
	{ head }: ModerationRecord,
	{ person, at }: Author
): Promise<FirstJudgement | null> {
	const found = await findRecord(trx, { kind: 'audit', id: head.audit });
	if (found === null) return null;
	const audit = found.state as AuditRecord;
	const hasSeen = await hasSeenAudit(trx, person.id, head.audit);
	return mayGradeBlind(person, audit, hasSeen, dayInEngland(at)) ? firstJudgement(audit) : null;
}

/** The final grade is told on the audit it is about, beside the auditor's own, which stays as it is. */
export async function carryToAudit(
	trx: Transaction<Tables>,
	database: DatabaseKind,
	moderation: RecordState,
	at: number
): Promise<void> {
	if (moderation.record.kind !== 'moderation') return;
	const { state, audit: id, final, since } = (moderation as ModerationRecord).head;
	if (state !== 'decided' || final === undefined) return;
	const found = await lockRecord(trx, database, { kind: 'audit', id });
	if (found === null || found.deletedWhy !== null) return;
	const audit = found.state as AuditRecord;
	if (audit.head.moderated?.by === moderation.record.id) return;
	const moderated = { grade: final, at: since, by: moderation.record.id };
	await updateRecord(trx, { ...audit, ver: audit.ver + 1, head: { ...audit.head, moderated } }, [], at);
}
