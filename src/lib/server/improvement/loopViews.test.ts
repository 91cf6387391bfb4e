import { expect, test } from 'vitest';
import { as, aServer, north, south } from '../../../../tests/fixtures/builders.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { listViews, longestViewName, mostViews, removeView, saveView } from './loopViews.ts';

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ruth = server.acting(await server.person([as('team-manager', north)]));
		const tom = server.acting(await server.person([as('team-manager', south)]));
		const names = async (who = ruth) => (await listViews(who)).map(({ name }) => name);
		return { server, ruth, tom, names };
	}

	test('a list is kept by its name, by name in order, and one of the same name is replaced', async () => {
		const { ruth, names } = await world();
		expect(await saveView(ruth, { name: '  Overdue   here ', query: 'show=overdue' })).toMatchObject({ ok: true });
		await saveView(ruth, { name: 'mine', query: 'show=mine' });
		await saveView(ruth, { name: 'Overdue here', query: 'show=overdue&stage=action' });
		expect(await names()).toEqual(['mine', 'Overdue here']);
		expect((await listViews(ruth))[1]?.query).toBe('show=overdue&stage=action');
	});

	test('it is their own: another neither sees it nor takes it away', async () => {
		const { ruth, tom, names } = await world();
		await saveView(ruth, { name: 'Mine', query: '' });
		await saveView(tom, { name: 'Mine', query: 'show=all' });
		const [view] = await listViews(ruth);
		await removeView(tom, view?.id ?? '');
		expect(await names()).toEqual(['Mine']);
		await removeView(ruth, view?.id ?? '');
		expect(await names()).toEqual([]);
		expect(await names(tom)).toEqual(['Mine']);
	});

	test('a list without a name, with too long a one, or one too many is not kept', async () => {
		const { ruth, names } = await world();
		const code = async (name: string, query = '') => {
			const saved = await saveView(ruth, { name, query });
			return saved.ok ? 'kept' : saved.problem.code;
		};
		expect(await code('  ')).toBe('view.name-missing');
		expect(await code('x'.repeat(longestViewName + 1))).toBe('view.name-long');
		expect(await code('Long', 'x'.repeat(501))).toBe('view.too-long');
		for (let index = 0; index < mostViews; index += 1) expect(await code(`List ${index}`)).toBe('kept');
		expect(await code('One more')).toBe('view.too-many');
		expect(await code('List 3', 'show=all')).toBe('kept');
		expect(await names()).toHaveLength(mostViews);
	});

	test('who has no loops to look after keeps no list of them', async () => {
		const { server } = await world();
		const acting = server.acting(await server.person([as('auditor')]));
		for (const act of [
			() => listViews(acting),
			() => saveView(acting, { name: 'Mine', query: '' }),
			() => removeView(acting, 'x')
		])
			await expect(act()).rejects.toMatchObject({ status: 403 });
	});
});
