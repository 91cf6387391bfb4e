import { expect, test } from 'vitest';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { answers, as, aServer, noon, taken } from '../../../../tests/fixtures/builders.ts';
import { aPerson } from '../../../../tests/fixtures/builders.ts';
import { directivesFor, wipeReason } from './directives.ts';

const stands = { revoked: false, asked: false };

test('V4: a tablet is asked to rescue and wipe for the reason that weighs most', () => {
	const ada = aPerson([as('auditor')]);
	const gone = { ...ada, status: 'deactivated' as const };
	expect(wipeReason(stands, ada, noon)).toBe(null);
	expect(wipeReason({ ...stands, asked: true }, ada, noon)).toBe('asked');
	expect(wipeReason({ ...stands, asked: true }, gone, noon)).toBe('deactivated');
	expect(wipeReason({ asked: true, revoked: true }, gone, noon)).toBe('revoked');
	expect(directivesFor(stands, ada, noon)).toEqual([]);
});

test('V4, F: a guest past their last day is a person gone', () => {
	expect(directivesFor(stands, aPerson([as('guest')], { until: '2026-03-11' }), noon)).toEqual([
		{ kind: 'rescueThenWipe', why: 'deactivated' }
	]);
});

forEachDatabase((open) => {
	async function world() {
		const server = await aServer(await open());
		const ada = await server.person([as('auditor')]);
		const tablet = await server.tablet(ada);
		const set = (what: { asked_at?: number; revoked_at?: number }, clientId = tablet.clientId) =>
			server.database.db.updateTable('client').set(what).where('id', '=', clientId).execute();
		return { server, ada, tablet, set };
	}

	test('V4: hello, push and pull all carry what the tablet should do', async () => {
		const { tablet, set } = await world();
		await set({ asked_at: noon });
		const directives = [{ kind: 'rescueThenWipe', why: 'asked' }];
		expect((await tablet.greet()).directives).toEqual(directives);
		expect(taken(await tablet.push([])).directives).toEqual(directives);
		expect((await tablet.pull()).directives).toEqual(directives);
	});

	test('V4, V5: whose use of a tablet was revoked is refused there by any name; the other goes on', async () => {
		const { server, ada, tablet, set } = await world();
		const ben = await server.tablet(await server.person([as('auditor')]));
		const beside = { deviceId: tablet.deviceId, clientId: crypto.randomUUID() };
		await ben.greet(beside);
		await set({ revoked_at: noon });
		const refused = { status: 403, code: 'DEVICE_REVOKED' };
		await expect(tablet.greet()).rejects.toMatchObject(refused);
		await expect(tablet.push([])).rejects.toMatchObject(refused);
		await expect(tablet.pull()).rejects.toMatchObject(refused);
		await expect(tablet.greet({ clientId: crypto.randomUUID() })).rejects.toMatchObject(refused);
		expect((await ben.greet(beside)).directives).toEqual([]);
		const elsewhere = await server.tablet(ada);
		const audit = (await server.audit({ auditor: ada.id })).record;
		expect(await elsewhere.sends(answers(audit, 'CJ2.1', 'yes'))).toMatchObject([{ st: 'applied' }]);
	});
});
