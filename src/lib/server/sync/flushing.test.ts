import { expect, test } from 'vitest';
import { must } from '#lib/domain/shared/Result.ts';
import { answers, as, aServer } from '../../../../tests/fixtures/builders.ts';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';

type Noting = Database & { readonly flushes: boolean[]; beforeFlush: () => Promise<unknown> };

/** A database that notes of each transaction whether its commit waits for the disk. */
function noting(database: Database): Noting {
	const flushes: boolean[] = [];
	const noted: Noting = {
		...database,
		flushes,
		beforeFlush: () => Promise.resolve(),
		transaction: async (work, how = { flush: true }) => {
			if (how.flush) await noted.beforeFlush();
			const done = await database.transaction(work, how);
			flushes.push(how.flush);
			return done;
		}
	};
	return noted;
}

forEachDatabase((open) => {
	async function world() {
		const database = noting(await open());
		const server = await aServer(database);
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id })).record;
		const tablet = await server.tablet(ada);
		const made: Awaited<ReturnType<typeof tablet.change>>[] = [];
		for (const value of ['yes', 'no', 'partly', 'yes']) made.push(await tablet.change(answers(audit, 'CJ2.1', value)));
		const flushesOf = async (from: number, to: number) => {
			database.flushes.length = 0;
			await tablet.push(made.slice(from, to));
			return [...database.flushes];
		};
		return { database, tablet, made, flushesOf };
	}

	test('W2, I5: each change is a transaction of its own, and the disk is waited for once, before the answer', async () => {
		const { flushesOf } = await world();
		expect(await flushesOf(0, 3)).toEqual([false, false, false, true]);
		expect(await flushesOf(3, 4)).toEqual([true]);
	});

	test('I5, I7: a repeat is told only when what it tells is on the disk', async () => {
		const { flushesOf } = await world();
		await flushesOf(0, 2);
		expect((await flushesOf(0, 1)).at(-1)).toBe(true);
		expect((await flushesOf(0, 2)).at(-1)).toBe(true);
	});

	test('I5, P2: what came before a GAP is on the disk before the GAP is told', async () => {
		const { database, tablet, made } = await world();
		database.flushes.length = 0;
		const [first, , , last] = made;
		await tablet.push([must(first, 'a change'), { ...must(last, 'a change'), n: 7 }]);
		expect(database.flushes.at(-1)).toBe(true);
		expect(database.flushes.filter((flushed) => flushed)).toHaveLength(1);
	});

	test('W2, I5: what a database lost that died and came back before it was flushed is told to nobody', async () => {
		const { database, tablet, made } = await world();
		const { db } = database;
		// The second change was in its memory alone: come back, it has never heard of it.
		database.beforeFlush = async () => {
			await db.deleteFrom('change_result').where('n', '=', 2).execute();
			await db.updateTable('client').set({ last_n: 1 }).execute();
		};
		await expect(tablet.push(made.slice(0, 2))).rejects.toMatchObject({ status: 503 });
		const withGap = [...made.slice(0, 2), { ...must(made[2], 'a change'), n: 9 }];
		await expect(tablet.push(withGap)).rejects.toMatchObject({ status: 503 });
		expect((await db.selectFrom('client').select('last_n').executeTakeFirstOrThrow()).last_n).toBe(1);
	});

	test('a commit that need not be flushed leaves the next one flushing', async () => {
		const { database } = await world();
		const synchronous = () => database.sqlite?.prepare('pragma synchronous').get() ?? { synchronous: 2 };
		let inside: unknown = null;
		await database.transaction(async () => (inside = synchronous()), { flush: false });
		await expect(database.transaction(() => Promise.reject(new Error('undone')), { flush: false })).rejects.toThrow();
		expect(synchronous()).toEqual({ synchronous: 2 });
		if (database.kind === 'sqlite') expect(inside).toEqual({ synchronous: 1 });
	});
});
