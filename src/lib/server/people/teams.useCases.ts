import type { Kysely } from 'kysely';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import type { FieldProblem, Saved, TeamProblem } from './people.errors.ts';
import { findPerson } from './people.repository.ts';
import type { Office } from './requireAdministrator.ts';
import { requireAdministrator } from './requireAdministrator.ts';
import type { Service, Team } from './teams.repository.ts';
import { isServiceUsed, isTeamUsed, listServices, listTeams } from './teams.repository.ts';
import { removeService, removeTeam, saveService, saveTeam } from './teams.repository.ts';

export async function seeTeams(office: Office): Promise<{ services: Service[]; teams: Team[] }> {
	requireAdministrator(office);
	const { db } = office.database;
	return { services: await listServices(db), teams: await listTeams(db) };
}

export async function keepService(office: Office, service: Service): Promise<Saved<null, TeamProblem>> {
	const acting = requireAdministrator(office);
	return office.database.transaction(async (trx) => {
		const wanted = { ...service, name: service.name.trim() };
		const problems = [
			...checkName(wanted, await listServices(trx)),
			...(await checkPersonIsThere(trx, 'head', service.head))
		];
		if (problems.length > 0) return { ok: false, problems };
		await saveService(trx, wanted);
		await logOfficeAct(trx, acting, 'services.keep', wanted);
		return { ok: true, value: null };
	});
}

export async function keepTeam(office: Office, team: Team): Promise<Saved<null, TeamProblem>> {
	const acting = requireAdministrator(office);
	return office.database.transaction(async (trx) => {
		const wanted = { ...team, name: team.name.trim() };
		const problems = [
			...checkName(wanted, await listTeams(trx)),
			...(await checkPersonIsThere(trx, 'manager', team.manager))
		];
		const services = await listServices(trx);
		if (team.service !== null && !services.some((service) => service.id === team.service)) {
			problems.push({ field: 'service', code: 'team.service-unknown' });
		}
		if (problems.length > 0) return { ok: false, problems };
		await saveTeam(trx, wanted);
		await logOfficeAct(trx, acting, 'teams.keep', wanted);
		return { ok: true, value: null };
	});
}

/** Only what nothing hangs on goes: a team with people is emptied first, by whoever knows where they went. */
export async function dropTeam(office: Office, id: string): Promise<Saved<null, TeamProblem>> {
	const acting = requireAdministrator(office);
	return office.database.transaction(async (trx) => {
		if (await isTeamUsed(trx, id)) return inUse;
		await removeTeam(trx, id);
		await logOfficeAct(trx, acting, 'teams.remove', { id });
		return { ok: true, value: null };
	});
}

export async function dropService(office: Office, id: string): Promise<Saved<null, TeamProblem>> {
	const acting = requireAdministrator(office);
	return office.database.transaction(async (trx) => {
		if (await isServiceUsed(trx, id)) return inUse;
		await removeService(trx, id);
		await logOfficeAct(trx, acting, 'services.remove', { id });
		return { ok: true, value: null };
	});
}

const inUse: Saved<null, TeamProblem> = { ok: false, problems: [{ field: 'remove', code: 'team.in-use' }] };

function checkName(
	wanted: { id: string; name: string },
	there: readonly { id: string; name: string }[]
): FieldProblem<TeamProblem>[] {
	if (wanted.name === '') return [{ field: 'name', code: 'team.name-missing' }];
	const plain = (name: string) => name.toLowerCase();
	const isTaken = there.some((each) => each.id !== wanted.id && plain(each.name) === plain(wanted.name));
	return isTaken ? [{ field: 'name', code: 'team.name-taken' }] : [];
}

async function checkPersonIsThere(
	db: Kysely<Tables>,
	field: string,
	id: string | null
): Promise<FieldProblem<TeamProblem>[]> {
	if (id === null || (await findPerson(db, id)) !== null) return [];
	return [{ field, code: 'team.person-unknown' }];
}
