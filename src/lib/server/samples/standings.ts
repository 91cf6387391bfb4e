import type { Kysely } from 'kysely';
import type { AuditHead } from '#lib/domain/changes/RecordState.ts';
import { dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { caseKey } from '#lib/domain/frames/caseNumber.ts';
import type { FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import type { CaseStanding, Standings } from '#lib/domain/sampling/eligibleCases.ts';
import type { Tables } from '../db/connection.ts';
import { findMarks, type KeptMark } from '../frames/marks.repository.ts';
import type { NameTies } from '../frames/nameTies.ts';
import { stateFrom } from '../records/recordRows.ts';

/** What earlier audits say of children and workers. Case numbers are kept by key: two spellings are one child. */
export type AuditPast = {
	/** When a child was last audited, and whether it stands in a sample that is not finished. */
	readonly standings: ReadonlyMap<string, CaseStanding>;
	readonly auditorsOf: ReadonlyMap<string, readonly string[]>;
	readonly workerLastAuditedOn: ReadonlyMap<string, Day>;
	/** Audits allocated and not submitted, by auditor. */
	readonly loads: ReadonlyMap<string, number>;
	/** The days on which each auditor submitted one. */
	readonly submittedOn: ReadonlyMap<string, readonly Day[]>;
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
	const past = {
		standings: new Map<string, CaseStanding>(),
		auditorsOf: new Map<string, string[]>(),
		workerLastAuditedOn: new Map<string, Day>(),
		loads: new Map<string, number>(),
		submittedOn: new Map<string, Day[]>()
	};
	for (const { case_ref: caseRef } of waiting) past.standings.set(caseKey(caseRef), { isInOpenSample: true });
	for (const row of rows) addAudit(past, stateFrom(row).head as AuditHead);
	for (const mark of await findMarks(db)) {
		const standing = { ...past.standings.get(mark.case_key), ...standingBy(mark) };
		past.standings.set(mark.case_key, standing);
	}
	return past;
}

function standingBy({ kind, household }: KeptMark): CaseStanding {
	if (kind === 'restricted') return { isRestricted: true };
	return kind === 'complaint' ? { hasOpenComplaint: true } : household === null ? {} : { household };
}

/**
 * The standings of a caseload's children, by its own spelling of their numbers; and of children outside it who stand in
 * an open sample, because a sibling in it gives way to them.
 */
export function standingsOf(
	cases: readonly FrameCase[],
	past: AuditPast,
	{ worker }: Pick<NameTies, 'worker'>
): Standings {
	const inside = new Set(cases.map(({ caseRef }) => caseKey(caseRef)));
	const outside = [...past.standings].filter(
		([key, { isInOpenSample, household }]) => isInOpenSample === true && household !== undefined && !inside.has(key)
	);
	return new Map([
		...outside,
		...cases.flatMap(({ caseRef, worker: name }) => {
			const person = worker(name).target;
			const workerLastAuditedOn = person === null ? undefined : past.workerLastAuditedOn.get(person);
			const standing = past.standings.get(caseKey(caseRef));
			if (standing === undefined && workerLastAuditedOn === undefined) return [];
			return [[caseRef, { ...standing, ...(workerLastAuditedOn && { workerLastAuditedOn }) }] as const];
		})
	]);
}

type Growing = {
	standings: Map<string, CaseStanding>;
	auditorsOf: Map<string, string[]>;
	workerLastAuditedOn: Map<string, Day>;
	loads: Map<string, number>;
	submittedOn: Map<string, Day[]>;
};

function addAudit({ standings, auditorsOf, workerLastAuditedOn, loads, submittedOn }: Growing, audit: AuditHead) {
	const { worker, auditor } = audit;
	const key = caseKey(audit.caseRef);
	auditorsOf.set(key, [...(auditorsOf.get(key) ?? []), auditor]);
	if (audit.state !== 'submitted' || audit.submittedAt === undefined) {
		loads.set(auditor, (loads.get(auditor) ?? 0) + 1);
		standings.set(key, { ...standings.get(key), isInOpenSample: true });
		return;
	}
	const on = dayInEngland(audit.submittedAt);
	submittedOn.set(auditor, [...(submittedOn.get(auditor) ?? []), on]);
	const before = standings.get(key);
	standings.set(key, { ...before, lastAuditedOn: later(before?.lastAuditedOn, on) });
	if (worker !== null) workerLastAuditedOn.set(worker, later(workerLastAuditedOn.get(worker), on));
}

function later(before: Day | undefined, on: Day): Day {
	return before !== undefined && before > on ? before : on;
}
