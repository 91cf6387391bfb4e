import type { Transaction } from 'kysely';
import { dipper, readAlertLogs } from '#lib/domain/alerts/AlertLog.ts';
import { asksDue, type Ask, type Staff } from '#lib/domain/alerts/askWhom.ts';
import { writeAsks } from '#lib/domain/alerts/askedLine.ts';
import { pathwayOf } from '#lib/domain/alerts/pathway.ts';
import { shippedTimes } from '#lib/domain/alerts/pathwayClocks.ts';
import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { Database, Tables } from '../db/connection.ts';
import type { Job, JobCall } from '../jobs/Job.ts';
import { listPeople } from '../people/people.repository.ts';
import { listTeams } from '../people/teams.repository.ts';
import { instantOf, todayOf } from '../records/Acting.ts';
import { logWritten } from '../records/logWritten.ts';
import { lockRecord, updateRecord } from '../records/records.repository.ts';
import { keepAsks, listWithOpenPathway } from './alerts.repository.ts';
import { listAway } from './away.repository.ts';

/**
 * Asks the next person about every alert whose move is open, and those above them as its clocks run out. Each audit is
 * a transaction of its own, and whom it asked is written in it: stopped at any point and run again, it goes on where it
 * was and asks nobody twice.
 */
export const askAboutAlerts: Job = {
	name: 'ask-about-alerts',
	every: '* * * * *',
	async run({ database, now, signal, stillMine }) {
		const audits = await listWithOpenPathway(database.db);
		if (audits.length === 0) return { audits: 0, asked: 0 };
		const staff = await readStaff(database, now);
		let asked = 0;
		for (const audit of audits) {
			if (signal.aborted) break;
			if (duesOf(audit, staff, instantOf(now)).length === 0) continue;
			asked += await database.transaction((trx) => askAbout(trx, database, audit, staff, { now, stillMine }));
		}
		return { audits: audits.length, asked };
	}
};

async function readStaff({ db }: Database, now: number): Promise<Staff> {
	const teams = await listTeams(db);
	return {
		people: await listPeople(db),
		managerOf: new Map(teams.flatMap(({ id, manager }) => (manager === null ? [] : [[id, manager] as const]))),
		away: await listAway(db, todayOf(now))
	};
}

type Due = { readonly alertId: string; readonly asks: readonly Ask[] };

function duesOf(audit: AuditRecord, staff: Staff, now: Instant): Due[] {
	const facts = { submittedAt: audit.head.state === 'submitted' ? (audit.head.submittedAt ?? null) : null };
	return readAlertLogs(audit.fields).flatMap((log): Due[] => {
		const pathway = pathwayOf(log, facts, now, shippedTimes);
		const asks = asksDue(log, pathway, audit.head, staff, now, shippedTimes);
		return asks.length === 0 ? [] : [{ alertId: log.id, asks }];
	});
}

/** On the record as it is under its lock: what came in since the list was read is judged, not the list. */
async function askAbout(
	trx: Transaction<Tables>,
	database: Database,
	{ record }: AuditRecord,
	staff: Staff,
	{ now, stillMine }: Pick<JobCall, 'now' | 'stillMine'>
): Promise<number> {
	await stillMine(trx);
	const found = await lockRecord(trx, database.kind, record);
	if (found === null || found.deletedWhy !== null) return 0;
	const at = instantOf(now);
	let audit = found.state as AuditRecord;
	let count = 0;
	for (const { alertId, asks } of duesOf(audit, staff, at)) {
		const asked = writeAsks(audit, alertId, asks, at);
		await updateRecord(trx, asked.record, asked.written, now);
		await keepAsks(trx, record.id, alertId, asks, now);
		const args = { id: alertId, asks };
		await logWritten(trx, asked.record, asked.written, { name: 'alert.ask', args, by: dipper, now });
		audit = asked.record;
		count += asked.written.length;
	}
	return count;
}
