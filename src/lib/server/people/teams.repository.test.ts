import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { id, north, south } from '../../../../tests/fixtures/records.ts';
import {
	isServiceUsed,
	isTeamUsed,
	listServices,
	listTeams,
	removeService,
	removeTeam,
	saveService,
	saveTeam
} from './teams.repository.ts';
import { addTestPerson } from './testPeople.ts';

forEachDatabase((open) => {
	test('a team is kept, changed under the same id, and taken away', async () => {
		const { db } = await open();
		await saveService(db, { id: north.service, name: 'North', head: null });
		await saveTeam(db, { id: north.team, name: 'Riverside', service: null, manager: null });
		await saveTeam(db, { id: north.team, name: 'Riverside and Weir', service: north.service, manager: null });
		expect(await listTeams(db)).toEqual([
			{ id: north.team, name: 'Riverside and Weir', service: north.service, manager: null }
		]);
		await removeTeam(db, north.team);
		await removeService(db, north.service);
		expect([await listTeams(db), await listServices(db)]).toEqual([[], []]);
	});

	test('names come in the order of an English list, the same from each database', async () => {
		const { db } = await open();
		const names = ['zebra', 'Éclair', 'apple', 'Banana', 'east'];
		for (const [at, name] of names.entries()) {
			await saveTeam(db, { id: id(300 + at), name, service: null, manager: null });
			await saveService(db, { id: id(400 + at), name, head: null });
		}
		const inOrder = ['apple', 'Banana', 'east', 'Éclair', 'zebra'];
		expect((await listTeams(db)).map(({ name }) => name)).toEqual(inOrder);
		expect((await listServices(db)).map(({ name }) => name)).toEqual(inOrder);
	});

	test('a team is used while somebody belongs to it or holds a role in it', async () => {
		const database = await open();
		const { db } = database;
		for (const team of [north.team, south.team, id(103)])
			await saveTeam(db, { id: team, name: team, service: null, manager: null });
		await addTestPerson(database, { team: north.team });
		await addTestPerson(database, { grants: [{ role: 'team-manager', scope: { kind: 'team', id: south.team } }] });
		expect(await isTeamUsed(db, north.team)).toBe(true);
		expect(await isTeamUsed(db, south.team)).toBe(true);
		expect(await isTeamUsed(db, id(103))).toBe(false);
	});

	test('a service is used while a team lies in it or somebody holds a role in it; a team of the same id is not it', async () => {
		const database = await open();
		const { db } = database;
		for (const service of [north.service, south.service, id(203)])
			await saveService(db, { id: service, name: service, head: null });
		await saveTeam(db, { id: north.team, name: 'Riverside', service: north.service, manager: null });
		await addTestPerson(database, {
			grants: [
				{ role: 'service-manager', scope: { kind: 'service', id: south.service } },
				{ role: 'team-manager', scope: { kind: 'team', id: id(203) } }
			]
		});
		expect(await isServiceUsed(db, north.service)).toBe(true);
		expect(await isServiceUsed(db, south.service)).toBe(true);
		expect(await isServiceUsed(db, id(203))).toBe(false);
	});
});
