import { expect, test } from 'vitest';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import type { Saved } from './people.errors.ts';
import { dropService, dropTeam, keepService, keepTeam, seeTeams } from './teams.useCases.ts';
import { addTestPerson, asAdministrator } from './testPeople.ts';

const safeguarding = { id: 'safeguarding', name: ' Safeguarding ', head: null };
const north = { id: 'north', name: 'North', service: 'safeguarding', manager: null };

async function anOffice(database: Database) {
	const person = await addTestPerson(database, { name: 'Dana Whitlock', grants: asAdministrator });
	return { database, person, now: Date.now() };
}

function codes(saved: Saved<unknown, string>): string[] {
	return saved.ok ? [] : saved.problems.map(({ field, code }) => `${field} ${code}`);
}

forEachDatabase((open) => {
	test('a service has teams, and each may have someone at its head', async () => {
		const office = await anOffice(await open());
		expect(codes(await keepService(office, { ...safeguarding, head: office.person.id }))).toEqual([]);
		expect(codes(await keepTeam(office, { ...north, manager: office.person.id }))).toEqual([]);
		expect(await seeTeams(office)).toEqual({
			services: [{ id: 'safeguarding', name: 'Safeguarding', head: office.person.id }],
			teams: [{ ...north, manager: office.person.id }]
		});
	});

	test('keeping one again changes it', async () => {
		const office = await anOffice(await open());
		await keepService(office, safeguarding);
		await keepTeam(office, north);
		await keepTeam(office, { ...north, name: 'North and east', service: null });
		const { teams } = await seeTeams(office);
		expect(teams).toEqual([{ id: 'north', name: 'North and east', service: null, manager: null }]);
	});

	test('a name is needed, and is used once', async () => {
		const office = await anOffice(await open());
		await keepService(office, safeguarding);
		await keepTeam(office, north);
		expect(codes(await keepTeam(office, { ...north, id: 'other', name: 'NORTH' }))).toEqual(['name team.name-taken']);
		expect(codes(await keepTeam(office, { ...north, name: ' ' }))).toEqual(['name team.name-missing']);
		expect(codes(await keepService(office, { ...safeguarding, id: 'other' }))).toEqual(['name team.name-taken']);
		expect(codes(await keepTeam(office, north))).toEqual([]);
	});

	test('a team is in a service and led by a person that exist', async () => {
		const office = await anOffice(await open());
		expect(codes(await keepTeam(office, { ...north, service: 'gone', manager: 'gone' }))).toEqual([
			'manager team.person-unknown',
			'service team.service-unknown'
		]);
		expect(codes(await keepService(office, { ...safeguarding, head: 'gone' }))).toEqual(['head team.person-unknown']);
	});

	test('what something hangs on stays until nothing does', async () => {
		const office = await anOffice(await open());
		await keepService(office, safeguarding);
		await keepTeam(office, north);
		await keepTeam(office, { ...north, id: 'south', name: 'South' });
		await addTestPerson(office.database, { team: 'north' });
		await addTestPerson(office.database, {
			grants: [{ role: 'team-manager', scope: { kind: 'team', id: 'south' } }]
		});
		expect(codes(await dropTeam(office, 'north'))).toEqual(['remove team.in-use']);
		expect(codes(await dropTeam(office, 'south'))).toEqual(['remove team.in-use']);
		expect(codes(await dropService(office, 'safeguarding'))).toEqual(['remove team.in-use']);
		await keepTeam(office, { ...north, id: 'west', name: 'West', service: null });
		expect(codes(await dropTeam(office, 'west'))).toEqual([]);
		expect((await seeTeams(office)).teams.map((team) => team.id)).toEqual(['north', 'south']);
	});

	test('what an administrator does with them stands in the log', async () => {
		const office = await anOffice(await open());
		await keepService(office, safeguarding);
		await keepTeam(office, north);
		await dropService(office, 'safeguarding');
		await dropTeam(office, 'north');
		await dropService(office, 'safeguarding');
		const bodies = await office.database.db.selectFrom('change_body').select('body').orderBy('seq').execute();
		const names = bodies.map(({ body }) => (JSON.parse(body) as { name: string }).name);
		expect(names).toEqual(['services.keep', 'teams.keep', 'teams.remove', 'services.remove']);
	});

	test('to anyone but an administrator none of it exists', async () => {
		const office = { ...(await anOffice(await open())), person: null };
		await expect(seeTeams(office)).rejects.toThrow('NOT_FOUND');
		await expect(keepTeam(office, north)).rejects.toThrow('NOT_FOUND');
		await expect(keepService(office, safeguarding)).rejects.toThrow('NOT_FOUND');
		await expect(dropTeam(office, 'north')).rejects.toThrow('NOT_FOUND');
		await expect(dropService(office, 'safeguarding')).rejects.toThrow('NOT_FOUND');
	});
});
