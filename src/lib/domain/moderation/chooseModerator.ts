import { isActive, maySee } from '../access/can.ts';
import { holds, type Person } from '../access/Person.ts';
import type { AuditRecord } from '../changes/RecordState.ts';
import type { Day } from '../shared/dates.ts';
import type { PersonId } from '../shared/ids.ts';

export type Candidate = {
	readonly person: Person;
	/** They were shown this audit before, in whatever way. */
	readonly hasSeen: boolean;
	readonly isAway: boolean;
	/** Second grades they still owe. */
	readonly load: number;
};

/** Nobody grades blind what they audited, what is about their own work, or what they may see or ever saw. */
export function mayGradeBlind(person: Person, audit: AuditRecord, hasSeen: boolean, today: Day): boolean {
	if (!isActive(person, today) || !holds(person, 'moderator')) return false;
	if (audit.head.auditor === person.id || audit.head.worker === person.id || hasSeen) return false;
	return !maySee(person, audit, today);
}

/** Whoever of those that may owes least; of several the first by id, so that it is repeatable. Null: nobody may. */
export function chooseModerator(audit: AuditRecord, candidates: readonly Candidate[], today: Day): PersonId | null {
	const able = candidates
		.filter(({ person, hasSeen, isAway }) => !isAway && mayGradeBlind(person, audit, hasSeen, today))
		.sort((one, other) => one.load - other.load || (one.person.id < other.person.id ? -1 : 1));
	return able[0]?.person.id ?? null;
}
