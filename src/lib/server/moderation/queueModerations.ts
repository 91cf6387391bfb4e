import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { suggestionFor } from '#lib/domain/audits/suggestion.ts';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import type { AuditRecord, ModerationHead, ModerationRecord } from '#lib/domain/changes/RecordState.ts';
import { holds, type Person } from '#lib/domain/access/Person.ts';
import { chooseModerator, mayGradeBlind, type Candidate } from '#lib/domain/moderation/chooseModerator.ts';
import { newModeration } from '#lib/domain/moderation/newModeration.ts';
import { whyModerated } from '#lib/domain/moderation/whyModerated.ts';
import { isAway, usualEntry, type RegisterEntry } from '#lib/domain/programme/RegisterEntry.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import type { Tables } from '../db/connection.ts';
import type { Job, JobCall } from '../jobs/Job.ts';
import { listPeople } from '../people/people.repository.ts';
import { readRegister } from '../programme/register.repository.ts';
import { instantOf, todayOf } from '../records/Acting.ts';
import { insertRecord, lockRecord, updateRecord } from '../records/records.repository.ts';
import { stableId } from '../records/stableId.ts';
import { findTemplate } from '../templates/templates.repository.ts';
import {
	countSubmittedBefore,
	listAgreed,
	listLoads,
	listOpenModerations,
	listUnconsidered
} from './moderations.repository.ts';
import { hasSeenAudit } from './secondGrade.ts';

type Trx = Transaction<Tables>;

/**
 * Sends submitted audits for a second grade by the rules of practice.md 1.9, and gives each to somebody who can grade
 * it blind. Run again it chooses nothing twice: an audit says for which submission it was considered. Who left, is
 * away past the due date or came to see the audit is relieved, and an audit that was withdrawn takes its second grade
 * with it.
 */
export const queueModerations: Job = {
	name: 'queue-moderations',
	every: '* * * * *',
	async run(call) {
		const { database, now, signal } = call;
		const pool = await readPool(call);
		const facts = { considered: 0, chosen: 0, given: 0, withdrawn: 0, nobody: 0 };
		for (const id of await listUnconsidered(database.db, now)) {
			if (signal.aborted) break;
			const chosen = await inTurn(call, (trx) => consider(trx, call, pool, id));
			facts.considered += 1;
			if (chosen) facts.chosen += 1;
		}
		for (const id of await listOpenModerations(database.db)) {
			if (signal.aborted) break;
			const end = await inTurn(call, (trx) => lookAfter(trx, call, pool, id));
			if (end !== null) facts[end] += 1;
		}
		return facts;
	}
};

function inTurn<Value>({ database, stillMine }: JobCall, does: (trx: Trx) => Promise<Value>): Promise<Value> {
	return database.transaction(async (trx) => {
		await stillMine(trx);
		return does(trx);
	});
}

/** Who gives second grades here, who is away, and how many each still owes; loads rise as they are given. */
type Pool = {
	readonly people: readonly Person[];
	readonly register: ReadonlyMap<string, RegisterEntry>;
	readonly loads: Map<string, number>;
};

async function readPool({ database: { db } }: JobCall): Promise<Pool> {
	const people = (await listPeople(db)).filter((person) => holds(person, 'moderator'));
	return { people, register: await readRegister(db), loads: await listLoads(db) };
}

async function consider(trx: Trx, { database, now }: JobCall, pool: Pool, id: string): Promise<boolean> {
	const found = await lockRecord(trx, database.kind, { kind: 'audit', id });
	const audit = found?.state as AuditRecord | undefined;
	if (found?.deletedWhy !== null || audit?.head.state !== 'submitted' || audit.head.submittedAt === undefined)
		return false;
	const { submittedAt } = audit.head;
	if (audit.head.considered?.submittedAt === submittedAt) return false;
	const template = await findTemplate(trx, audit.head.template);
	const because = template === null ? [] : await reasonsFor(trx, audit, template, now);
	const head = { ...audit.head, considered: { submittedAt, because } };
	// For the server alone, so the version stands: no tablet has anything to fetch for it.
	await updateRecord(trx, { ...audit, head }, [], now);
	if (template === null || because.length === 0) return false;
	const moderator = await choose(trx, audit, pool, null, now);
	const made = newModeration(idFor(id, submittedAt), audit, template, { moderator, at: instantOf(now) });
	return insertRecord(trx, made, now);
}

