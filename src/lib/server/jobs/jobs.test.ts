import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { forEachDatabase } from '../db/forEachDatabase.ts';
import { saveSetting } from '../settings/settings.repository.ts';
import type { Job } from './Job.ts';
import { listJobs, readDatabaseTime, releaseLease, renewLease, takeLease } from './jobs.repository.ts';
import { startJobs } from './startJobs.ts';
import { nextTime } from './times.ts';

const noon = Date.parse('2026-03-12T12:00:30.000Z');
const minute = 60_000;
const config = readConfig({});
/** Leases of a test are counted by the test's clock; a real timer that renews them must not come in between. */
const leaseMs = 10 * minute;
/** Tests say themselves when to look. (A timer cannot wait longer than 2³¹ ms.) */
const never = 24 * 60 * minute;

function counting(name = 'counting') {
	const runs: number[] = [];
	const job: Job = {
		name,
		every: '* * * * *',
		run: async ({ now }) => {
			runs.push(now);
			await pause(5);
			return { runs: runs.length };
		}
	};
	return { runs, job };
}

/** A run that a test lets go of when it likes. */
function held(name = 'held') {
	const gate = Promise.withResolvers<void>();
	const begun = Promise.withResolvers<AbortSignal>();
	const job: Job = {
		name,
		every: '* * * * *',
		run: async ({ signal, database, stillMine }) => {
			begun.resolve(signal);
			await gate.promise;
			await database.transaction(async (trx) => {
				await stillMine(trx);
				await saveSetting(trx, 'council-name', 'written by the job');
			});
			return {};
		}
	};
	return { job, begun: begun.promise, letGo: gate.resolve };
}

