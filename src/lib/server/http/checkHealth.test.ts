import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { openDatabase, type Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { answerRefusals } from '../Refusal.ts';
import { checkHealth } from './checkHealth.ts';

const config = readConfig({});

async function quietly<T>(work: () => Promise<T>): Promise<T> {
	const { error } = console;
	console.error = () => undefined;
	return work().finally(() => (console.error = error));
}

forEachDatabase((open) => {
	test('a process whose database answers is well', async () => {
		const database = await open();
		const { status, body } = await checkHealth({ config, database });
		expect([status, body.status, body.database]).toEqual([200, 'ok', database.kind]);
		expect(body.epoch).toMatch(/^[0-9a-f-]{36}$/);
		expect(body.backup).toBe('no-key');
	});
});

test('a database that does not answer in time is as bad as none', async () => {
	const database = await openDatabase({});
	const holding = Promise.withResolvers<void>();
	const held = database.transaction(() => holding.promise);
	const { status, body } = await quietly(() => checkHealth({ config, database }, 20));
	expect([status, body.status, body.code]).toEqual([503, 'no-database', 'TRY_LATER']);
	holding.resolve();
	await held;
	await database.close();
});

test('a dead Postgres is told in health as 503, and to whoever asks for more as try later', async () => {
	const database: Database = await openDatabase({ url: 'postgres://nobody@127.0.0.1:9/none' });
	expect((await quietly(() => checkHealth({ config, database }))).status).toBe(503);
	const answer = await answerRefusals(async () => {
		await database.db.selectFrom('setting').selectAll().execute();
		return new Response();
	});
	expect([answer.status, answer.headers.get('Retry-After'), await answer.json()]).toEqual([
		503,
		'5',
		{ code: 'TRY_LATER' }
	]);
	await database.close();
});
