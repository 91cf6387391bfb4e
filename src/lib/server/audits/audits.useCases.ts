import { mayGive } from '#lib/domain/access/can.ts';
import type { Kysely, Transaction } from 'kysely';
import { caseKey } from '#lib/domain/frames/caseNumber.ts';
import type { AuditHead, RecordState } from '#lib/domain/changes/RecordState.ts';
import { allocate, type AllocateProblemCode } from '#lib/domain/programme/allocate.ts';
import { checkDueDate } from '#lib/domain/programme/dueDate.ts';
import type { Allocation } from '#lib/domain/programme/allocate.ts';
import {
	usualPolicy,
	type AllocationCode,
	type AllocationReason,
	type Auditor,
	type CaseToAllocate,
	type IndependencePolicy
} from '#lib/domain/programme/Allocation.ts';
import { checkByHand } from '#lib/domain/programme/mayAudit.ts';
import { isDay, type Day } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText, isWellFormed } from '#lib/domain/shared/text.ts';
import type { FrameCase } from '#lib/domain/frames/SamplingFrame.ts';
import type { Template, TemplateRef } from '#lib/domain/templates/Template.ts';
import { inUse } from '#lib/domain/templates/editing/versions.ts';
import { variantFor } from '#lib/domain/templates/variantFor.ts';
import type { Tables } from '../db/connection.ts';
import { readNameTies } from '../frames/nameTies.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { listTeams } from '../people/teams.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { notPermitted, recordNotFound } from '../records/records.errors.ts';
import { insertRecord, lockRecord, updateRecord } from '../records/records.repository.ts';
import { requireMay } from '../records/requireMay.ts';
import { findSample, lockSample, updateSample, type KeptSample } from '../samples/samples.repository.ts';
import { readAuditPast, type AuditPast } from '../samples/standings.ts';
import { findTemplate, listStored, versionsOf } from '../templates/templates.repository.ts';
import { caseToAllocate, findAuditor, findAuditors, type AuditorWish } from './auditors.ts';
import { newAudit } from './newAudit.ts';

type Trx = Transaction<Tables>;

export type AllocationProblem =
	| AllocationCode
	| AllocateProblemCode
	| 'allocation.not-a-day'
	/** facts: caseRef */
	| 'allocation.not-in-sample'
	/** facts: caseRef */
	| 'allocation.already'
	/** facts: auditor */
	| 'allocation.cannot-audit'
	| 'allocation.submitted'
	| 'allocation.reason-missing';

/** Who may be given audits, and how many each has open. */
export async function listAuditors(acting: Acting): Promise<(Auditor & { name: string })[]> {
	requireMay(acting, 'allocate');
	const { db } = acting.database;
	const auditors = await findAuditors(db, await readAuditPast(db), acting.now);
	return auditors.filter(({ id }) => mayGive(acting.person, { drawnBy: acting.person.id }, [id]));
}

/** Of a sample that somebody else drew a service manager is told nothing, not even that it is there (P8). */
function requireMayGive(acting: Acting, { sample }: KeptSample, auditors: readonly string[]): void {
	if (!mayGive(acting.person, sample, [])) throw recordNotFound();
	if (!mayGive(acting.person, sample, auditors)) throw notPermitted();
}

export type AllocationWish = {
	readonly sampleId: string;
	readonly dueOn: string;
	readonly auditors: readonly AuditorWish[];
	readonly policy?: IndependencePolicy;
};

/** Who would audit what, by rule: a proposal that changes nothing. */
export async function proposeAllocation(
	acting: Acting,
	wish: AllocationWish
): Promise<Result<Allocation, AllocationProblem>> {
	requireMay(acting, 'allocate');
	const { db } = acting.database;
	const kept = await findSample(db, wish.sampleId);
	if (kept === null) throw recordNotFound();
	requireMayGive(
		acting,
		kept,
		wish.auditors.map(({ id }) => id)
	);
	if (!isDay(wish.dueOn)) return problem('allocation.not-a-day');
	const [past, ties] = [await readAuditPast(db), await readNameTies(db)];
	const auditors: Auditor[] = [];
	for (const one of wish.auditors) {
		const auditor = await findAuditor(db, one, past, acting.now);
		if (auditor === null) return problem('allocation.cannot-audit', { auditor: one.id });
		auditors.push(auditor);
	}
	const family = await familyOf(db, kept.template);
	const cases = kept.cases
		.filter(({ audit }) => audit === null)
		.map(({ facts }) => caseToAllocate(facts, ties, past, family));
	return allocate({
		cases,
		auditors,
		policy: wish.policy ?? usualPolicy,
		today: todayOf(acting.now),
		dueOn: wish.dueOn,
		seed: kept.sample.seed
	});
}

