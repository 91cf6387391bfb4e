import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import { pullChanges } from '../sync/pullChanges.ts';
import { pushOutbox } from '../sync/pushOutbox.ts';
import { sayHello } from '../sync/sayHello.ts';
import { TestServer } from '../sync/testServer.ts';
import {
	ada,
	anAudit,
	anOpenStore,
	answerIntent,
	aTemplateRecord,
	auditId,
	MemoryJournal,
	smallTemplate,
	syncParts,
	testId,
	type World
} from '../testWorld.ts';
import { toHex } from '../vault/bytes.ts';
import { VaultLocked } from '../vault/Vault.ts';
import type { Plan } from './DeviceStore.ts';
import { DexieStore, refuseInsideTransaction } from './DexieStore.ts';
import { MemoryStore } from './MemoryStore.ts';
import { putBack } from './putBack.ts';
import { cleanDeep, recordChange } from './recordChange.ts';
import { viewRecord } from './viewRecord.ts';

const audit: RecordRef = { kind: 'audit', id: auditId };
let made = 0;
const aDatabase = () => new DexieStore(`record-change-${(made += 1)}`);

/** A store that has had its first pull. */
async function filled(
	given: Parameters<typeof anOpenStore>[0] = {}
): Promise<World & { server: TestServer; parts: ReturnType<typeof syncParts> }> {
	const world = await anOpenStore(given);
	const server = new TestServer(ada, smallTemplate);
	server.put(anAudit(), aTemplateRecord());
	const parts = syncParts(world.open, server);
	await sayHello(parts);
	await pullChanges(parts);
	return { ...world, server, parts };
}
afterEach(() => vi.restoreAllMocks());

/** How often each way of reading a store was asked. */
function countReads(store: World['store']): () => number {
	const spies = (['position', 'meta', 'record', 'summaries', 'outbox', 'kept', 'everything'] as const).map((read) =>
		vi.spyOn(store, read)
	);
	return () => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
}

describe('S1: what is known of the store is not read again', () => {
	test('S1: after the first, a save is one transaction, and nothing is read for it', async () => {
		const { open, store } = await filled({ store: aDatabase() });
		await recordChange(open, answerIntent('CJ2.1', 'yes'));
		const reads = countReads(store);
		const writes = vi.spyOn(store, 'write');
		for (const value of ['no', 'partly', 'yes']) await recordChange(open, answerIntent('CJ2.1', value));
		expect([reads(), writes.mock.calls.length]).toEqual([0, 3]);
		expect((await open.changes()).map(({ change }) => change.n)).toEqual([1, 2, 3, 4]);
		const summaries = await open.summaries();
		await open.write({ turns: true });
		await open.position();
		expect(await open.summaries()).toEqual(summaries);
		expect((await open.changes()).map(({ change }) => change.n)).toEqual([1, 2, 3, 4]);
	});

	test('S5: another tab saved unheard: the number is taken anew, and none is given twice', async () => {
		const first = await filled({ store: aDatabase() });
		const second = await anOpenStore({ ...first, clientId: first.open.clientId });
		await recordChange(first.open, answerIntent('CJ2.1', 'yes'));
		for (const value of ['no', 'partly']) {
			await recordChange(second.open, answerIntent('CJ2.2', value));
			expect(await recordChange(first.open, answerIntent('CJ2.1', value))).toMatchObject({ ok: true });
		}
		await first.open.position();
		expect((await first.open.changes()).map(({ change }) => change.n)).toEqual([1, 2, 3, 4, 5]);
	});

	test('a refusal is not believed of what was last looked at: the pull of another tab brought the record', async () => {
		const first = await filled({ store: aDatabase() });
		const second = await anOpenStore({ ...first, clientId: first.open.clientId });
		const fresh = anAudit('00000000-0000-4000-8000-00000000a009');
		expect(await viewRecord(first.open, fresh.record)).toBeNull();
		first.server.put(fresh);
		await pullChanges(syncParts(second.open, first.server));
		const intent = { ...answerIntent('CJ2.1', 'yes'), record: fresh.record };
		expect(await recordChange(first.open, intent)).toMatchObject({ ok: true });
	});

	test('a change that a reader met while it was being written is there once', async () => {
		const { open, store } = await filled({ store: aDatabase() });
		await recordChange(open, answerIntent('CJ2.1', 'yes'));
		const write = store.write.bind(store);
		vi.spyOn(store, 'write').mockImplementationOnce(async (plan) => {
			const isWritten = await write(plan);
			await open.changes();
			return isWritten;
		});
		await recordChange(open, answerIntent('CJ2.1', 'no'));
		expect((await open.changes()).map(({ change }) => change.n)).toEqual([1, 2]);
	});
});

