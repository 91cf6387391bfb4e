import { expect, test } from 'vitest';
import { as, aServer } from '../../../../tests/fixtures/builders.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { verifyLog } from '../log/changeLog.ts';
import { readCouncilId, readEpoch } from '../sync/serverIdentity.ts';
import { findOrMakeShare } from '../vault/shares.repository.ts';
import { findLogEnd, findLogHash, listEpochs } from './epochs.repository.ts';
import { takeNewEpoch } from './takeNewEpoch.ts';

forEachDatabase((open) => {
	test('W7: a new epoch follows the one before, and the log tells of it', async () => {
		const { db, transaction } = await open();
		const [council, first] = [await readCouncilId(db), await readEpoch(db)];
		const facts = { backup: 'b', end: { seq: 0 } };
		const epoch = await transaction((trx) =>
			takeNewEpoch(trx, { why: 'restored', replaced: 'lost', at: 1_000, facts })
		);
		expect(await readEpoch(db)).toBe(epoch);
		expect(await readCouncilId(db)).toBe(council);
		expect(await listEpochs(db)).toEqual([
			{ epoch, before: first, replaced: 'lost', why: 'restored', at: 1_000, log_seq: 1 }
		]);
		const { body } = await db.selectFrom('change_body').select('body').executeTakeFirstOrThrow();
		expect(JSON.parse(body)).toMatchObject({ name: 'restored', args: { backup: 'b', before: first, epoch } });
		expect(await verifyLog(db)).toEqual({ ok: true, entries: 1 });
	});

	test('V2, W7: with an older store no half of a key returns that was taken back since', async () => {
		const server = await aServer(await open());
		const { db, transaction } = server.database;
		const ada = await server.person([as('auditor')]);
		const { clientId } = await server.tablet(ada);
		await findOrMakeShare(db, { clientId, personId: ada.id, at: 1 });
		await transaction((trx) => takeNewEpoch(trx, { why: 'restored', replaced: null, at: 2, facts: {} }));
		expect(await db.selectFrom('vault_share').selectAll().execute()).toEqual([]);
	});

	test('an epoch that is not taken to the end leaves nothing', async () => {
		const { db, transaction } = await open();
		const first = await readEpoch(db);
		const failing = transaction(async (trx) => {
			await takeNewEpoch(trx, { why: 'accepted-older', replaced: null, at: 1, facts: {} });
			throw new Error('on purpose');
		});
		await expect(failing).rejects.toThrow('on purpose');
		expect([await readEpoch(db), await listEpochs(db)]).toEqual([first, []]);
	});

	test('the end of the log and the hash of any entry are found', async () => {
		const { db, transaction } = await open();
		expect(await findLogEnd(db)).toEqual({ seq: 0, hash: '0'.repeat(64) });
		await transaction((trx) => takeNewEpoch(trx, { why: 'restored', replaced: null, at: 1, facts: {} }));
		const end = await findLogEnd(db);
		expect(await findLogHash(db, 1)).toBe(end.hash);
		expect(await findLogHash(db, 0)).toBe('0'.repeat(64));
		expect(await findLogHash(db, 2)).toBeNull();
	});
});
