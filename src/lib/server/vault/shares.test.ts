import { expect, test } from 'vitest';
import { as, aServer, noon } from '../../../../tests/fixtures/builders.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { openSessions } from '../auth/sessions.ts';
import { deactivatePerson, resetPassword } from '../people/people.useCases.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { giveShare } from './giveShare.ts';
import { dropSharesOfDevice } from './shares.repository.ts';

const idle = { sessionIdleMs: 86_400_000, sessionAbsoluteMs: 14 * 86_400_000 };

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const { database } = server;
		const ada = await server.person([as('auditor')]);
		const tablet = await server.tablet(ada);
		const ask = (person: Person = ada, body: object = {}, signedInAt = noon - 90_500) =>
			giveShare({
				...{ database, person, signedInAt, now: noon },
				body: { proto: 1, clientId: tablet.clientId, ...body }
			});
		const office = { database, person: await server.person([as('administrator')]), now: noon };
		return { server, database, ada, tablet, ask, office };
	}

	test('V2: whoever is signed in is given 32 bytes for this tablet, the same each time', async () => {
		const { ask } = await world();
		const first = await ask();
		expect(Buffer.from(first.share.secret, 'base64')).toHaveLength(32);
		expect(first.signedInFor).toBe(90);
		expect(await ask()).toEqual(first);
	});

	test('V2: two that ask at once are given one share', async () => {
		const { ask } = await world();
		const [first, second] = await Promise.all([ask(), ask()]);
		expect(first.share).toEqual(second.share);
	});

	test('V2, V5: each person on each tablet has a share of their own', async () => {
		const { server, ada, ask } = await world();
		const other = await server.tablet(ada);
		const [here, there] = [await ask(), await ask(ada, { clientId: other.clientId })];
		expect(there.share.secret).not.toBe(here.share.secret);
		expect(there.share.id).not.toBe(here.share.id);
	});

	test('V2, P4: nobody is given another person’s share, nor one for a tablet that never said hello', async () => {
		const { server, ask } = await world();
		await ask();
		const ben = await server.person([as('qa-manager')]);
		await expect(ask(ben)).rejects.toMatchObject({ status: 403, code: 'NOT_YOUR_CLIENT' });
		await expect(ask(undefined, { clientId: crypto.randomUUID() })).rejects.toMatchObject({ status: 422 });
		await expect(ask(undefined, { clientId: 'x' })).rejects.toMatchObject({ status: 422 });
		await expect(ask(undefined, { proto: 'one' })).rejects.toMatchObject({ status: 422 });
	});

	test('V2: a revoked tablet is refused, and its share is no more even if it is put back on the list', async () => {
		const { database, tablet, ask } = await world();
		const before = await ask();
		const revoke = (at: number | null) =>
			database.db.updateTable('device').set({ revoked_at: at }).where('id', '=', tablet.deviceId).execute();
		await revoke(noon);
		await expect(ask()).rejects.toMatchObject({ status: 403, code: 'DEVICE_REVOKED' });
		expect(await database.db.selectFrom('vault_share').selectAll().execute()).toEqual([]);
		await revoke(null);
		expect((await ask()).share.id).not.toBe(before.share.id);
	});

	test('V2: the shares of a tablet can be dropped, of everyone on it and of nobody else', async () => {
		const { server, database, ada, tablet, ask } = await world();
		const other = await server.tablet(ada);
		const [here, there] = [await ask(), await ask(ada, { clientId: other.clientId })];
		await dropSharesOfDevice(database.db, tablet.deviceId);
		expect((await ask()).share.id).not.toBe(here.share.id);
		expect((await ask(ada, { clientId: other.clientId })).share.id).toBe(there.share.id);
	});

	test('V2: a password given anew, everyone signed out, one sign-in ended: the share is another', async () => {
		const { database, ada, ask, office } = await world();
		const sessions = openSessions(database, idle, () => noon);
		const seen = [(await ask()).share.id];
		for (const end of [
			() => resetPassword(office, ada.id),
			() => sessions.endAllOf(ada.id),
			() => sessions.endListed(ada.id, 'a sign-in')
		]) {
			await end();
			seen.push((await ask()).share.id);
		}
		expect(new Set(seen).size).toBe(4);
	});

	test('V2: someone who is deactivated has no share, and is given none', async () => {
		const { database, ada, ask, office } = await world();
		await ask();
		await deactivatePerson(office, ada.id);
		expect(await database.db.selectFrom('vault_share').selectAll().execute()).toEqual([]);
		await expect(ask({ ...ada, status: 'deactivated' })).rejects.toMatchObject({ status: 401 });
	});
});
