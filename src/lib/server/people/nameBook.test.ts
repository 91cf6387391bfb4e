import { expect, test } from 'vitest';
import type { Grant } from '#lib/domain/access/Person.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { findNames, findServiceNames, findTeamNames, listActiveNames, listTeamsOf } from './nameBook.ts';
import { saveService, saveTeam } from './teams.repository.ts';
import { addTestPerson } from './testPeople.ts';

async function aCouncil() {
	const database = await testDatabase();
	await saveService(database.db, { id: 'north', name: 'North', head: null });
	await saveTeam(database.db, { id: 'riverside', name: 'Riverside', service: 'north', manager: null });
	await saveTeam(database.db, { id: 'beacon', name: 'Beacon', service: null, manager: null });
	return database;
}

test('names are found by id, those not known left out', async () => {
	const database = await aCouncil();
	const person = await addTestPerson(database, { name: 'Ruth Fenn' });
	expect(await findNames(database.db, [person.id, null, undefined, '', 'nobody'])).toEqual({
		[person.id]: 'Ruth Fenn'
	});
	expect(await findNames(database.db, [])).toEqual({});
});

test('teams and services have names', async () => {
	const { db } = await aCouncil();
	expect(await findTeamNames(db)).toEqual({ riverside: 'Riverside', beacon: 'Beacon' });
	expect(await findServiceNames(db)).toEqual({ north: 'North' });
});

test('a service manager filters by the teams of the service, a QA manager by all', async () => {
	const database = await aCouncil();
	const inService: Grant = { role: 'service-manager', scope: { kind: 'service', id: 'north' } };
	const manager = await addTestPerson(database, { grants: [inService] });
	const qa = await addTestPerson(database, { grants: [{ role: 'qa-manager', scope: { kind: 'council' } }] });
	const auditor = await addTestPerson(database);
	expect((await listTeamsOf(database.db, manager)).map(({ name }) => name)).toEqual(['Riverside']);
	expect((await listTeamsOf(database.db, qa)).map(({ name }) => name)).toEqual(['Beacon', 'Riverside']);
	expect(await listTeamsOf(database.db, auditor)).toEqual([]);
});

test('who has left is not offered', async () => {
	const database = await aCouncil();
	await addTestPerson(database, { name: 'Zoe Marsh' });
	await addTestPerson(database, { name: 'Asif Rahman' });
	await addTestPerson(database, { name: 'Tom Hallam', status: 'deactivated' });
	expect((await listActiveNames(database.db)).map(({ name }) => name)).toEqual(['Asif Rahman', 'Zoe Marsh']);
});
