import { expect, test } from 'vitest';
import { anEmptyPostgres, realPostgres } from '#lib/server/backup/aPostgres.fixture.ts';
import { runDrills } from '../fuzz/drills.ts';

test(
	'W7, I1: ten machines lost after a backup under load: all that tablets sent comes back by itself, once',
	{ timeout: 300_000 },
	async () => {
		const figures = await runDrills({ count: 10, seed: 1 });
		expect(figures).toMatchObject({ drills: 10, lost: 0, doubled: 0 });
		expect(figures.sentAgain).toBeGreaterThan(10);
	}
);

test.skipIf(realPostgres === null)('W7, I1: two more on Postgres, by pg_dump', { timeout: 300_000 }, async () => {
	const dropping: (() => Promise<void>)[] = [];
	const postgres = async () => {
		const { url, drop } = await anEmptyPostgres();
		dropping.push(drop);
		return url;
	};
	const figures = await runDrills({ count: 2, seed: 100, postgres });
	for (const drop of dropping) await drop();
	expect(figures).toMatchObject({ drills: 2, lost: 0, doubled: 0 });
});
