import { expect, test } from 'vitest';
import { handBackCode } from '#lib/protocol/handBackCode.ts';
import { answers, as, aServer, taken } from '../../../../tests/fixtures/builders.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { findHandBackCode } from './handBack.repository.ts';

forEachDatabase((open) => {
	test('the server’s code is that of the last change it took, and the tablet’s is the same', async () => {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id })).record;
		const tablet = await server.tablet(ada);
		const { db } = server.database;
		expect(await findHandBackCode(db, tablet.clientId)).toBeNull();
		const first = await tablet.change(answers(audit, 'CJ2.1', 'yes'));
		const second = await tablet.change(answers(audit, 'CJ2.1', 'no'));
		taken(await tablet.push([first, second]));
		expect(await findHandBackCode(db, tablet.clientId)).toBe(handBackCode(second.n, second.h));
		expect(await findHandBackCode(db, crypto.randomUUID())).toBeNull();
	});
});
