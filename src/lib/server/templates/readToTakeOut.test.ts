import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer, aTemplate } from '../../../../tests/fixtures/builders.ts';
import { saveSetting } from '../settings/settings.repository.ts';
import { readToTakeOut } from './readToTakeOut.ts';
import { publishShipped } from './templates.useCases.ts';

forEachDatabase((open) => {
	test('a version is taken out as it was published, the newest where none is asked for, by all but the board', async () => {
		const server = await aServer(await open());
		const auditor = server.acting(await server.person([as('auditor')]));
		await saveSetting(server.database.db, 'council-name', 'Marchbrook');
		await publishShipped(server.database, [aTemplate({ version: 2, title: 'The second' })], auditor.now);
		const newest = await readToTakeOut(auditor, { id: 'small', version: null });
		expect(newest).toMatchObject({ template: { version: 2, title: 'The second' }, council: 'Marchbrook' });
		expect((await readToTakeOut(auditor, { id: 'small', version: 1 })).template).toEqual(aTemplate());
		for (const version of [9, NaN])
			await expect(readToTakeOut(auditor, { id: 'small', version })).rejects.toMatchObject({ status: 404 });
		const board = server.acting(await server.person([as('board')]));
		await expect(readToTakeOut(board, { id: 'small', version: 1 })).rejects.toMatchObject({ status: 403 });
	});
});
