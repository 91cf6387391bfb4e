import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { addTestPerson } from '../people/testPeople.ts';
import { clearSignIns } from './clearSignIns.ts';
import { addWrong } from './signInAttempts.repository.ts';

const now = Date.parse('2026-03-12T12:00:00.000Z');
const hour = 3_600_000;

forEachDatabase((open) => {
	test('ended sessions and old wrong passwords go, and nothing else', async () => {
		const database = await open();
		const { id: personId } = await addTestPerson(database);
		const session = (id: string, expiresAt: number, absoluteUntil: number) =>
			database.db
				.insertInto('session')
				.values({
					id,
					person_id: personId,
					created_at: 0,
					last_seen_at: 0,
					expires_at: expiresAt,
					absolute_until: absoluteUntil,
					rotate_due: 0,
					user_agent: '',
					address: ''
				})
				.execute();
		await session('open', now + 1, now + 1);
		await session('unused', now, now + hour);
		await session('at its end', now + hour, now);
		await addWrong(database.db, 'old', '192.0.2.1', now - hour - 1, 0);
		await addWrong(database.db, 'new', '192.0.2.1', now - hour, 0);
		const call = { database, config: readConfig({}), now, signal: new AbortController().signal };
		expect(await clearSignIns.run({ ...call, stillMine: () => Promise.resolve() })).toEqual({
			sessions: 2,
			attempts: 1
		});
		expect(await database.db.selectFrom('session').select('id').execute()).toEqual([{ id: 'open' }]);
		expect(await database.db.selectFrom('sign_in_attempt').select('username').execute()).toEqual([{ username: 'new' }]);
	});
});
