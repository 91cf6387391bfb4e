import type { LoopStaff } from '#lib/domain/improvement/loopStaff.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { listAway } from '../alerts/away.repository.ts';
import type { Database } from '../db/connection.ts';
import { listPeople } from '../people/people.repository.ts';
import { listTeams } from '../people/teams.repository.ts';
import { readRegister } from '../programme/register.repository.ts';

/** Who works here today, who is away, and who stands in for whom. */
export async function readStaff({ db }: Pick<Database, 'db'>, today: Day): Promise<LoopStaff> {
	const register = await readRegister(db);
	const teams = await listTeams(db);
	return {
		people: new Map((await listPeople(db)).map((one) => [one.id, one])),
		managerOf: new Map(teams.flatMap(({ id, manager }) => (manager === null ? [] : [[id, manager] as const]))),
		away: await listAway(db, today),
		deputyOf: new Map([...register].flatMap(([id, { deputy }]) => (deputy === null ? [] : [[id, deputy] as const])))
	};
}