async function reasonsFor(trx: Trx, audit: AuditRecord, template: Template, now: number) {
	const { auditor, submittedAt = '', grade } = audit.head;
	return whyModerated({
		grade,
		suggested: suggestionFor(readAudit(audit, template), auditor, todayOf(now)).suggested,
		submittedBefore: await countSubmittedBefore(trx, auditor, Date.parse(submittedAt)),
		agreed: await listAgreed(trx, auditor),
		lot: lotOf(audit.record.id)
	});
}

type End = 'given' | 'withdrawn' | 'nobody';

async function lookAfter(trx: Trx, { database, now }: JobCall, pool: Pool, id: string): Promise<End | null> {
	const found = await lockRecord(trx, database.kind, { kind: 'moderation', id });
	if (found === null) return null;
	const moderation = found.state as ModerationRecord;
	const { head } = moderation;
	const about = await lockRecord(trx, database.kind, { kind: 'audit', id: head.audit });
	const audit = about?.state as AuditRecord | undefined;
	const keep = (more: Partial<ModerationHead>) =>
		updateRecord(trx, { ...moderation, ver: moderation.ver + 1, head: { ...head, ...more } }, [], now);
	const isGone = about?.deletedWhy !== null || audit?.head.state !== 'submitted';
	if (isGone || idFor(head.audit, audit.head.submittedAt ?? '') !== id) {
		await keep({ state: 'withdrawn', since: instantOf(now) });
		return 'withdrawn';
	}
	if (head.state !== 'waiting' || (await isStillAble(trx, audit, head, pool, now))) return null;
	const moderator = await choose(trx, audit, pool, head.moderator, now);
	if (moderator === head.moderator) return 'nobody';
	await keep({ moderator });
	return moderator === null ? 'nobody' : 'given';
}

async function isStillAble(trx: Trx, audit: AuditRecord, head: ModerationHead, pool: Pool, now: number) {
	const person = pool.people.find(({ id }) => id === head.moderator);
	if (person === undefined) return false;
	const hasSeen = await hasSeenAudit(trx, person.id, audit.record.id);
	return mayGradeBlind(person, audit, hasSeen, todayOf(now)) && !isAway(entryOf(pool, person.id), head.dueOn);
}

async function choose(trx: Trx, audit: AuditRecord, pool: Pool, not: string | null, now: number) {
	const today = todayOf(now);
	const candidates: Candidate[] = [];
	for (const person of pool.people) {
		if (person.id === not) continue;
		candidates.push({
			person,
			hasSeen: await hasSeenAudit(trx, person.id, audit.record.id),
			isAway: isAway(entryOf(pool, person.id), today),
			load: pool.loads.get(person.id) ?? 0
		});
	}
	const chosen = chooseModerator(audit, candidates, today);
	if (chosen !== null) pool.loads.set(chosen, (pool.loads.get(chosen) ?? 0) + 1);
	return chosen;
}

function entryOf({ register }: Pool, id: string): RegisterEntry {
	return register.get(id) ?? usualEntry;
}

/** One second grade for one submission: the same id whoever makes it, however often. */
function idFor(auditId: string, submittedAt: string): string {
	return stableId(`moderation:${auditId}:${submittedAt}`);
}

/** The lot an audit drew, for ever: nobody can submit it again to draw another. */
function lotOf(auditId: string): number {
	return createHash('sha256').update(`lot:${auditId}`).digest().readUInt32BE(0) / 2 ** 32;
}
