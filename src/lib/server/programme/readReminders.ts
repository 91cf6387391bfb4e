import { isActive } from '#lib/domain/access/can.ts';
import { remindersOf, type OwnReminder } from '#lib/domain/programme/reminders.ts';
import { todayOf, type Acting } from '../records/Acting.ts';
import { findDueAudits, listChases } from './chasing.repository.ts';

export type Reminders = {
	readonly own: OwnReminder;
	/** Open audits of others that this person was told of, because they are late. */
	readonly others: number;
};

/** What a person is reminded of, for the first page they see: counts, and no case. */
export async function readReminders({ database: { db }, person, now }: Acting): Promise<Reminders> {
	const today = todayOf(now);
	if (!isActive(person, today)) return { own: { soon: 0, late: 0 }, others: 0 };
	const open = await findDueAudits(db, null);
	const told = new Set(
		(await listChases(db)).flatMap(({ audit, dueOn, to }) => (to === person.id ? `${audit} ${dueOn}` : []))
	);
	const others = open.filter(({ id, dueOn, auditor }) => auditor !== person.id && told.has(`${id} ${dueOn}`));
	return {
		own: remindersOf(
			open.filter(({ auditor }) => auditor === person.id),
			today
		),
		others: others.length
	};
}
