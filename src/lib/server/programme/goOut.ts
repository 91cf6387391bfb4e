import type { Transaction } from 'kysely';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import { ruleOf, type Activity } from '#lib/domain/programme/Activity.ts';
import type { Allocation } from '#lib/domain/programme/allocate.ts';
import type { Auditor } from '#lib/domain/programme/Allocation.ts';
import { whyUnavailable } from '#lib/domain/programme/mayAudit.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { ok, problem, type Problem, type Result } from '#lib/domain/shared/Result.ts';
import type { TemplateRef } from '#lib/domain/templates/Template.ts';
import { inUse } from '#lib/domain/templates/editing/versions.ts';
import { findAuditors } from '../audits/auditors.ts';
import { allocateSample, proposeAllocation } from '../audits/audits.useCases.ts';
import type { Database, Tables } from '../db/connection.ts';
import { listPeople } from '../people/people.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { drawAndKeep, planSample } from '../samples/samples.useCases.ts';
import { readAuditPast } from '../samples/standings.ts';
import { listStored, versionsOf } from '../templates/templates.repository.ts';

/** What goes out at once: the questions, the cases, the people, the day. */
export type Outgoing = Pick<Activity, 'name' | 'template' | 'roles' | 'number' | 'share' | 'cases'> & {
	readonly dueOn: Day;
	readonly seed: string;
	/** Those who take part; left out: everyone who holds one of the roles. */
	readonly people?: readonly string[];
};

export type WentOut = {
	readonly sample: string;
	readonly template: TemplateRef;
	readonly wanted: number;
	readonly drawn: number;
	readonly given: number;
	readonly matched: number;
	readonly leftOut: number;
	readonly strata: readonly { readonly stratum: string; readonly available: number; readonly size: number }[];
	readonly loads: Allocation['loads'];
	readonly relax: Allocation['relax'];
};

/**
 * Draws, allocates and makes the audits in one transaction, so that nothing is half done: where no case can be drawn or
 * nobody may audit any of them, nothing is drawn. Cases that the rules let nobody take stay in the sample, unallocated.
 */
export function goOut(acting: Acting, outgoing: Outgoing): Promise<Result<WentOut>> {
	return allOrNothing(acting, (inside) => drawAndAllocate(inside, outgoing));
}

/** The same to the last step, and then undone: what would go out to whom. */
export async function previewGoOut(acting: Acting, outgoing: Outgoing): Promise<Result<WentOut>> {
	const seen: { answer: Result<WentOut> | null } = { answer: null };
	await allOrNothing(acting, async (inside) => {
		seen.answer = await drawAndAllocate(inside, outgoing);
		return problem('activity.only-looked');
	});
	return seen.answer ?? problem('activity.nobody-left');
}

class NotDone extends Error {
	readonly problem: Problem;

	constructor(because: Problem) {
		super(because.code);
		this.problem = because;
	}
}

/** What comes to a problem is undone, whatever its first steps wrote. */
export async function allOrNothing<Value>(
	acting: Acting,
	work: (inside: Acting) => Promise<Result<Value>>
): Promise<Result<Value>> {
	try {
		return await acting.database.transaction(async (trx) => {
			const done = await work({ ...acting, database: within(acting.database, trx) });
			if (!done.ok) throw new NotDone(done.problem);
			return done;
		});
	} catch (error) {
		if (error instanceof NotDone) return { ok: false, problem: error.problem };
		throw error;
	}
}

/** The database as it is inside a transaction: what use cases do there is kept, or undone, with the rest. */
function within(database: Database, trx: Transaction<Tables>): Database {
	return { ...database, db: trx, transaction: (work) => work(trx) };
}

/**
 * The programme acts by the authority of whoever set it, also after they have left: so two vacant posts do not stop it
 * (inventory.md row 38). It draws from the whole caseload, as a QA manager would.
 */
export function byAuthorityOf(person: Person): Person {
	return {
		...person,
		status: 'active',
		until: null,
		grants: [{ role: 'qa-manager', scope: { kind: 'council' } }]
	};
}

async function drawAndAllocate(acting: Acting, outgoing: Outgoing): Promise<Result<WentOut>> {
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const template = inUse(versionsOf(await listStored(db), outgoing.template), today);
	if (template === undefined) return problem('activity.template-retired');
	const auditors = await whoTakesPart(acting, outgoing);
	if (auditors.length === 0) return problem('activity.nobody-of-role');
	const wanted = outgoing.share === 'each' ? outgoing.number * auditors.length : outgoing.number;
	const plan = await planSample(acting, ruleOf(outgoing.cases, wanted));
	if (!plan.ok) return plan;
	const { matched, excluded, strata } = plan.value;
	const available = strata.reduce((sum, stratum) => sum + stratum.available, 0);
	if (available === 0) return problem('activity.nobody-left');
	const ref = { id: outgoing.template, ver: template.version };
	const rule = ruleOf(outgoing.cases, Math.min(wanted, available));
	const drawn = await drawAndKeep(acting, { name: outgoing.name, template: ref, rule, seed: outgoing.seed });
	if (!drawn.ok) return drawn;
	const shared = await shareOutSample(acting, drawn.value.id, { ...outgoing, auditors });
	if (!shared.ok) return shared;
	return ok({
		sample: drawn.value.id,
		template: ref,
		wanted,
		drawn: drawn.value.cases.length,
		given: shared.value.allocated.length,
		matched,
		leftOut: excluded.length,
		strata: drawn.value.sample.strata,
		loads: shared.value.loads,
		relax: shared.value.relax
	});
}

type ToShare = Pick<Outgoing, 'dueOn' | 'share' | 'number'> & { readonly auditors: readonly Auditor[] };

/** Gives out what of a sample nobody has yet. */
export async function shareOutSample(
	acting: Acting,
	sampleId: string,
	{ auditors, dueOn, share, number }: ToShare
): Promise<Result<Allocation>> {
	const wishes = auditors.map(({ id, capacity, load }) => ({
		id,
		...(share === 'each' ? { capacity: Math.min(capacity, load + number) } : {})
	}));
	const proposed = await proposeAllocation(acting, { sampleId, dueOn, auditors: wishes });
	if (!proposed.ok) return proposed;
	const allocations = proposed.value.allocated.map(({ caseRef, auditor }) => ({ caseRef, auditor }));
	if (allocations.length === 0) return problem('activity.nobody-can');
	const allocated = await allocateSample(acting, { sampleId, dueOn, allocations });
	return allocated.ok ? ok(proposed.value) : allocated;
}

/** Those of the roles, or those chosen, who are here before it is due and not excused. */
export async function whoTakesPart(
	{ database, now }: Acting,
	{ roles, people, dueOn }: Pick<Outgoing, 'roles' | 'people' | 'dueOn'>
): Promise<Auditor[]> {
	const { db } = database;
	const wanted =
		people === undefined
			? new Set((await listPeople(db)).filter((person) => holds(person, ...roles)).map(({ id }) => id))
			: new Set(people);
	const auditors = await findAuditors(db, await readAuditPast(db), now);
	const window = { today: todayOf(now), dueOn };
	return auditors.filter((one) => wanted.has(one.id) && whyUnavailable(one, window).length === 0);
}
