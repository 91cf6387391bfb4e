import type { Grant, Person } from '#lib/domain/access/Person.ts';
import type { AuditHead, AuditRecord } from '#lib/domain/changes/RecordState.ts';
import { addDays, type Day, type Instant } from '#lib/domain/shared/dates.ts';
import { aPerson, aSmallTemplate, anAudit, id, north } from '../../../../tests/fixtures/records.ts';
import { Chance } from './annexA/Chance.ts';
import { CouncilBook } from './CouncilBook.ts';

const someone = (number: number, role: Grant['role']): Person =>
	aPerson([{ role, scope: { kind: role === 'service-manager' ? 'council' : 'own' } }], { id: id(number) });

export const auditor = someone(10, 'auditor');
export const worker = someone(11, 'practitioner');
export const owner = someone(20, 'team-manager');
export const verifier = someone(21, 'auditor');
export const serviceManager = someone(22, 'service-manager');
export const small = aSmallTemplate();

/** A book with one audit in it that nobody has begun. */
export function aBook({ seed = 'book', on = '2026-03-02' as Day, head = {} as Partial<AuditHead> } = {}) {
	const book = new CouncilBook(new Chance(seed));
	const audit: AuditRecord = anAudit({ state: 'allocated', auditor: auditor.id, team: north.team, ...head });
	book.begin(audit, at(on, 9));
	return { book, audit, chance: new Chance(`${seed}/own`) };
}

export function at(on: Day, hour: number, minute = 0): Instant {
	return `${on}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`;
}

/** An action raised in the book's audit, ready for a life. */
export function withAction(
	{ book, audit }: ReturnType<typeof aBook>,
	{ action = id(500), on = '2026-03-02' as Day, ownedBy = owner.id } = {}
): string {
	const args = {
		id: action,
		level: 'child',
		finding: 'The first core group was late.',
		what: 'Set dates at the conference itself',
		difference: 'The plan starts within ten working days.',
		owner: ownedBy,
		dueOn: addDays(on, 21)
	};
	book.act(audit.record, auditor, at(on, 11), 'action.raise', args, small);
	return action;
}
