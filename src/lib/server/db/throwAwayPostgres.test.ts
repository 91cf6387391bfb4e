import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { openDatabase } from './connection.ts';
import { migrate } from './migrate.ts';
import { findPostgres, startThrowAwayPostgres } from './throwAwayPostgres.ts';

test.skipIf(findPostgres() === null)(
	'a server of its own starts, is migrated and is gone again',
	{ timeout: 60_000 },
	async () => {
		const server = must(await startThrowAwayPostgres(), 'a server');
		try {
			const database = await openDatabase({ url: server.url });
			expect(await migrate(database)).toContain('0001-people');
			const { rows } = await sql<{ answer: string }>`select 9007199254740991::bigint as answer`.execute(database.db);
			expect(rows).toEqual([{ answer: Number.MAX_SAFE_INTEGER }]);
			await database.close();
		} finally {
			server.stop();
		}
		const gone = await openDatabase({ url: server.url });
		await expect(sql`select 1`.execute(gone.db)).rejects.toThrow();
		await gone.close();
	}
);

test('the newest installed version is taken, as a number', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'dipper-versions-'));
	for (const version of ['9', '15', '17']) mkdirSync(path.join(folder, version, 'bin'), { recursive: true });
	mkdirSync(path.join(folder, 'common'));
	writeFileSync(path.join(folder, '17', 'bin', 'initdb'), '');
	expect(findPostgres(folder)).toBe(path.join(folder, '17', 'bin'));
	rmSync(folder, { recursive: true });
});

test('where there is none, none is found and none is started', async () => {
	expect(findPostgres('/nowhere')).toBeNull();
	expect(await startThrowAwayPostgres(null)).toBeNull();
});
