import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/Change.ts';
import { forEachDatabase } from '#lib/server/db/forEachDatabase.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { verifyLog } from '#lib/server/log/changeLog.ts';
import { recordDigest } from '#lib/protocol/hashes.ts';
import { answers, as, aServer, type TestServer, type TestTablet } from '../fixtures/builders.ts';

/** Everything that a change may leave behind. */
async function everything({ db }: Database) {
	const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
	return {
		records: sorted(await db.selectFrom('record').selectAll().execute()),
		fields: sorted(await db.selectFrom('record_field').selectAll().execute()),
		history: sorted(await db.selectFrom('record_history').selectAll().execute()),
		results: sorted(await db.selectFrom('change_result').selectAll().execute()),
		log: sorted(await db.selectFrom('change_log').selectAll().execute()),
		clients: sorted(await db.selectFrom('client').select(['id', 'last_n']).execute())
	};
}

const question = fc.constantFrom('CJ2.1', 'CJ2.2', 'CJ2.3', 'CJ2.9');
const value = fc.constantFrom('yes', 'no', 'good', 'achieved', 'drifting');
const act = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({ do: fc.constant('answer' as const), tablet: fc.nat(2), question, value, seen: fc.boolean() })
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const), tablet: fc.nat(2), question }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('settle' as const),
			tablet: fc.nat(2),
			question,
			keep: fc.constantFrom('value', 'other', 'both')
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('push' as const),
			tablet: fc.nat(2),
			lost: fc.boolean(),
			limit: fc.integer({ min: 1, max: 4 })
		})
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('pull' as const), tablet: fc.nat(2) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('submit' as const), tablet: fc.nat(2) }) }
);

forEachDatabase((open) => {
	const isSmall = process.env.SCENARIO_RUNS === undefined;

	async function world() {
		return peopleOf(await aServer(await open()));
	}

	/** Another auditor with an audit and three tablets: one server serves every history. */
	async function peopleOf(server: TestServer) {
		const ada = await server.person([as('auditor')]);
		const audit = (await server.audit({ auditor: ada.id, state: 'allocated' })).record;
		const tablets = [await server.tablet(ada), await server.tablet(ada), await server.tablet(ada)];
		return { server, audit, tablets };
	}

	test('I1, I2, I3: whatever three tablets do and in whatever order it arrives, nothing is lost, doubled or different', async () => {
		const shared = await aServer(await open());
		await fc.assert(
			fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
				const { server, audit, tablets } = await peopleOf(shared);
				const waiting = tablets.map((): Change[] => []);
				const made: Change[] = [];
				const at = (index: number) => [tablets[index] as TestTablet, waiting[index] as Change[]] as const;
				const push = async (index: number, limit: number, lost: boolean) => {
					const [tablet, outbox] = at(index);
					const { answer, status } = await tablet.push(outbox.slice(0, limit));
					expect(status).toBe(200);
					if (!lost) waiting[index] = outbox.filter(({ n }) => n > (answer.lastN ?? 0));
				};
				for (const one of acts) {
					server.clock.now += 1000;
					const [tablet, outbox] = at(one.tablet);
					const field = 'question' in one ? tablet.holding(audit)?.fields.get(`answer/${one.question}`) : undefined;
					const keep = async (draft: Parameters<TestTablet['change']>[0]) => {
						const change = await tablet.change(draft);
						outbox.push(change);
						made.push(change);
					};
					if (one.do === 'answer')
						await keep(answers(audit, one.question, one.value, one.seen ? { base: field?.ver ?? 0 } : {}));
					if (one.do === 'clear')
						await keep({
							name: 'answer.clear',
							record: audit,
							args: { question: one.question },
							base: field?.ver ?? 0
						});
					if (one.do === 'settle')
						await keep({
							name: 'conflict.resolve',
							record: audit,
							args: { key: `answer/${one.question}`, keep: one.keep },
							base: field?.ver ?? 0
						});
					if (one.do === 'submit')
						await keep({
							name: outbox.length % 2 === 0 ? 'audit.submit' : 'audit.withdraw',
							record: audit,
							args: { why: 'w', reason: 'r' }
						});
					if (one.do === 'push') await push(one.tablet, one.limit, one.lost);
					if (one.do === 'pull') await tablet.pulls();
				}
				for (const index of tablets.keys()) await push(index, 500, false);
				await holdsTrue(server.database, made, tablets, audit);
			}),
			{
				numRuns: isSmall ? 25 : Number(process.env.SCENARIO_RUNS),
				interruptAfterTimeLimit: isSmall ? 15_000 : 3_600_000
			}
		);
	}, 3_700_000);

	async function holdsTrue(
		database: Database,
		made: readonly Change[],
		tablets: readonly TestTablet[],
		audit: { kind: 'audit'; id: string }
	) {
		const history = await database.db.selectFrom('record_history').selectAll().orderBy('log_seq').execute();
		const logged = new Map<string, Set<number>>();
		for (const row of history)
			logged.set(row.change_id ?? '', (logged.get(row.change_id ?? '') ?? new Set()).add(row.log_seq));
		for (const { id } of made) expect(logged.get(id)?.size).toBe(1);
		for (const tablet of tablets) {
			const own = history.filter((row) => row.client_id === tablet.clientId).map(({ n }) => n);
			expect(own).toEqual([...own].sort((a, b) => (a ?? 0) - (b ?? 0)));
			await tablet.pulls();
		}
		const views = await Promise.all(
			tablets.map(
				async (tablet) =>
					[tablet.holding(audit), await recordDigest(tablet.holding(audit)?.fields ?? new Map())] as const
			)
		);
		for (const view of views) expect(view).toEqual(views[0]);
		const served = await tablets[0]?.pull({ have: {} });
		expect(served?.put.find(({ record }) => record.id === audit.id)?.digest).toBe(views[0]?.[1]);
		expect(await verifyLog(database.db)).toMatchObject({ ok: true });
	}

	test('I7: replaying any part of what was sent, any number of times, in any order, changes nothing', async () => {
		const { server, audit, tablets } = await world();
		const sent: (() => Promise<unknown>)[] = [];
		for (const [index, tablet] of tablets.entries()) {
			const changes = [
				await tablet.change(answers(audit, 'CJ2.1', index === 0 ? 'yes' : 'no')),
				await tablet.change(answers(audit, 'CJ2.2', 'good')),
				await tablet.change(answers(audit, 'NO.9', 'parked')),
				await tablet.change({
					name: 'feedback.add',
					record: audit,
					args: { id: crypto.randomUUID(), from: 'child', text: 'ok' }
				}),
				await tablet.change({
					name: 'action.raise',
					record: audit,
					args: {
						id: crypto.randomUUID(),
						level: 'child',
						finding: 'f',
						what: 'w',
						difference: 'd',
						owner: crypto.randomUUID(),
						dueOn: '2026-04-01'
					}
				})
			];
			for (const [from, to] of [
				[0, 2],
				[2, 3],
				[1, 5]
			] as const)
				sent.push(() => tablet.push(changes.slice(from, to)));
		}
		for (const request of sent) await request();
		const before = await everything(server.database);
		expect(before.history.length).toBeGreaterThan(12);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat(sent.length - 1), { maxLength: 12 }), async (order) => {
				server.clock.now += 60_000;
				for (const index of order) await sent[index]?.();
				expect(await everything(server.database)).toEqual(before);
			}),
			{ numRuns: isSmall ? 8 : 100 }
		);
	}, 60_000);
});
