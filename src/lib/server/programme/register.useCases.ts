import { may } from '#lib/domain/access/can.ts';
import { holds } from '#lib/domain/access/Person.ts';
import { conflictKinds, type Auditor, type Conflict } from '#lib/domain/programme/Allocation.ts';
import {
	checkCapacity,
	checkLeave,
	usualEntry,
	type RegisterEntry,
	type RegisterProblem
} from '#lib/domain/programme/RegisterEntry.ts';
import { isDay } from '#lib/domain/shared/dates.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { cleanText } from '#lib/domain/shared/text.ts';
import { findAuditors, mayBeAuditor } from '../audits/auditors.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import { findPerson, listPeople, type StaffMember } from '../people/people.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { notPermitted, recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import { readAuditPast } from '../samples/standings.ts';
import {
	insertConflict,
	insertExemption,
	insertLeave,
	readRegister,
	removeFromRegister,
	saveAuditorRow,
	type registerLists,
	type Training
} from './register.repository.ts';

export type { Training };

export type KeepProblem =
	| RegisterProblem
	| 'register.not-a-day'
	| 'register.approver-not-director'
	| 'register.conflict-missing'
	| 'register.deputy-unknown';

export type RegisteredAuditor = Auditor & { readonly name: string; readonly entry: RegisterEntry };

/** Everyone who may be given audits, with what the register says of them. */
export async function listRegister(acting: Acting): Promise<RegisteredAuditor[]> {
	requireMay(acting, 'see-programme');
	const { db } = acting.database;
	const register = await readRegister(db);
	const auditors = await findAuditors(db, await readAuditPast(db), acting.now);
	return auditors.map((one) => ({ ...one, entry: register.get(one.id) ?? usualEntry }));
}

/** One person's entry: theirs to see, and theirs who keep the register. */
export async function seeRegisterEntry(
	acting: Acting,
	id: PersonId
): Promise<{ readonly id: PersonId; readonly name: string; readonly entry: RegisterEntry; readonly mayKeep: boolean }> {
	const mayKeep = may(acting.person, 'keep-programme', todayOf(acting.now));
	if (!mayKeep && acting.person.id !== id) throw notPermitted();
	const { name } = await auditorOf(acting, id);
	const entry = (await readRegister(acting.database.db, id)).get(id) ?? usualEntry;
	return { id, name, entry, mayKeep };
}

/** The directors, who alone approve that somebody is excused (practice.md 1.2). */
export async function listApprovers(acting: Acting): Promise<{ readonly id: PersonId; readonly name: string }[]> {
	requireMay(acting, 'keep-programme');
	const people = await listPeople(acting.database.db);
	return people.filter((one) => isDirector(one)).map(({ id, name }) => ({ id, name }));
}

function isDirector(person: StaffMember): boolean {
	return person.status === 'active' && holds(person, 'director');
}

async function auditorOf(acting: Acting, id: PersonId): Promise<StaffMember> {
	const person = await findPerson(acting.database.db, id);
	if (person === null || !mayBeAuditor(person, acting.now)) throw recordNotFound();
	return person;
}

export async function saveTraining(
	acting: Acting,
	id: PersonId,
	training: Training
): Promise<Result<null, KeepProblem>> {
	requireMay(acting, 'keep-programme');
	await auditorOf(acting, id);
	const capacity = checkCapacity(training.capacity);
	if (!capacity.ok) return capacity;
	if (training.deputy === id) return problem('register.own-deputy');
	const deputy = training.deputy === null ? null : await findPerson(acting.database.db, training.deputy);
	if (training.deputy !== null && (deputy === null || !mayBeAuditor(deputy, acting.now)))
		return problem('register.deputy-unknown');
	return acting.database.transaction(async (trx) => {
		await saveAuditorRow(trx, id, training);
		await logOfficeAct(trx, acting, 'auditor.train', { person: id, ...training });
		return ok(null);
	});
}

/** Leave is noted by whoever takes it, or by those who keep the register. */
export async function noteLeave(
	acting: Acting,
	id: PersonId,
	{ from, to }: { readonly from: string; readonly to: string }
): Promise<Result<null, KeepProblem>> {
	if (acting.person.id !== id) requireMay(acting, 'keep-programme');
	await auditorOf(acting, id);
	if (!isDay(from) || !isDay(to)) return problem('register.not-a-day');
	const checked = checkLeave(from, to, todayOf(acting.now));
	if (!checked.ok) return checked;
	return acting.database.transaction(async (trx) => {
		const leave = { id: crypto.randomUUID(), from, to };
		await insertLeave(trx, id, leave);
		await logOfficeAct(trx, acting, 'auditor.leave', { person: id, ...leave });
		return ok(null);
	});
}

export async function excuse(
	acting: Acting,
	id: PersonId,
	wish: { readonly until: string; readonly reason: string; readonly approvedBy: PersonId }
): Promise<Result<null, KeepProblem>> {
	requireMay(acting, 'keep-programme');
	await auditorOf(acting, id);
	const { until } = wish;
	if (!isDay(until)) return problem('register.not-a-day');
	if (until < todayOf(acting.now)) return problem('register.until-past');
	const reason = cleanText(wish.reason).trim().slice(0, 500);
	if (reason === '') return problem('register.reason-missing');
	const approver = await findPerson(acting.database.db, wish.approvedBy);
	if (approver === null || !isDirector(approver)) return problem('register.approver-not-director');
	return acting.database.transaction(async (trx) => {
		const exemption = { id: crypto.randomUUID(), until, reason, approvedBy: approver.id };
		await insertExemption(trx, id, exemption, { by: acting.person.id, at: acting.now });
		await logOfficeAct(trx, acting, 'auditor.excuse', { person: id, ...exemption });
		return ok(null);
	});
}

export async function noteConflict(
	acting: Acting,
	id: PersonId,
	wish: Conflict & { readonly reason: string }
): Promise<Result<null, KeepProblem>> {
	requireMay(acting, 'keep-programme');
	await auditorOf(acting, id);
	const of = cleanText(wish.of).trim().slice(0, 60);
	if (of === '' || !conflictKinds.includes(wish.kind)) return problem('register.conflict-missing');
	const reason = cleanText(wish.reason).trim().slice(0, 500);
	if (reason === '') return problem('register.reason-missing');
	return acting.database.transaction(async (trx) => {
		const conflict = { id: crypto.randomUUID(), kind: wish.kind, of, reason };
		await insertConflict(trx, id, conflict);
		await logOfficeAct(trx, acting, 'auditor.conflict', { person: id, ...conflict });
		return ok(null);
	});
}

/** Takes a leave, an exemption or a conflict out of the register; the log keeps that it stood there. */
export async function takeOut(
	acting: Acting,
	id: PersonId,
	list: (typeof registerLists)[number],
	entry: string
): Promise<void> {
	const isOwnLeave = list === 'auditor_leave' && acting.person.id === id;
	if (!isOwnLeave) requireMay(acting, 'keep-programme');
	await acting.database.transaction(async (trx) => {
		if (!(await removeFromRegister(trx, list, id, entry))) throw recordNotFound();
		await logOfficeAct(trx, acting, 'auditor.takeOut', { person: id, list, entry });
	});
}
