import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { answers, as, aServer, aTemplate, noon } from '../../../../tests/fixtures/builders.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { listTemplates, publishShipped, readTemplate } from './templates.useCases.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		return { server, ada, acting: server.acting(ada) };
	}

	test('everything that ships is published once, however often the server starts', async () => {
		const { server, acting } = await world();
		const shipped = shippedTemplates();
		expect(await publishShipped(server.database, shipped, noon)).toBe(shipped.length);
		expect(await publishShipped(server.database, shipped, noon)).toBe(0);
		const listed = await listTemplates(acting);
		expect(listed).toHaveLength(shipped.length + 1);
		expect(listed.find(({ ref }) => ref.id === 'cj-cp')).toMatchObject({
			state: 'published',
			family: 'child-journey',
			questions: expect.any(Number)
		});
		expect(await readTemplate(acting, { id: 'cj', ver: shipped.find(({ id }) => id === 'cj')?.version ?? 0 })).toEqual(
			shipped.find(({ id }) => id === 'cj')
		);
	});

	test('a published version is never edited', async () => {
		const { server, acting } = await world();
		await expect(publishShipped(server.database, [aTemplate({ title: 'Another title' })], noon)).rejects.toThrow(
			'give it a new version'
		);
		expect(await readTemplate(acting, { id: 'small', ver: 1 })).toEqual(aTemplate());
	});

	test('W8: a new version retires the old one, which those begun with it go on using', async () => {
		const { server, ada, acting } = await world();
		const audit = (await server.audit({ auditor: ada.id })).record;
		const tablet = await server.tablet(ada);
		await tablet.pulls();
		expect(await publishShipped(server.database, [aTemplate(), aTemplate({ version: 2 })], noon)).toBe(1);
		expect((await listTemplates(acting)).map(({ ref, state }) => [ref.ver, state])).toEqual([
			[2, 'published'],
			[1, 'retired']
		]);
		expect(await tablet.sends(answers(audit, 'CJ2.1', 'yes', { tpl: { id: 'small', ver: 1 } }))).toMatchObject([
			{ st: 'applied' }
		]);
		const [answer] = await tablet.pulls();
		// And nothing of the new one: no audit on this tablet asks by it.
		const templates = answer?.put.filter(({ record }) => record.kind === 'template');
		expect(templates?.map(({ record, ver, full }) => [record.id, ver, full])).toEqual([['small~1', 2, false]]);
		expect(tablet.holding({ kind: 'template', id: 'small~1' })).toMatchObject({ head: { state: 'retired' } });
		expect(tablet.holding({ kind: 'template', id: 'small~1' })?.fields.get('template')).toBeDefined();
	});

	test('a version nobody published is not found; the board reads no templates', async () => {
		const { server, acting } = await world();
		await expect(readTemplate(acting, { id: 'small', ver: 9 })).rejects.toMatchObject({ status: 404 });
		const board = server.acting(await server.person([as('board')]));
		await expect(readTemplate(board, { id: 'small', ver: 1 })).rejects.toMatchObject({ status: 404 });
		await expect(listTemplates(board)).rejects.toMatchObject({ status: 403 });
		const gone = server.acting(await server.person([as('qa-manager')], { status: 'deactivated' }));
		await expect(listTemplates(gone)).rejects.toMatchObject({ status: 403 });
	});
});
