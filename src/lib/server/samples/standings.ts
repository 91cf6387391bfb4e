import type { Kysely } from 'kysely';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import type { CaseStanding } from '#lib/domain/sampling/eligibleCases.ts';
import type { Tables } from '../db/connection.ts';
import { stateFrom } from '../records/recordRows.ts';

/** What earlier audits say of the children and workers of a caseload. */
export type AuditPast = {
	/** By case number: when it was last audited, and whether it stands in a sample that is not finished. */
	readonly standings: ReadonlyMap<string, CaseStanding>;
	readonly auditorsOf: ReadonlyMap<string, readonly string[]>;
	readonly workerLastAuditedOn: ReadonlyMap<string, Day>;
	/** Audits allocated and not submitted, by auditor. */
	readonly loads: ReadonlyMap<string, number>;
};

export async function readAuditPast(db: Kysely<Tables>): Promise<AuditPast> {
	const rows = await db
		.selectFrom('record')
		.select(['kind', 'id', 'ver', 'head'])
		.where('kind', '=', 'audit')
		.where('deleted_why', 'is', null)
		.execute();
	const waiting = await db
		.selectFrom('sample_case')
		.innerJoin('sample', 'sample.id', 'sample_case.sample_id')
		.select('sample_case.case_ref')
		.where('sample.state', '=', 'drawn')
		.execute();
	const past = { standings: new Map<string, CaseStanding>(), auditorsOf: new Map<string, string[]>(), workerLastAuditedOn: new Map<string, Day>(), loads: new Map<string, number>() };
	for (const { case_ref: caseRef } of waiting) past.standings.set(caseRef, { isInOpenSample: true });
	for (const row of rows) addAudit(past, stateFrom(row).head as AuditHead);
	return past;
}

type Growing = { standings: Map<string, CaseStanding>; auditorsOf: Map<string, string[]>; workerLastAuditedOn: Map<string, Day>; loads: Map<string, number> };

function addAudit({ standings, auditorsOf, workerLastAuditedOn, loads }: Growing, audit: AuditHead) {
	const { caseRef, worker, auditor } = audit;
	auditorsOf.set(caseRef, [...(auditorsOf.get(caseRef) ?? []), auditor]);
	if (audit.state !== 'submitted' || audit.submittedAt === undefined) {
		loads.set(auditor, (loads.get(auditor) ?? 0) + 1);
		standings.set(caseRef, { ...standings.get(caseRef), isInOpenSample: true });
		return;
	}
	const on = dayInEngland(audit.submittedAt);
	const before = standings.get(caseRef);
	standings.set(caseRef, { ...before, lastAuditedOn: later(before?.lastAuditedOn, on) });
	if (worker !== null) workerLastAuditedOn.set(worker, later(workerLastAuditedOn.get(worker), on));
}

function later(before: Day | undefined, on: Day): Day {
	return before !== undefined && before > on ? before : on;
}
