import { expect, test } from 'vitest';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { durableNOf } from '../sync/serverIdentity.ts';
import {
	findBackup,
	findLastVerified,
	forgetFile,
	insertBackup,
	listBackups,
	saveProblem,
	saveVerified,
	saveWritten
} from './backups.repository.ts';

const began = (id: string, at: number) => ({ id, epoch: 'e', made_by: 'schedule', began_at: at }) as const;
const written = {
	file: '/backups/one.dipper',
	bytes: 10,
	key_id: 'k',
	log_seq: 4,
	log_hash: 'h',
	counts: { person: 3 }
};

async function verified({ transaction }: Database, id: string, positions: Record<string, number>) {
	const listed = Object.entries(positions).map(([clientId, lastN]) => ({ clientId, lastN }));
	await transaction((trx) => saveVerified(trx, id, { at: 50, ms: 7, positions: listed }));
}

forEachDatabase((open) => {
	test('W7: nothing is durable before a backup was verified', async () => {
		const { db } = await open();
		await insertBackup(db, began('one', 1));
		await saveWritten(db, 'one', written);
		expect(await durableNOf(db, 'tablet')).toBe(0);
		expect(await findLastVerified(db)).toBeNull();
	});

	test('W7: what a verified backup holds is durable, for each tablet what it holds of it', async () => {
		const database = await open();
		await insertBackup(database.db, began('one', 1));
		await verified(database, 'one', { tablet: 7, other: 2 });
		expect(await durableNOf(database.db, 'tablet')).toBe(7);
		expect(await durableNOf(database.db, 'other')).toBe(2);
		expect(await durableNOf(database.db, 'third')).toBe(0);
	});

	test('W7: the furthest verified backup counts, whichever was verified last', async () => {
		const database = await open();
		for (const [id, at] of [
			['one', 1],
			['two', 2]
		] as const)
			await insertBackup(database.db, began(id, at));
		await verified(database, 'two', { tablet: 9 });
		await verified(database, 'one', { tablet: 7 });
		expect(await durableNOf(database.db, 'tablet')).toBe(9);
		const rows = await database.db.selectFrom('backup_client').selectAll().execute();
		expect(rows).toEqual([{ backup_id: 'two', client_id: 'tablet', last_n: 9 }]);
	});

	test('a thousand tablets are kept', async () => {
		const database = await open();
		await insertBackup(database.db, began('one', 1));
		const positions = Object.fromEntries(Array.from({ length: 1_100 }, (_, index) => [`t${index}`, index]));
		await verified(database, 'one', positions);
		expect(await durableNOf(database.db, 't1099')).toBe(1_099);
	});

	test('backups are listed newest first, with what went wrong and what is no longer there', async () => {
		const database = await open();
		const { db } = database;
		for (const [id, at] of [
			['one', 1],
			['two', 2],
			['three', 3]
		] as const)
			await insertBackup(db, began(id, at));
		await saveWritten(db, 'one', written);
		await forgetFile(db, 'one');
		await saveProblem(db, 'two', 'no-space');
		expect((await listBackups(db)).map(({ id, problem }) => [id, problem])).toEqual([
			['three', null],
			['two', 'no-space'],
			['one', null]
		]);
		expect(await findBackup(db, 'one')).toMatchObject({ file: null, counts: { person: 3 }, log_seq: 4 });
		expect(await findBackup(db, 'none')).toBeNull();
	});
});
