import type { AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { allocate } from '#lib/domain/programme/allocate.ts';
import { usualPolicy, type Auditor } from '#lib/domain/programme/Allocation.ts';
import { whyUnavailable } from '#lib/domain/programme/mayAudit.ts';
import { gradePathway, usualGradeRules, type GradeRules } from '#lib/domain/reaudit/gradePathway.ts';
import { newReaudit } from '#lib/domain/reaudit/newReaudit.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { inUse } from '#lib/domain/templates/editing/versions.ts';
import { findAuditors } from '../audits/auditors.ts';
import { caseOf } from '../audits/audits.useCases.ts';
import type { Job, JobFacts } from '../jobs/Job.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { chanceSeed, onWorkingDay, type WorkingDay } from '../programme/onWorkingDay.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { findRecord, insertRecord } from '../records/records.repository.ts';
import { stableId } from '../records/stableId.ts';
import { readAuditPast } from '../samples/standings.ts';
import { listStored, versionsOf, type StoredTemplate } from '../templates/templates.repository.ts';
import { readGradeFacts } from './readGradeFacts.ts';
import { listBelowGood } from './reaudit.repository.ts';

/** Early each working day: the same child again on the same sections, where an audit was below good and it is time. */
export const makeReaudits: Job = {
	name: 'make-re-audits',
	every: '50 5 * * *',
	run: reauditDay
};

export function reauditDay(day: WorkingDay & { readonly rules?: GradeRules }): Promise<JobFacts> {
	const { database, now, signal, rules = usualGradeRules } = day;
	return onWorkingDay(day, async (acting, today) => {
		const facts = { followed: 0, made: 0, nobodyMay: 0, setRetired: 0 };
		const stored = await listStored(database.db);
		for (const audit of await listBelowGood(database.db, now)) {
			if (signal?.aborted === true) break;
			facts.followed += 1;
			const pathway = gradePathway(await readGradeFacts(database.db, audit), today, rules);
			if (pathway === null || pathway.toMake === null) continue;
			facts[await make(acting, audit, pathway.toMake, stored, day)] += 1;
		}
		return facts;
	});
}

type ToMake = { readonly why: 're-audit' | 'sustained'; readonly dueOn: Day };

async function make(
	acting: Acting,
	{ record, head }: AuditRecord,
	{ why, dueOn }: ToMake,
	stored: readonly StoredTemplate[],
	{ stillMine, newSeed = chanceSeed }: WorkingDay
): Promise<'made' | 'nobodyMay' | 'setRetired'> {
	const { database, now } = acting;
	const today = todayOf(now);
	const template = inUse(versionsOf(stored, head.template.id), today);
	if (template === undefined) return 'setRetired';
	const due = dueOn > today ? dueOn : today;
	const auditor = await chooseAuditor(acting, head, due, newSeed());
	if (auditor === null) return 'nobodyMay';
	await database.transaction(async (trx) => {
		await stillMine?.(trx);
		const whole = await findRecord(trx, record);
		if (whole === null) return;
		const ref = { id: head.template.id, ver: template.version };
		const given = { id: idFor(record.id, why), why, auditor, dueOn: due, template: ref };
		const made = await insertRecord(trx, newReaudit(whole.state as AuditRecord, given), now);
		if (made) await logOfficeAct(trx, acting, 'audit.again', { ...given, of: record.id });
	});
	return 'made';
}

/** Whoever is least full and may; whoever audited the child before only where there is nobody else. */
async function chooseAuditor(
	{ database: { db }, now }: Acting,
	head: AuditRecord['head'],
	dueOn: Day,
	seed: string
): Promise<string | null> {
	const today = todayOf(now);
	const past = await readAuditPast(db);
	const everyone = await findAuditors(db, past, now);
	const auditors: Auditor[] = everyone.filter((one) => whyUnavailable(one, { today, dueOn }).length === 0);
	if (auditors.length === 0) return null;
	const cases = [await caseOf(db, { ...head, auditor: '' }, past)];
	for (const sameAuditorAgain of ['barred', 'warned'] as const) {
		const given = allocate({ cases, auditors, policy: { ...usualPolicy, sameAuditorAgain }, today, dueOn, seed });
		const [first] = given.ok ? given.value.allocated : [];
		if (first !== undefined) return first.auditor;
	}
	return null;
}

/** One later audit of each kind: the same id whoever makes it, however often. */
function idFor(audit: string, why: string): string {
	return stableId(`${why}:${audit}`);
}