export type GivenCase = { readonly caseRef: string; readonly auditor: string };
export type Allocated = {
	readonly audits: readonly (GivenCase & { readonly id: string; readonly warnings: readonly AllocationReason[] })[];
	/** Cases of the sample that nobody has yet. */
	readonly left: number;
};

/** Makes the audits of a sample. Each case is checked again, whether a rule or a hand gave it; all are made or none. */
export async function allocateSample(
	acting: Acting,
	given: {
		readonly sampleId: string;
		readonly dueOn: string;
		readonly allocations: readonly GivenCase[];
		readonly policy?: IndependencePolicy;
	}
): Promise<Result<Allocated, AllocationProblem>> {
	requireMay(acting, 'allocate');
	const due = dueDate(given.dueOn, todayOf(acting.now));
	if (!due.ok) return due;
	return acting.database.transaction(async (trx): Promise<Result<Allocated, AllocationProblem>> => {
		const kept = await lockSample(trx, acting.database.kind, given.sampleId);
		if (kept === null) throw recordNotFound();
		requireMayGive(
			acting,
			kept,
			given.allocations.map(({ auditor }) => auditor)
		);
		const office: Office = { acting, trx, policy: given.policy ?? usualPolicy, dueOn: due.value };
		const checked = await checkAll(office, kept, given.allocations);
		if (!checked.ok) return checked;
		const ties = await readNameTies(trx);
		const templateOf = await templatesFor(trx, kept, todayOf(acting.now));
		for (const { id, facts, auditor } of checked.value) {
			const wish = { auditor, dueOn: due.value, template: templateOf(facts) };
			await insertRecord(trx, newAudit(id, kept, facts, ties, wish), acting.now);
		}
		const byCase = new Map(checked.value.map((one) => [one.caseRef, one.id]));
		const cases = kept.cases.map((one) => ({ ...one, audit: byCase.get(one.caseRef) ?? one.audit }));
		const left = cases.filter(({ audit }) => audit === null).length;
		await updateSample(trx, { ...kept, cases, state: left === 0 ? 'allocated' : 'drawn' });
		const audits = checked.value.map(({ id, caseRef, auditor, warnings }) => ({ id, caseRef, auditor, warnings }));
		await logOfficeAct(trx, acting, 'sample.allocate', { sample: kept.id, dueOn: due.value, audits });
		return ok({ audits, left });
	});
}

/** The version each child of a sample is audited with: of the Child Journey, the variant of their stage. */
async function templatesFor(trx: Trx, kept: KeptSample, today: Day): Promise<(one: FrameCase) => TemplateRef> {
	const stored = await listStored(trx);
	const ids = new Set(stored.map(({ template }) => template.id));
	const published = new Map(
		[...ids].flatMap((id) => {
			const version = inUse(versionsOf(stored, id), today)?.version;
			return version === undefined ? [] : [[id, { id, ver: version }] as const];
		})
	);
	return (one) => {
		const id = variantFor(kept.template.id, one.stage, new Set(published.keys()));
		return id === kept.template.id ? kept.template : (published.get(id) ?? kept.template);
	};
}

async function familyOf(db: Kysely<Tables>, ref: TemplateRef): Promise<Template['family'] | undefined> {
	return (await findTemplate(db, ref))?.family;
}

type Office = { readonly acting: Acting; readonly trx: Trx; readonly policy: IndependencePolicy; readonly dueOn: Day };

function dueDate(dueOn: string, today: Day): Result<Day, AllocationProblem> {
	if (!isDay(dueOn)) return problem('allocation.not-a-day');
	const checked = checkDueDate(dueOn, today);
	return checked.ok ? ok(dueOn) : checked;
}

type CheckedCase = GivenCase & {
	readonly id: string;
	readonly facts: KeptSample['cases'][number]['facts'];
	readonly warnings: readonly AllocationReason[];
};