describe('S1: the one save path', () => {
	test('a change is numbered, hashed, sealed and journaled, and the list follows', async () => {
		const { open, store, journal } = await filled({ store: aDatabase() });
		const saved = await recordChange(open, answerIntent('CJ2.1', 'yes'));
		expect(saved).toMatchObject({ ok: true, value: { n: 1 } });
		const [held] = await open.changes();
		expect(held?.change).toMatchObject({ n: 1, name: 'answer.set', record: audit, base: 0, tpl: { id: 'cj', ver: 1 } });
		expect(held?.change.h).toBe(await changeHash({ ...held?.change }));
		expect(journal.held.map(({ n }) => n)).toEqual([1]);
		expect(journal.held[0]?.sealed).toEqual((await store.outbox())[0]?.sealed);
		const summary = (await open.summaries()).find(({ record }) => record.kind === 'audit');
		expect(summary).toMatchObject({ judged: 1, head: { state: 'begun' } });
	});

	test('NUL and lone surrogates are taken out before it is hashed', async () => {
		const { open } = await filled();
		const intent = {
			...answerIntent('', ''),
			name: 'note.set',
			args: { question: 'CJ2.1', text: 'a\u0000b\ud800c 🐦' }
		};
		await recordChange(open, intent);
		expect((await open.changes())[0]?.change.args).toEqual({ question: 'CJ2.1', text: 'abc 🐦' });
		expect(cleanDeep({ list: ['x\u0000', 1, null, { inner: '\udfff' }] })).toEqual({
			list: ['x', 1, null, { inner: '' }]
		});
	});

	test.each([
		['an unknown act', { name: 'answer.guess' }, 'SCHEMA_INVALID'],
		['arguments of the wrong kind', { args: { question: 7 } }, 'SCHEMA_INVALID'],
		['an answer the question does not take', { args: { question: 'CJ2.1', value: 'perhaps' } }, 'SCHEMA_INVALID'],
		['what is locked', { name: 'audit.withdraw', args: { reason: 'x' } }, 'RECORD_LOCKED'],
		['a record that is not here', { record: { kind: 'audit', id: testId() } as RecordRef }, 'NO_PERMISSION']
	])('%s is refused and writes nothing', async (_, change, code) => {
		const { open, store } = await filled();
		const saved = await recordChange(open, { ...answerIntent('CJ2.1', 'yes'), ...change });
		expect(saved).toMatchObject({ ok: false, problem: { code } });
		expect((await store.position()).counter).toBe(0);
	});

	test('what this person may not do is refused here already', async () => {
		const { open, store } = await filled();
		const state = await open.state();
		await store.write({ meta: await open.sealState({ ...state, me: { ...ada, id: testId() } }), turns: true });
		expect(await recordChange(open, answerIntent('CJ2.1', 'yes'))).toMatchObject({
			ok: false,
			problem: { code: 'NO_PERMISSION' }
		});
	});

	test('its draft goes in the same transaction', async () => {
		const { open, store } = await filled();
		await store.write({
			put: { drafts: [await open.sealDraft(audit, { box: 'note/CJ2.1', text: 'x', base: 0, at: '' })] }
		});
		await recordChange(open, {
			...answerIntent('', ''),
			name: 'note.set',
			args: { question: 'CJ2.1', text: 'x' },
			boxes: ['note/CJ2.1']
		});
		expect(await open.drafts(audit)).toEqual([]);
	});

	test('a disk that fails is thrown, not passed over, and nothing is journaled', async () => {
		const { open, store, journal } = await filled();
		vi.spyOn(store, 'write').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
		await expect(recordChange(open, answerIntent('CJ2.1', 'yes'))).rejects.toThrow('full');
		expect(journal.held).toEqual([]);
	});

	test('S2: written, and the connection died before it said so: the change is there once', async () => {
		const { open, store } = await filled();
		const write = store.write.bind(store);
		vi.spyOn(store, 'write').mockImplementationOnce(async (plan: Plan) => {
			await write(plan);
			return write(plan);
		});
		expect(await recordChange(open, answerIntent('CJ2.1', 'yes'))).toMatchObject({ ok: true, value: { n: 1 } });
		expect((await store.outbox()).map(({ n }) => n)).toEqual([1]);
	});

	test('V3: locked, it does not save', async () => {
		const { open } = await filled();
		open.forget();
		await expect(recordChange(open, answerIntent('CJ2.1', 'yes'))).rejects.toThrow(VaultLocked);
	});
});

