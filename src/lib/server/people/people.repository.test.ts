import { expect, test } from 'vitest';
import type { Grant } from '#lib/domain/access/Person.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { id, north, south } from '../../../../tests/fixtures/records.ts';
import {
	countPeople,
	findPasswordHash,
	findPerson,
	findPersonByUsername,
	listPeople,
	plainUsername,
	savePasswordHash,
	updatePerson
} from './people.repository.ts';
import { addTestPerson } from './testPeople.ts';

const inTeam: Grant = { role: 'team-manager', scope: { kind: 'team', id: north.team } };
const inService: Grant = { role: 'service-manager', scope: { kind: 'service', id: south.service } };
const everywhere: Grant = { role: 'qa-manager', scope: { kind: 'council' } };

forEachDatabase((open) => {
	test('a person comes back with every grant, each in its own scope', async () => {
		const database = await open();
		const grants = [everywhere, inService, inTeam];
		const { id: of } = await addTestPerson(database, { grants, team: null, phone: '01743 000 000' });
		const found = await findPerson(database.db, of);
		expect(found).toMatchObject({ phone: '01743 000 000', permVer: 1, mustChange: false });
		expect(new Set(found?.grants)).toEqual(new Set(grants));
	});

	test('one name is one person, however it is typed', async () => {
		const database = await open();
		const ada = await addTestPerson(database, { username: ' Ada.Byron@Demo.Example ' });
		for (const typed of ['ada.byron@demo.example', 'ADA.BYRON@DEMO.EXAMPLE', '\u00a0ada.byron@demo.example'])
			expect((await findPersonByUsername(database.db, typed))?.id).toBe(ada.id);
		expect(await findPersonByUsername(database.db, 'ada')).toBeNull();
		await expect(addTestPerson(database, { username: 'ADA.byron@demo.example' })).rejects.toThrow();
		expect(plainUsername('ＡＤＡ')).toBe('ada');
	});

	test('whatever is changed of a person raises the version that tablets compare', async () => {
		const database = await open();
		const ada = await addTestPerson(database, { grants: [inTeam] });
		await updatePerson(database.db, { ...ada, grants: [inService], team: null, status: 'active' });
		const after = await findPerson(database.db, ada.id);
		expect(after).toMatchObject({ permVer: 2, grants: [inService] });
		await updatePerson(database.db, { ...ada, grants: [], status: 'deactivated' });
		expect(await findPerson(database.db, ada.id)).toMatchObject({ permVer: 3, grants: [], status: 'deactivated' });
	});

	test('the same grant given twice is one', async () => {
		const database = await open();
		const ada = await addTestPerson(database, { grants: [inTeam, inTeam] });
		expect(ada.grants).toEqual([inTeam]);
	});

	test('one person’s grants are not another’s, in a list or alone', async () => {
		const database = await open();
		const ada = await addTestPerson(database, { name: 'Ada', grants: [inTeam] });
		const zoe = await addTestPerson(database, { name: 'Zoë', grants: [] });
		const eve = await addTestPerson(database, { name: 'Éve', grants: [inService] });
		expect((await listPeople(database.db)).map(({ name, grants }) => [name, grants])).toEqual([
			['Ada', [inTeam]],
			['Éve', [inService]],
			['Zoë', []]
		]);
		expect((await findPerson(database.db, zoe.id))?.grants).toEqual([]);
		expect((await findPerson(database.db, ada.id))?.grants).toEqual([inTeam]);
		expect(await countPeople(database.db)).toBe(3);
		expect(eve.id).not.toBe(ada.id);
	});

	test('a password’s hash stands apart from the person, and one that was made for them has to be changed', async () => {
		const database = await open();
		const ada = await addTestPerson(database);
		expect(await findPasswordHash(database.db, ada.id)).toBeNull();
		await savePasswordHash(database.db, ada.id, 'argon2id…', true);
		expect(await findPasswordHash(database.db, ada.id)).toBe('argon2id…');
		const found = await findPerson(database.db, ada.id);
		expect(found?.mustChange).toBe(true);
		expect(JSON.stringify(found)).not.toContain('argon2id');
		expect(await findPasswordHash(database.db, id(404))).toBeNull();
		expect(await findPerson(database.db, id(404))).toBeNull();
	});
});
