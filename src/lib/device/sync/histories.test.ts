import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditRecord, RecordRef } from '#lib/domain/changes/RecordState.ts';
import { MemoryStore } from '../store/MemoryStore.ts';
import { putBack } from '../store/putBack.ts';
import { recordChange } from '../store/recordChange.ts';
import { viewRecord } from '../store/viewRecord.ts';
import {
	ada,
	anAudit,
	anOpenStore,
	answerIntent,
	aTemplateRecord,
	auditId,
	smallTemplate,
	syncParts,
	type World
} from '../testWorld.ts';
import { pullChanges } from './pullChanges.ts';
import { pushOutbox } from './pushOutbox.ts';
import { sayHello } from './sayHello.ts';
import { TestServer, type Fault } from './testServer.ts';

/** What may happen on two tablets of one person and at the server, in any order. */
const step = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			does: fc.constant('answers' as const),
			who: fc.nat(1),
			question: fc.constantFrom('CJ2.1', 'CJ2.2'),
			value: fc.constantFrom('yes', 'no', 'partly', 'na')
		})
	},
	{
		weight: 5,
		arbitrary: fc.record({
			does: fc.constant('syncs' as const),
			who: fc.nat(1),
			until: fc.constantFrom('hello', 'push', 'pull')
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({
			does: fc.constant('fault' as const),
			path: fc.constantFrom('hello' as const, 'push' as const, 'pull' as const),
			fault: fc.constantFrom<Fault>('no-signal', 'lost-answer', { status: 503 })
		})
	},
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('backup' as const) }) },
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('restore' as const) }) },
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('wiped' as const), who: fc.nat(1) }) },
	{ weight: 1, arbitrary: fc.record({ does: fc.constant('cloned' as const), who: fc.nat(1) }) }
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const audit: RecordRef = { kind: 'audit', id: auditId };

class History {
	readonly server = new TestServer(ada, smallTemplate);
	readonly saved: string[] = [];
	#worlds: World[] = [];
	#backup = this.#snapshot();
	#epochs = 1;

	async begin(): Promise<void> {
		this.server.put(anAudit(), aTemplateRecord());
		this.#worlds = [await anOpenStore(), await anOpenStore()];
		for (const world of this.#worlds) expect(await this.sync(world, 'pull')).toBe('done');
		this.#backup = this.#snapshot();
	}

	async take(one: Step): Promise<void> {
		const world = 'who' in one ? this.#worlds[one.who] : undefined;
		if (one.does === 'fault') this.server.fails(one.path, one.fault);
		if (one.does === 'backup') this.#backup = this.#snapshot();
		if (one.does === 'restore') this.#restore();
		if (world === undefined) return;
		if (one.does === 'answers') await this.#answer(world, one.question, one.value);
		if (one.does === 'syncs') await this.sync(world, one.until);
		if (one.does === 'wiped') this.#worlds[one.who] = await this.#wiped(world);
		// A clone of this tablet sent something of its own under the next number.
		if (one.does === 'cloned') await this.#clone(world);
	}

	/** Everything works again: what is left is sent, and both tablets fetch. */
	async settle(): Promise<void> {
		let calm = 0;
		for (let rounds = 0; rounds < 40; rounds += 1) {
			const ends = [];
			for (const world of this.#worlds) ends.push(await this.sync(world, 'pull'));
			const waits = await Promise.all(this.#worlds.map(async ({ store }) => (await store.outbox()).length));
			const isCalm = ends.every((end) => end === 'done') && waits.every((count) => count === 0);
			calm = isCalm ? calm + 1 : 0;
			// What the second tablet sent, the first fetches a round later.
			if (calm === 2) return;
		}
		throw new Error('never settled');
	}

	async sync({ open }: World, until: string): Promise<string> {
		const parts = syncParts(open, this.server);
		for (let tries = 0; tries < 4; tries += 1) {
			const greeted = await sayHello(parts);
			if (greeted.end !== 'hello' || until === 'hello') return greeted.end;
			const pushed = await pushOutbox(parts, greeted.answer);
			if (pushed.end === 'hello-again') continue;
			return pushed.end !== 'done' || until === 'push' ? pushed.end : (await pullChanges(parts)).end;
		}
		return 'busy';
	}

	async check(): Promise<void> {
		for (const id of this.saved)
			expect(this.server.ids.get(id)?.st, 'I1: in history, exactly once').toMatch(/applied|conflict/);
		const truth = this.server.records.get(`audit:${auditId}`) as AuditRecord;
		for (const { open } of this.#worlds) {
			const view = await viewRecord(open, audit);
			const values = (fields: AuditRecord['fields'] | undefined) =>
				Object.fromEntries([...(fields ?? [])].map(([key, { value, ver }]) => [key, { value, ver }]));
			expect(values(view?.record.fields), 'I2: all show the same').toEqual(values(truth.fields));
		}
	}

	async #answer(world: World, question: string, value: string): Promise<void> {
		const intent = answerIntent(
			question,
			value,
			(await world.open.base(audit))?.fields.get(`answer/${question}`)?.ver ?? 0
		);
		try {
			expect((await recordChange(world.open, intent)).ok).toBe(true);
			this.saved.push(intent.id);
		} catch (error) {
			// After a wipe base has to come first: not saved, and said so.
			expect(String(error)).toContain('not here yet');
		}
	}

	async #wiped({ open, journal, root }: World): Promise<World> {
		const fresh = await anOpenStore({ store: new MemoryStore(), journal, root, clientId: open.clientId });
		await putBack(fresh.open, await journal.entries());
		return fresh;
	}

	async #clone({ open }: World): Promise<void> {
		const log = this.server.clients.get(open.clientId);
		const { counter } = await open.store.position();
		if (log === undefined || log.lastN !== counter) return;
		const n = counter + 1;
		const results = new Map([...log.results, [n, { n, st: 'applied' as const, ver: 1, h: 'of a clone' }]]);
		this.server.clients.set(open.clientId, { lastN: n, results });
	}

	#snapshot() {
		const { records, clients, ids } = this.server;
		return { records: new Map(records), clients: new Map(clients), ids: new Map(ids) };
	}

	#restore(): void {
		this.#epochs += 1;
		this.server.epoch = `epoch-${this.#epochs}`;
		this.server.records = new Map(this.#backup.records);
		this.server.clients = new Map(this.#backup.clients);
		this.server.ids.clear();
		for (const [id, result] of this.#backup.ids) this.server.ids.set(id, result);
	}
}

const runs = Number(globalThis.process?.env.DIPPER_HISTORIES ?? 150);

test(
	'I1, I2: whatever is lost, restored, wiped or cloned, every saved change arrives once and all show the same',
	{ timeout: 60_000 + runs * 150 },
	async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
				const history = new History();
				await history.begin();
				for (const one of steps) await history.take(one);
				await history.settle();
				await history.check();
			}),
			{ numRuns: runs }
		);
		expect(runs).toBeGreaterThan(0);
	}
);
