import { expect, test } from 'vitest';
import { findPostgres } from '#lib/server/db/throwAwayPostgres.ts';
import { runServerKills, type KillRun } from '../fuzz/serverKills.ts';

/** `npm run fuzz -- --kills N --seed S` does the same for longer. */
async function survives(run: KillRun): Promise<void> {
	const figures = await runServerKills(run);
	expect(figures?.wrongs, `seed ${run.seed}`).toEqual([]);
	expect(figures?.changes).toBeGreaterThan(run.kills);
	expect(figures?.unanswered).toBeGreaterThan(0);
	console.log(`${run.database}:`, JSON.stringify(figures));
}

const long = { timeout: 600_000 };

test('I1, I3, I5, I7, W2: 25 kills of a server on SQLite lose, double and reorder nothing', long, () =>
	survives({ kills: 25, seed: 'sqlite', database: 'sqlite' })
);

test.skipIf(findPostgres() === null)(
	'I1, I3, I5, I7, W2: 25 kills of two servers on one Postgres, and of Postgres itself, lose, double and reorder nothing',
	long,
	() => survives({ kills: 25, seed: 'postgres', database: 'postgres', processes: 2, killDatabase: true })
);
