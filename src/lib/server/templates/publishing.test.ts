import { expect, test } from 'vitest';
import { roles } from '#lib/domain/access/Person.ts';
import { testDatabase } from '../db/testDatabase.ts';
import { as, aServer, aTemplate, noon } from '../../../../tests/fixtures/builders.ts';
import { listTemplates, publishShipped, readTemplate } from './templates.useCases.ts';

async function world() {
	const server = await aServer(await testDatabase());
	const reader = server.acting(await server.person([as('auditor')]));
	const states = async () =>
		(await listTemplates(reader)).map(({ ref, state }) => `${ref.id} ${ref.ver} ${state}`).sort();
	const publish = (...versions: number[]) =>
		publishShipped(
			server.database,
			versions.map((version) => aTemplate({ version })),
			noon
		);
	return { server, reader, states, publish };
}

test('W8: of many versions the newest is published and the others retired, whatever the order', async () => {
	const { states, publish } = await world();
	expect(await publish(3)).toBe(1);
	expect(await states()).toEqual(['small 1 retired', 'small 3 published']);
	expect(await publish(1, 3, 4)).toBe(1);
	expect(await states()).toEqual(['small 1 retired', 'small 3 retired', 'small 4 published']);
});

test('a mistake in one leaves all as they were', async () => {
	const { server, states } = await world();
	const edited = aTemplate({ title: 'Another title' });
	const fresh = aTemplate({ id: 'fresh' });
	await expect(publishShipped(server.database, [fresh, edited], noon)).rejects.toThrow('give it a new version');
	expect(await states()).toEqual(['small 1 published']);
});

test('a version comes back as it was published, and the retired one too', async () => {
	const { reader, publish } = await world();
	await publish(2);
	for (const version of [1, 2])
		expect(await readTemplate(reader, { id: 'small', ver: version })).toEqual(aTemplate({ version }));
	await expect(readTemplate(reader, { id: 'small', ver: 3 })).rejects.toMatchObject({ status: 404 });
});

test.each(roles)('templates are read by someone who is %s, unless that is all the board is', async (role) => {
	const { server } = await world();
	const acting = server.acting(await server.person([as(role)]));
	if (role === 'board') await expect(listTemplates(acting)).rejects.toMatchObject({ status: 403 });
	else expect(await listTemplates(acting)).toMatchObject([{ ref: { id: 'small', ver: 1 }, questions: 8 }]);
});
