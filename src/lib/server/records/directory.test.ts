import { expect, test } from 'vitest';
import type { PersonHead, TeamHead } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { findPerson, updatePerson } from '../people/people.repository.ts';
import { removeTeam, saveService, saveTeam } from '../people/teams.repository.ts';
import { as, aServer, noon, north, south } from '../../../../tests/fixtures/builders.ts';
import { refreshDirectory } from './directory.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const { database } = server;
		const priya = await server.person([as('team-manager', north), as('auditor')], {
			name: 'Priya Raman',
			team: north.team
		});
		const refresh = (now = noon) => refreshDirectory(database, now);
		const entry = async <Head>(kind: 'person' | 'team', id: string) => {
			const row = await database.db
				.selectFrom('record')
				.selectAll()
				.where('kind', '=', kind)
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			return { ver: row.ver, gone: row.deleted_why, updatedAt: row.updated_at, head: JSON.parse(row.head) as Head };
		};
		return { server, database, priya, refresh, entry };
	}

	test('everyone who works here and every team becomes an entry', async () => {
		const { database, priya, refresh, entry } = await world();
		await refresh();
		expect(await entry<PersonHead>('person', priya.id)).toEqual({
			ver: 1,
			gone: null,
			updatedAt: noon,
			head: {
				name: 'Priya Raman',
				roles: ['auditor', 'team-manager'],
				team: north.team,
				services: [],
				phone: null,
				status: 'active'
			}
		});
		expect((await entry<TeamHead>('team', north.team)).head).toEqual({
			name: 'Riverside',
			service: north.service,
			serviceName: 'North service',
			manager: null
		});
		const kinds = await database.db
			.selectFrom('record')
			.select('kind')
			.where('kind', 'in', ['person', 'team'])
			.execute();
		expect(kinds.map(({ kind }) => kind).sort()).toEqual(['person', 'team', 'team']);
	});

	test('a second look changes nothing', async () => {
		const { priya, refresh, entry } = await world();
		await refresh();
		await refresh(noon + 1000);
		expect(await entry('person', priya.id)).toMatchObject({ ver: 1, updatedAt: noon });
		expect(await entry('team', south.team)).toMatchObject({ ver: 1, updatedAt: noon });
	});

	test('a change of name, role or status raises the version of that entry alone', async () => {
		const { server, database, priya, refresh, entry } = await world();
		const tom = await server.person([as('auditor')]);
		await refresh();
		const kept = must(await findPerson(database.db, priya.id), 'Priya');
		await updatePerson(database.db, { ...kept, status: 'deactivated' });
		await refresh(noon + 1000);
		expect(await entry('person', priya.id)).toMatchObject({ ver: 2, head: { status: 'deactivated' } });
		await updatePerson(database.db, { ...kept, status: 'active', phone: '01632 960001' });
		await refresh(noon + 2000);
		expect(await entry('person', priya.id)).toMatchObject({
			ver: 3,
			updatedAt: noon + 2000,
			head: { status: 'active', phone: '01632 960001' }
		});
		expect(await entry('person', tom.id)).toMatchObject({ ver: 1 });
	});

	test('a raised version that changes nothing shown raises no entry', async () => {
		const { database, priya, refresh, entry } = await world();
		await refresh();
		await updatePerson(database.db, must(await findPerson(database.db, priya.id), 'Priya'));
		await refresh(noon + 1000);
		expect(await entry('person', priya.id)).toMatchObject({ ver: 1, updatedAt: noon });
	});

	test('a service’s new name reaches its teams', async () => {
		const { database, refresh, entry } = await world();
		await refresh();
		await saveService(database.db, { id: north.service, name: 'Northern service', head: null });
		await refresh(noon + 1000);
		expect(await entry('team', north.team)).toMatchObject({ ver: 2, head: { serviceName: 'Northern service' } });
		expect(await entry('team', south.team)).toMatchObject({ ver: 1 });
	});

	test('a team that is no more goes, and comes back with a higher version when it is again', async () => {
		const { database, refresh, entry } = await world();
		await refresh();
		await removeTeam(database.db, south.team);
		await refresh(noon + 1000);
		expect(await entry('team', south.team)).toMatchObject({ gone: 'deleted', updatedAt: noon + 1000 });
		await saveTeam(database.db, { id: south.team, name: 'Hillside', service: south.service, manager: null });
		await refresh(noon + 2000);
		expect(await entry('team', south.team)).toMatchObject({ gone: null, ver: 2, head: { name: 'Hillside' } });
	});

	test('two pulls at once make one entry of each', async () => {
		const { priya, refresh, entry } = await world();
		await Promise.all([refresh(), refresh(), refresh()]);
		expect(await entry('person', priya.id)).toMatchObject({ ver: 1 });
	});

	test('who manages a service says so, for forms that choose an owner', async () => {
		const { server, refresh, entry } = await world();
		const manager = await server.person([as('service-manager', { service: north.service })]);
		await refresh();
		expect((await entry<PersonHead>('person', manager.id)).head.services).toEqual([north.service]);
	});
});
