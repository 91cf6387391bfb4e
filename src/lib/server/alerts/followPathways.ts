import type { Transaction } from 'kysely';
import { dipper, readAlertLogs } from '#lib/domain/alerts/AlertLog.ts';
import { nextDerived, writeDerived, type DerivedStage, type Shown } from '#lib/domain/alerts/derivedStages.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import type { Job, JobCall } from '../jobs/Job.ts';
import { instantOf } from '../records/Acting.ts';
import { logWritten } from '../records/logWritten.ts';
import { lockRecord, updateRecord } from '../records/records.repository.ts';
import { countedGrade, listActionsOf, listAgain } from '../reaudit/reaudit.repository.ts';
import { listWithOpenPathway } from './alerts.repository.ts';

/**
 * Writes down the stages of alerts that the records show to be over: the second grade, the actions done and verified, the
 * later audits of the child. Run again it writes nothing twice: a stage that is written is no longer open.
 */
export const followPathways: Job = {
	name: 'follow-pathways',
	every: '* * * * *',
	async run(call) {
		const { database, now, signal } = call;
		const audits = await listWithOpenPathway(database.db);
		let written = 0;
		for (const audit of audits) {
			if (signal.aborted) break;
			const shown = await readShown(call, audit);
			const isDue = ({ fields }: AuditRecord) =>
				readAlertLogs(fields).some((log) => nextDerived(log, shown, instantOf(now)) !== null);
			if (isDue(audit)) written += await database.transaction((trx) => follow(trx, call, audit, shown));
		}
		return { audits: audits.length, written };
	}
};

async function readShown({ database: { db } }: JobCall, audit: AuditRecord): Promise<Shown> {
	const { head, record } = audit;
	const later = await listAgain(db, audit);
	const of = (why: 're-audit' | 'sustained') => {
		const found = later.find((one) => one.head.again?.why === why);
		if (found === undefined) return null;
		return { id: found.record.id, grade: found.head.state === 'submitted' ? countedGrade(found.head) : null };
	};
	return {
		submittedAt: head.state === 'submitted' ? (head.submittedAt ?? null) : null,
		first: head.grade ?? null,
		moderated: head.moderated ?? null,
		actions: (await listActionsOf(db, record.id)).map((one) => ({
			id: one.record.id,
			state: one.head.state,
			raisedAt: one.head.raisedAt
		})),
		again: of('re-audit'),
		sustained: of('sustained')
	};
}

/** On the record under its lock, one stage after another: what one ends may begin the next. */
async function follow(
	trx: Transaction<Tables>,
	{ database, now, stillMine }: JobCall,
	{ record }: AuditRecord,
	shown: Shown
): Promise<number> {
	await stillMine(trx);
	const found = await lockRecord(trx, database.kind, record);
	if (found === null || found.deletedWhy !== null) return 0;
	const at = instantOf(now);
	let audit = found.state as AuditRecord;
	let written = 0;
	for (const { id } of readAlertLogs(audit.fields)) {
		for (let next = derivedOf(audit, id, shown, at); next !== null; next = derivedOf(audit, id, shown, at)) {
			const made = writeDerived(audit, id, next, { id: crypto.randomUUID(), at });
			await updateRecord(trx, made.record, [made.key], now);
			await logWritten(trx, made.record, [made.key], { name: 'alert.follow', args: next, by: dipper, now });
			audit = made.record;
			written += 1;
		}
	}
	return written;
}

function derivedOf(audit: AuditRecord, alertId: string, shown: Shown, at: string): DerivedStage | null {
	const log = readAlertLogs(audit.fields).find(({ id }) => id === alertId);
	return log === undefined ? null : nextDerived(log, shown, at);
}