test('S5: two tabs on one store number their changes without gaps or doubles', async () => {
	const store = aDatabase();
	const first = await filled({ store });
	const second = await anOpenStore({ store, root: first.root, clientId: first.open.clientId });
	await Promise.all(
		[1, 2, 3, 4, 5, 6, 7, 8].map((value) =>
			recordChange((value % 2 === 0 ? first : second).open, answerIntent('CJ2.3', value))
		)
	);
	expect((await store.outbox()).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	await first.open.position();
	expect(new Set((await first.open.changes()).map(({ change }) => change.id)).size).toBe(8);
});

test('S4: no cipher, hash or fetch runs inside a transaction, in saving, sending and fetching', async () => {
	const inside: string[] = [];
	const subtle = globalThis.crypto.subtle;
	for (const name of ['encrypt', 'decrypt', 'digest', 'sign'] as const) {
		const original = subtle[name].bind(subtle) as (...args: unknown[]) => Promise<ArrayBuffer>;
		vi.spyOn(subtle, name).mockImplementation((...args: unknown[]) => {
			if (Dexie.currentTransaction) {
				inside.push(name);
				throw new Error(`${name} inside a transaction`);
			}
			return original(...args);
		});
	}
	const { open, parts, store } = await filled({ store: aDatabase(), refuse: refuseInsideTransaction });
	await recordChange(open, answerIntent('CJ2.1', 'yes'));
	expect(await pushOutbox(parts)).toEqual({ end: 'done' });
	await pullChanges(parts);
	expect(inside).toEqual([]);
	expect((await store.kept()).length).toBe(1);
});

test('V7: no planted word stands anywhere in what is stored or journaled', async () => {
	const { open, store, journal, parts } = await filled({ store: aDatabase() });
	const word = 'kingfisherbrook';
	const note = { ...answerIntent('', ''), name: 'note.set', args: { question: 'CJ2.1', text: `She said ${word}.` } };
	await recordChange(open, note);
	await store.write({
		put: { drafts: [await open.sealDraft(audit, { box: 'note/CJ2.2', text: word, base: 0, at: '' })] }
	});
	await pushOutbox(parts);
	await recordChange(open, { ...answerIntent('', ''), name: 'note.set', args: { question: 'CJ2.2', text: word } });
	await pullChanges(parts);
	const rows = await store.everything();
	const state = await store.meta('state');
	const all = [...Object.values(rows).flat(), ...journal.held, { state }];
	expect(all.length).toBeGreaterThan(6);
	const seen = all
		.map((row) =>
			Object.values(row)
				.map((value) => (value instanceof Uint8Array ? asText(value) : String(value)))
				.join(' ')
		)
		.join('\n');
	for (const plain of [word, 'CJ2.1', '9X-104823', 'answer.set', 'note', auditId, ada.name, 'small child', 'yes']) {
		expect(seen).not.toContain(plain);
	}
});

function asText(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

describe('S8: what the journal gives back', () => {
	test('a store deleted by the browser between two page sessions is filled again, and numbers go on', async () => {
		const first = await filled();
		await recordChange(first.open, answerIntent('CJ2.1', 'yes'));
		await pushOutbox(first.parts);
		await recordChange(first.open, answerIntent('CJ2.2', 'no'));
		const { clientId } = first.open;
		const wiped = await anOpenStore({ store: new MemoryStore(), journal: first.journal, root: first.root, clientId });
		// Nobody remembers what was acknowledged: all comes back, and the server knows the first by its number.
		expect(await putBack(wiped.open, await wiped.journal.entries())).toBe(2);
		expect((await wiped.store.position()).counter).toBe(2);
		const parts = syncParts(wiped.open, first.server);
		await sayHello(parts);
		expect(await pushOutbox(parts)).toEqual({ end: 'done' });
		await pullChanges(parts);
		expect((await viewRecord(wiped.open, audit))?.record.fields.get('answer/CJ2.2')?.value).toBe('no');
		expect(first.server.ids.size).toBe(2);
		expect(await recordChange(wiped.open, answerIntent('CJ2.3', 4))).toMatchObject({ value: { n: 3 } });
	});

	test('a store deleted under our feet: the next save puts back first, waits for base, and nothing is lost', async () => {
		const { open, store, server, parts } = await filled();
		await recordChange(open, answerIntent('CJ2.1', 'yes'));
		await wipe(store as MemoryStore);
		await expect(recordChange(open, answerIntent('CJ2.2', 'no'))).rejects.toThrow('not here yet');
		expect((await store.outbox()).map(({ n }) => n)).toEqual([1]);
		await sayHello(parts);
		await pushOutbox(parts);
		await pullChanges(parts);
		expect(await recordChange(open, answerIntent('CJ2.2', 'no'))).toMatchObject({ value: { n: 2 } });
		expect(server.ids.size).toBe(1);
	});

	test('a store that lacks nothing is left as it is; what a verified backup holds is not put back', async () => {
		const { open, store, journal, parts, server } = await filled();
		await recordChange(open, answerIntent('CJ2.1', 'yes'));
		await pushOutbox(parts);
		const before = await store.position();
		expect(await putBack(open, await journal.entries())).toBe(0);
		expect(await store.position()).toEqual(before);
		server.durableN = 1;
		await sayHello(parts);
		await store.write({ clear: ['kept'] });
		expect(await putBack(open, await journal.entries())).toBe(0);
	});

	test('W7, F: what was acknowledged and is in no backup yet is put back too, and the server knows it', async () => {
		const { open, store, journal, parts, server } = await filled();
		await recordChange(open, answerIntent('CJ2.1', 'yes'));
		await pushOutbox(parts);
		await wipe(store as MemoryStore);
		expect(await putBack(open, await journal.entries())).toBe(1);
		expect((await store.outbox()).map(({ n }) => n)).toEqual([1]);
		await pushOutbox(parts);
		expect(server.ids.size).toBe(1);
		expect((await store.kept()).map(({ n }) => n)).toEqual([1]);
	});

	test('an entry that was sealed under another key is refused, not taken', async () => {
		const { open } = await filled();
		const stranger = new MemoryJournal();
		const other = await filled();
		await recordChange(other.open, answerIntent('CJ2.1', 'yes'));
		stranger.held = other.journal.held;
		await expect(putBack(open, await stranger.entries())).rejects.toThrow();
		expect(toHex(new Uint8Array([255]))).toBe('ff');
	});
});

/** As when Chromium finds its files corrupted and begins anew. */
async function wipe(store: MemoryStore): Promise<void> {
	const fresh = new MemoryStore();
	for (const name of [
		'position',
		'write',
		'meta',
		'record',
		'summaries',
		'outbox',
		'kept',
		'draftsOf',
		'everything'
	] as const) {
		Object.defineProperty(store, name, { value: fresh[name].bind(fresh) });
	}
}
