import { isActive } from '#lib/domain/access/can.ts';
import { addWorkingDays } from '#lib/domain/calendar/workingDays.ts';
import type { Auditor } from '#lib/domain/programme/Allocation.ts';
import { whyUnavailable } from '#lib/domain/programme/mayAudit.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { findAuditors } from '../audits/auditors.ts';
import { reallocate } from '../audits/audits.useCases.ts';
import { listPeople } from '../people/people.repository.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { readAuditPast } from '../samples/standings.ts';
import { findDueAudits, type DueAudit } from './chasing.repository.ts';
import { readRegister } from './register.repository.ts';

/** Working days past its due date that an audit waits for someone who is away. */
const patience = 5;

/**
 * Gives on the audits of whoever has left, was excused, or is away until well past the due date: to their deputy where
 * the register names one who may, else to whoever is least full. What was done in an audit stays in it. Answers with
 * how many went on, and how many nobody may take.
 */
export async function coverAudits(acting: Acting): Promise<{ readonly moved: number; readonly stranded: number }> {
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const active = new Set((await listPeople(db)).filter((one) => isActive(one, today)).map(({ id }) => id));
	const register = await readRegister(db);
	const counts = { moved: 0, stranded: 0 };
	const mayBeAway = ({ auditor }: DueAudit) => {
		const entry = register.get(auditor);
		return !active.has(auditor) || (entry !== undefined && entry.leave.length + entry.exemptions.length > 0);
	};
	const suspects = (await findDueAudits(db, null)).filter(mayBeAway);
	if (suspects.length === 0) return counts;
	let auditors: readonly Auditor[] = await findAuditors(db, await readAuditPast(db), acting.now);
	for (const audit of suspects) {
		const window = { today, dueOn: addWorkingDays(audit.dueOn > today ? audit.dueOn : today, patience).on };
		const isHere = (one: Auditor) => active.has(one.id) && whyUnavailable(one, window).length === 0;
		if (auditors.some((one) => one.id === audit.auditor && isHere(one))) continue;
		const others = auditors.filter((one) => one.id !== audit.auditor && isHere(one));
		const deputy = register.get(audit.auditor)?.deputy ?? null;
		if (await giveOn(acting, audit, inOrder(others, deputy), window.dueOn)) {
			counts.moved += 1;
			auditors = await findAuditors(db, await readAuditPast(db), acting.now);
		} else counts.stranded += 1;
	}
	return counts;
}

/** The deputy first, then the least full; nobody who is full already. */
function inOrder(others: readonly Auditor[], deputy: string | null): string[] {
	const isDeputy = ({ id }: Auditor) => (id === deputy ? 0 : 1);
	return others
		.filter(({ load, capacity }) => load < capacity)
		.sort(
			(one, other) =>
				isDeputy(one) - isDeputy(other) ||
				one.load / one.capacity - other.load / other.capacity ||
				(one.id < other.id ? -1 : 1)
		)
		.map(({ id }) => id);
}

async function giveOn(acting: Acting, audit: DueAudit, candidates: readonly string[], until: Day): Promise<boolean> {
	const dueOn = audit.dueOn < todayOf(acting.now) ? until : audit.dueOn;
	for (const auditor of candidates) {
		const given = await reallocate(acting, { auditId: audit.id, auditor, dueOn, reason: 'auditor-away' });
		if (given.ok) return true;
	}
	return false;
}
