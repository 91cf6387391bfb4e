import { expect, test } from 'vitest';
import { gibibyte, mebibyte, usualQuota } from '#lib/domain/evidence/EvidenceQuota.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { as, aServer } from '../../../../tests/fixtures/builders.ts';
import { readQuota, requireRoom, saveQuota, seeQuota } from './quota.ts';

forEachDatabase((open) => {
	test('an administrator sees what is taken and sets what is allowed, within bounds, and it is logged', async () => {
		const server = await aServer(await open());
		const { db } = server.database;
		const admin = server.acting(await server.person([as('administrator')]));
		expect(await seeQuota(admin)).toEqual({ ...usualQuota, usedBytes: 0 });
		expect(await saveQuota(admin, { ...usualQuota, councilBytes: 1 })).toMatchObject({ ok: false });
		expect(await readQuota(db)).toEqual(usualQuota);
		const asked = { personDayBytes: 50 * mebibyte, councilBytes: 2 * gibibyte };
		expect(await saveQuota(admin, asked)).toEqual({ ok: true, value: undefined });
		expect(await readQuota(db)).toEqual(asked);
		await expect(requireRoom(db, admin.person.id, 51 * mebibyte, admin.now)).rejects.toMatchObject({ status: 429 });
		await expect(requireRoom(db, admin.person.id, 49 * mebibyte, admin.now)).resolves.toBeUndefined();
		const { body } = await db.selectFrom('change_body').select('body').executeTakeFirstOrThrow();
		expect(JSON.parse(body)).toMatchObject({ name: 'settings.files', args: asked });
	});

	test('nobody else sees or sets it', async () => {
		const server = await aServer(await open());
		const qa = server.acting(await server.person([as('qa-manager')]));
		await expect(seeQuota(qa)).rejects.toMatchObject({ status: 404 });
		await expect(saveQuota(qa, usualQuota)).rejects.toMatchObject({ status: 404 });
	});
});