forEachDatabase((open) => {
	/** Several processes on one database, by one clock. */
	async function processes(jobs: readonly Job[], count: number) {
		const database = await open();
		const time = { now: noon };
		const start = (more: readonly Job[] = jobs) =>
			startJobs({ database, config, jobs: more, clock: () => Promise.resolve(time.now), lookEvery: never, leaseMs });
		const all = [];
		for (let one = 0; one < count; one += 1) all.push(await start());
		return { database, time, all, start };
	}

	const theJob = async ({ db }: Database) => (await listJobs(db))[0];

	test('a job new to the database waits for its first time', async () => {
		const { runs, job } = counting();
		const { database, all } = await processes([job], 1);
		await all[0]?.runDue();
		expect(runs).toEqual([]);
		expect(await theJob(database)).toMatchObject({ due_at: Date.parse('2026-03-12T12:01:00.000Z'), outcome: null });
	});

	test('of five processes one runs it, once for each time', async () => {
		const { runs, job } = counting();
		const { database, time, all } = await processes([job], 5);
		for (let round = 1; round <= 3; round += 1) {
			time.now = noon + round * minute;
			await Promise.all(all.map((one) => one.runDue()));
			await Promise.all(all.map((one) => one.runDue()));
		}
		expect(runs).toEqual([1, 2, 3].map((round) => noon + round * minute));
		expect(await theJob(database)).toMatchObject({ fence: 3, outcome: 'done', holder: null, facts: '{"runs":3}' });
	});

	test('times missed while nobody ran are made up for by one run', async () => {
		const { runs, job } = counting();
		const { time, all } = await processes([job], 2);
		time.now = noon + 60 * minute;
		for (const one of all) await one.runDue();
		expect(runs).toHaveLength(1);
	});

	test('a job that fails is said to have failed, by the kind of error alone, and comes again', async () => {
		const quiet = console.error;
		const said: unknown[] = [];
		console.error = (line: unknown) => said.push(line);
		const job: Job = { name: 'failing', every: '* * * * *', run: () => Promise.reject(new RangeError('Ada Wren')) };
		const { database, time, all } = await processes([job], 1);
		time.now += minute;
		await all[0]?.runDue();
		console.error = quiet;
		expect(await theJob(database)).toMatchObject({ outcome: 'failed', facts: '{"error":"RangeError"}' });
		expect((await theJob(database))?.due_at).toBeGreaterThan(time.now);
		expect(said).toEqual(['job failing: RangeError']);
	});

	test('the lease of a process that died lapses, and another runs the job', async () => {
		const { runs, job } = counting();
		const { database, time, all } = await processes([job], 1);
		time.now += minute;
		const dead = { name: job.name, holder: 'a process that was killed' };
		expect(await takeLease(database.db, { ...dead, now: time.now, until: time.now + leaseMs })).not.toBeNull();
		await all[0]?.runDue();
		expect(runs).toEqual([]);
		time.now += leaseMs;
		await all[0]?.runDue();
		expect(runs).toHaveLength(1);
	});

	test('a runner that slept through its lease neither writes nor finishes over the newer one', async () => {
		const late = held('one');
		const { database, time, all, start } = await processes([late.job], 1);
		time.now += minute;
		const sleeping = all[0]?.runDue();
		await late.begun;
		time.now += leaseMs;
		const { job, runs } = counting('one');
		const other = await start([job]);
		await other.runDue();
		late.letGo();
		await sleeping;
		expect(runs).toHaveLength(1);
		expect(await theJob(database)).toMatchObject({ fence: 2, outcome: 'done', facts: '{"runs":1}' });
		expect(await database.db.selectFrom('setting').selectAll().where('key', '=', 'council-name').execute()).toEqual([]);
	});

	test('a runner whose lease holds writes', async () => {
		const { job, begun, letGo } = held();
		const { database, time, all } = await processes([job], 1);
		time.now += minute;
		const running = all[0]?.runDue();
		await begun;
		letGo();
		await running;
		expect(await theJob(database)).toMatchObject({ outcome: 'done' });
		expect(
			await database.db.selectFrom('setting').selectAll().where('key', '=', 'council-name').execute()
		).toHaveLength(1);
	});

	test('a lease is renewed only by its holder', async () => {
		const { job } = counting();
		const { database, time } = await processes([job], 1);
		time.now += minute;
		const take = (holder: string) =>
			takeLease(database.db, { name: job.name, holder, now: time.now, until: time.now + leaseMs });
		const first = await take('first');
		expect(first).toEqual({ name: job.name, fence: 1 });
		expect(await take('second')).toBeNull();
		expect(await renewLease(database.db, { name: job.name, fence: 1 }, time.now + 2 * leaseMs)).toBe(true);
		time.now += 2 * leaseMs;
		expect(await take('second')).toEqual({ name: job.name, fence: 2 });
		expect(await renewLease(database.db, { name: job.name, fence: 1 }, time.now + leaseMs)).toBe(false);
		expect(await releaseLease(database.db, { name: job.name, fence: 1 })).toBe(false);
	});

	test('a run keeps its lease by renewing it, however long it takes', async () => {
		const database = await open();
		const slow = held('slow');
		const quick = { database, config, lookEvery: never, leaseMs: 150 };
		const time = { ahead: 0 };
		const clock = async () => (await readDatabaseTime(database)) + time.ahead;
		const first = await startJobs({ ...quick, jobs: [slow.job], clock });
		const { job, runs } = counting('slow');
		const second = await startJobs({ ...quick, jobs: [job], clock });
		time.ahead = minute;
		const running = first.runDue();
		await slow.begun;
		await pause(500);
		await second.runDue();
		expect(runs).toEqual([]);
		slow.letGo();
		await running;
		expect(await theJob(database)).toMatchObject({ fence: 1, outcome: 'done' });
	});

	test('a process that stops tells its runs so and gives unfinished ones back at once', async () => {
		const job: Job = {
			name: 'long',
			every: '* * * * *',
			run: ({ signal }) =>
				new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('told to stop'))))
		};
		const { database, time, all, start } = await processes([job], 1);
		time.now += minute;
		const running = all[0]?.runDue();
		while ((await theJob(database))?.holder === null) await pause(5);
		await all[0]?.stop();
		await running;
		expect(await theJob(database)).toMatchObject({ holder: null, outcome: null, leased_until: null });
		const { runs, job: again } = counting('long');
		await (await start([again])).runDue();
		expect(runs).toHaveLength(1);
	});

	test('times that a release changed count from then on', async () => {
		const { runs, job } = counting();
		const { database, time, start } = await processes([job], 1);
		const nightly = await start([{ ...job, every: '0 3 * * *' }]);
		expect(await theJob(database)).toMatchObject({
			every: '0 3 * * *',
			due_at: Date.parse('2026-03-13T03:00:00.000Z')
		});
		time.now += minute;
		await nightly.runDue();
		expect(runs).toEqual([]);
	});

	test('the database tells a time near our own', async () => {
		expect(Math.abs((await readDatabaseTime(await open())) - Date.now())).toBeLessThan(60_000);
	});
});

test.each([
	['*/10 * * * *', '2026-03-12T12:00:00.000Z', '2026-03-12T12:10:00.000Z'],
	['30 2 * * *', '2026-03-28T12:00:00.000Z', '2026-03-29T02:30:00.000Z'],
	['0 1 * * *', '2026-03-29T00:30:00.000Z', '2026-03-29T01:00:00.000Z'],
	['0 4 * * 1', '2026-03-12T12:00:00.000Z', '2026-03-16T04:00:00.000Z']
])('%s after %s is %s, by UTC on the night the clocks change too', (every, after, next) => {
	expect(new Date(nextTime(every, Date.parse(after))).toISOString()).toBe(next);
});

test('a pattern that never comes, or is none, is an error at once', () => {
	expect(() => nextTime('0 0 31 2 *', noon)).toThrow();
	expect(() => nextTime('whenever', noon)).toThrow();
});
