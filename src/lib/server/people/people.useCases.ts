import { randomUUID } from 'node:crypto';
import { holds } from '#lib/domain/access/Person.ts';
import type { PersonId } from '#lib/domain/shared/ids.ts';
import { hashPassword, makePassword } from '../auth/passwords.ts';
import { askToRotate, endSessionsOf } from '../auth/sessions.repository.ts';
import { forgetAccount } from '../auth/signInAttempts.repository.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import type { PersonDetails } from './checkPerson.ts';
import { checkPerson } from './checkPerson.ts';
import type { PersonProblem, Saved } from './people.errors.ts';
import { personNotFound } from './people.errors.ts';
import type { StaffMember } from './people.repository.ts';
import { findPerson, insertPerson, listPeople, savePasswordHash, updatePerson } from './people.repository.ts';
import type { Office } from './requireAdministrator.ts';
import { requireAdministrator } from './requireAdministrator.ts';

export async function seePeople(office: Office): Promise<StaffMember[]> {
	requireAdministrator(office);
	return listPeople(office.database.db);
}

export async function seePerson(office: Office, id: PersonId): Promise<StaffMember> {
	requireAdministrator(office);
	return mustFind(office, id);
}

/** The password is made here and shown once to whoever asked; its owner has to choose another. */
export async function addPerson(
	office: Office,
	details: PersonDetails
): Promise<Saved<{ id: PersonId; password: string }, PersonProblem>> {
	const acting = requireAdministrator(office);
	const password = makePassword();
	const passwordHash = await hashPassword(password);
	return office.database.transaction(async (trx) => {
		const problems = await checkPerson(trx, null, details);
		if (problems.length > 0) return { ok: false, problems };
		const id = randomUUID();
		const made = { id, status: 'active', mustChange: true, passwordHash, createdAt: office.now } as const;
		await insertPerson(trx, { ...tidy(details), ...made });
		await logOfficeAct(trx, acting, 'people.add', whatCounts(id, details));
		return { ok: true, value: { id, password } };
	});
}

/** Their sessions take a new token at the next page, so that one stolen before does not gain what they gained. */
export async function changePerson(
	office: Office,
	id: PersonId,
	details: Omit<PersonDetails, 'username'>
): Promise<Saved<null, PersonProblem>> {
	const acting = requireAdministrator(office);
	return office.database.transaction(async (trx) => {
		const person = await findPerson(trx, id);
		if (person === null) throw personNotFound();
		const wanted: StaffMember = { ...person, ...tidy({ ...details, username: person.username }) };
		const problems = await checkPerson(trx, id, wanted);
		if (leavesNobody(await listPeople(trx), wanted))
			problems.push({ field: 'role', code: 'person.last-administrator' });
		if (problems.length > 0) return { ok: false, problems };
		await updatePerson(trx, wanted);
		await askToRotate(trx, id);
		await logOfficeAct(trx, acting, 'people.change', whatCounts(id, wanted));
		return { ok: true, value: null };
	});
}

/** Takes effect at once: every session ends, and the raised version tells their tablets. */
export async function deactivatePerson(office: Office, id: PersonId): Promise<Saved<null, PersonProblem>> {
	const acting = requireAdministrator(office);
	return office.database.transaction(async (trx) => {
		const person = await findPerson(trx, id);
		if (person === null) throw personNotFound();
		const wanted: StaffMember = { ...person, status: 'deactivated' };
		if (leavesNobody(await listPeople(trx), wanted)) {
			return { ok: false, problems: [{ field: 'status', code: 'person.last-administrator' }] };
		}
		await updatePerson(trx, wanted);
		await endSessionsOf(trx, id);
		await logOfficeAct(trx, acting, 'people.deactivate', { person: id });
		return { ok: true, value: null };
	});
}

export async function reactivatePerson(office: Office, id: PersonId): Promise<void> {
	const acting = requireAdministrator(office);
	const person = await mustFind(office, id);
	await office.database.transaction(async (trx) => {
		await updatePerson(trx, { ...person, status: 'active' });
		await logOfficeAct(trx, acting, 'people.reactivate', { person: id });
	});
}

/** For someone who has forgotten theirs: a new one to read out once, and no session of the old one goes on. */
export async function resetPassword(office: Office, id: PersonId): Promise<string> {
	const acting = requireAdministrator(office);
	const person = await mustFind(office, id);
	const password = makePassword();
	const hash = await hashPassword(password);
	await office.database.transaction(async (trx) => {
		await savePasswordHash(trx, id, hash, true);
		await endSessionsOf(trx, id);
		await forgetAccount(trx, person.username);
		await logOfficeAct(trx, acting, 'people.password', { person: id });
	});
	return password;
}

/** What the log keeps for ever: ids and what was granted, no name and no way to reach them. */
function whatCounts(person: PersonId, { team, until, grants }: Pick<PersonDetails, 'team' | 'until' | 'grants'>) {
	return { person, team, until, grants };
}

async function mustFind(office: Office, id: PersonId): Promise<StaffMember> {
	const person = await findPerson(office.database.db, id);
	if (person === null) throw personNotFound();
	return person;
}

/** Without an administrator nobody could ever make another. */
function leavesNobody(people: readonly StaffMember[], changed: StaffMember): boolean {
	const after = people.map((person) => (person.id === changed.id ? changed : person));
	return !after.some((person) => person.status === 'active' && holds(person, 'administrator'));
}

function tidy(details: PersonDetails): PersonDetails {
	return { ...details, name: details.name.trim().replaceAll(/\s+/g, ' ') };
}