async function checkAll(
	office: Office,
	kept: KeptSample,
	allocations: readonly GivenCase[]
): Promise<Result<CheckedCase[], AllocationProblem>> {
	if (allocations.length === 0) return problem('allocation.no-cases');
	const [past, ties] = [await readAuditPast(office.trx), await readNameTies(office.trx)];
	const family = await familyOf(office.trx, kept.template);
	const checked: CheckedCase[] = [];
	for (const { caseRef, auditor } of allocations) {
		const found = kept.cases.find((one) => one.caseRef === caseRef);
		if (found === undefined) return problem('allocation.not-in-sample', { caseRef });
		if (found.audit !== null) return problem('allocation.already', { caseRef });
		if (checked.some((one) => one.caseRef === caseRef)) return problem('allocation.duplicate-case', { caseRef });
		const may = await checkOne(office, auditor, caseToAllocate(found.facts, ties, past, family), past);
		if (!may.ok) return may;
		checked.push({ id: crypto.randomUUID(), caseRef, auditor, facts: found.facts, warnings: may.value });
	}
	return ok(checked);
}

async function checkOne(
	{ acting, trx, policy, dueOn }: Office,
	auditorId: string,
	one: CaseToAllocate,
	past: AuditPast
): Promise<Result<readonly AllocationReason[], AllocationProblem>> {
	const auditor = await findAuditor(trx, { id: auditorId }, past, acting.now);
	if (auditor === null) return problem('allocation.cannot-audit', { auditor: auditorId });
	const { bars, warnings } = checkByHand(auditor, one, policy, { today: todayOf(acting.now), dueOn });
	const bar = bars[0];
	return bar === undefined ? ok(warnings) : problem(bar.code, { ...bar.facts, caseRef: one.caseRef });
}

export type Reallocation = {
	readonly auditId: string;
	readonly auditor: string;
	readonly dueOn?: string;
	readonly reason: string;
	readonly policy?: IndependencePolicy;
};

/** Gives an audit to someone else. What was done in it stays; the grades of the one before stay theirs (M4). */
export async function reallocate(
	acting: Acting,
	wish: Reallocation
): Promise<Result<{ readonly warnings: readonly AllocationReason[] }, AllocationProblem>> {
	requireMay(acting, 'reallocate');
	const reason = cleanText(wish.reason).trim();
	if (reason === '') return problem('allocation.reason-missing');
	return acting.database.transaction(async (trx): Promise<Awaited<ReturnType<typeof reallocate>>> => {
		const found = isWellFormed(wish.auditId)
			? await lockRecord(trx, acting.database.kind, { kind: 'audit', id: wish.auditId })
			: null;
		if (found === null || found.deletedWhy !== null) throw recordNotFound();
		const audit = found.state as RecordState<'audit'>;
		if (audit.head.state === 'submitted') return problem('allocation.submitted');
		const moved = wish.dueOn === undefined ? ok(audit.head.dueOn) : dueDate(wish.dueOn, todayOf(acting.now));
		if (!moved.ok) return moved;
		const past = await readAuditPast(trx);
		const office: Office = { acting, trx, policy: wish.policy ?? usualPolicy, dueOn: moved.value };
		const may = await checkOne(office, wish.auditor, await caseOf(trx, audit.head, past), past);
		if (!may.ok) return may;
		const head = { ...audit.head, auditor: wish.auditor, dueOn: moved.value };
		await updateRecord(trx, { ...audit, ver: audit.ver + 1, head }, [], acting.now);
		await logOfficeAct(trx, acting, 'audit.reallocate', {
			audit: wish.auditId,
			from: audit.head.auditor,
			to: wish.auditor,
			dueOn: moved.value,
			reason
		});
		return ok({ warnings: may.value });
	});
}

export async function caseOf(trx: Kysely<Tables>, audit: AuditHead, past: AuditPast): Promise<CaseToAllocate> {
	const team = (await listTeams(trx)).find(({ id }) => id === audit.team);
	const { caseRef, worker } = audit;
	const family = await familyOf(trx, audit.template);
	// The audit itself stands among the past ones: its own auditor is not "audited this child before".
	const before = (past.auditorsOf.get(caseKey(caseRef)) ?? []).filter((one) => one !== audit.auditor);
	return {
		caseRef,
		team: audit.team,
		worker,
		supervisor: team?.manager ?? null,
		decisionMakers: [],
		auditedBefore: before,
		...(family === undefined ? {} : { family })
	};
}
