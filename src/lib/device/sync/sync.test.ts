import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditRecord, RecordRef } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { recordChange } from '../store/recordChange.ts';
import { viewRecord } from '../store/viewRecord.ts';
import {
	ada,
	anAudit,
	anOpenStore,
	answerIntent,
	aTemplateRecord,
	auditId,
	benId,
	smallTemplate,
	syncParts,
	testId,
	type World
} from '../testWorld.ts';
import { becomeNewClient } from './becomeNewClient.ts';
import { completeSummaries } from './completeSummaries.ts';
import { pullChanges } from './pullChanges.ts';
import { pushOutbox } from './pushOutbox.ts';
import { readStanding } from './readStanding.ts';
import { sayHello } from './sayHello.ts';
import { takePull } from './takePull.ts';
import { TestServer } from './testServer.ts';

const audit: RecordRef = { kind: 'audit', id: auditId };
let server: TestServer;
let world: World;
let parts: ReturnType<typeof syncParts>;

beforeEach(async () => {
	server = new TestServer(ada, smallTemplate);
	server.put(anAudit(), aTemplateRecord());
	world = await anOpenStore();
	parts = syncParts(world.open, server);
	expect((await sayHello(parts)).end).toBe('hello');
	expect((await pullChanges(parts)).end).toBe('done');
});

const answers = async (question: string, value: unknown, base = 0) =>
	must((await recordChange(world.open, answerIntent(question, value, base))).ok || null, 'saved');
const shown = async (key: string) => (await viewRecord(world.open, audit))?.record.fields.get(key);
const atServer = (key: string) => (server.records.get(`audit:${auditId}`) as AuditRecord).fields.get(key)?.value;
const outbox = async () => (await world.store.outbox()).map(({ n }) => n);
const kept = async () => (await world.store.kept()).map(({ n }) => n);
const syncs = async () => {
	const greeted = await sayHello(parts);
	if (greeted.end !== 'hello') return greeted;
	const pushed = await pushOutbox(parts, greeted.answer);
	return pushed.end === 'done' ? pullChanges(parts) : pushed;
};
/** Someone else writes at the office. */
const benWrites = (key: string, value: string) => {
	const record = server.records.get(`audit:${auditId}`) as AuditRecord;
	const ver = record.ver + 1;
	server.put({
		...record,
		ver,
		fields: new Map([...record.fields, [key, { ver, value, by: benId, at: '2026-11-22T09:00:00.000Z' }]])
	});
};

describe('push', () => {
	test('W2: what waits is sent in order, and leaves the outbox for kept only when the server answered', async () => {
		await answers('CJ2.1', 'yes');
		await answers('CJ2.2', 'no');
		expect(await pushOutbox(parts)).toEqual({ end: 'done' });
		expect(server.pushed.flat().map(({ n }) => n)).toEqual([1, 2]);
		expect([await outbox(), await kept()]).toEqual([[], [1, 2]]);
		expect(atServer('answer/CJ2.1')).toBe('yes');
	});

	test('I5: nothing was sent before the server said so', async () => {
		await answers('CJ2.1', 'yes');
		server.fails('push', 'no-signal');
		await pushOutbox(parts);
		expect((await readStanding(world.open)).sentAt).toBeNull();
		await pushOutbox(parts);
		expect((await readStanding(world.open)).sentAt).not.toBeNull();
	});

	test('F: a lost request and a lost answer send the same batch again; it is a duplicate, once', async () => {
		await answers('CJ2.1', 'yes');
		server.fails('push', 'no-signal', 'lost-answer');
		expect(await pushOutbox(parts)).toEqual({ end: 'no-signal' });
		expect(await pushOutbox(parts)).toEqual({ end: 'no-signal' });
		expect(await outbox()).toEqual([1]);
		expect(await pushOutbox(parts)).toEqual({ end: 'done' });
		expect([await outbox(), await kept()]).toEqual([[], [1]]);
		expect(server.ids.size).toBe(1);
	});

	test.each([
		[{ status: 401 }, { end: 'signed-out' }],
		[
			{ status: 403, code: 'DEVICE_REVOKED' },
			{ end: 'trouble', trouble: 'revoked', retryAfter: null }
		],
		[
			{ status: 426, code: 'UPGRADE' },
			{ end: 'trouble', trouble: 'upgrade', retryAfter: null }
		],
		[
			{ status: 429, retryAfter: 30 },
			{ end: 'busy', retryAfter: 30 }
		],
		[
			{ status: 503, retryAfter: 5 },
			{ end: 'busy', retryAfter: 5 }
		],
		[{ status: 422 }, { end: 'hello-again' }],
		[{ status: 413 }, { end: 'trouble', trouble: 'refused', retryAfter: null }]
	])('S7: %o ends the round and drops nothing', async (fault, end) => {
		await answers('CJ2.1', 'yes');
		server.fails('push', fault);
		expect(await pushOutbox(parts)).toEqual(end);
		expect(await outbox()).toEqual([1]);
	});

	test('413: a batch that is too large is halved until it fits', async () => {
		for (const value of [1, 2, 3, 4, 5, 6, 7, 8]) await answers('CJ2.3', value);
		server.fails('push', { status: 413 }, { status: 413 });
		expect(await pushOutbox(parts, { maxBatchBytes: 6_000, maxChanges: 500 })).toEqual({ end: 'done' });
		expect(await kept()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		expect(server.pushed.length).toBeGreaterThan(1);
	});

	test('batches hold no more than the server takes', async () => {
		for (const value of [1, 2, 3, 4, 5]) await answers('CJ2.3', value);
		await pushOutbox(parts, { maxBatchBytes: 256 * 1024, maxChanges: 2 });
		expect(server.pushed.map((batch) => batch.map(({ n }) => n))).toEqual([[1, 2], [3, 4], [5]]);
	});

	test('W1: a parked change leaves the outbox, the queue goes on, and the record is shown without it', async () => {
		await answers('CJ2.1', 'yes');
		await answers('CJ2.2', 'no');
		server.records.delete(`audit:${auditId}`);
		await pushOutbox(parts);
		expect([await outbox(), await kept()]).toEqual([[], [1, 2]]);
		expect(await shown('answer/CJ2.1')).toBeUndefined();
	});

	test('GAP: kept goes back and everything is sent from what the server needs', async () => {
		await answers('CJ2.1', 'yes');
		await pushOutbox(parts);
		await answers('CJ2.2', 'no');
		server.clients.set(world.open.clientId, { lastN: 0, results: new Map() });
		server.ids.clear();
		expect(await pushOutbox(parts)).toEqual({ end: 'done' });
		expect(await kept()).toEqual([1, 2]);
		expect(server.clients.get(world.open.clientId)?.lastN).toBe(2);
	});

	test('FORK: a new name, numbered from 1, both kept; what the server has it knows by its id', async () => {
		await answers('CJ2.1', 'yes');
		await pushOutbox(parts);
		await answers('CJ2.2', 'no');
		const before = world.open.clientId;
		server.clients.set(before, { lastN: 2, results: new Map([[2, { n: 2, st: 'applied', h: 'of the clone' }]]) });
		expect(await pushOutbox(parts)).toEqual({ end: 'hello-again' });
		expect(world.open.clientId).not.toBe(before);
		expect(await outbox()).toEqual([1, 2]);
		expect(world.journal.restarts).toEqual([world.open.clientId]);
		expect(parts.incidents.map(({ code }) => code)).toEqual(['new-client']);
		expect((await syncs()).end).toBe('done');
		expect([atServer('answer/CJ2.1'), atServer('answer/CJ2.2')]).toEqual(['yes', 'no']);
		expect(server.ids.size).toBe(2);
		expect(await shown('answer/CJ2.2')).toMatchObject({ value: 'no' });
	});

	test.each([
		{ what: 'after a restore nothing of the new past', epoch: 'epoch-2', base: 0 },
		{ what: 'without one what it had', epoch: 'epoch-1', base: 4 }
	])('M2, FORK: under a new name a change has seen $what', async ({ epoch, base }) => {
		await answers('CJ2.1', 'yes', 4);
		server.epoch = epoch;
		// The server's number 1 is the clone's: this tablet sends its own as it was, and only so hears of it.
		server.clients.set(world.open.clientId, {
			lastN: 1,
			results: new Map([[1, { n: 1, st: 'applied', h: 'of the clone' }]])
		});
		expect((await sayHello(parts)).end).toBe('hello');
		expect((await pushOutbox(parts)).end).toBe('hello-again');
		expect((await world.open.changes()).map(({ change }) => change.base)).toEqual([base]);
	});

	describe('FORK: while an answer was on its way another tab took a new name for this tablet', () => {
		/** The server hears of the old name; before its answer is here, that name is no more. */
		const renamedMeanwhile = async (door: 'hello' | 'push' | 'pull') => {
			const { store, root, open } = world;
			const other = await anOpenStore({ store, root, clientId: open.clientId });
			let isFirst = true;
			const slow = Object.assign(Object.create(server) as TestServer, {
				[door]: async (request: never) => {
					const reply = await server[door](request);
					if (isFirst) await becomeNewClient(syncParts(other.open, server));
					if (isFirst) server.durableN = 0;
					isFirst = false;
					return reply;
				}
			});
			return { ...parts, server: slow };
		};

		test('S7: a receipt for an old number takes nothing out of the outbox', async () => {
			await answers('CJ2.1', 'yes');
			server.durableN = 1;
			expect((await syncs()).end).toBe('done');
			expect(await kept()).toEqual([]);
			await answers('CJ2.2', 'no');
			await answers('CJ2.3', 3);
			const ended = await pushOutbox(await renamedMeanwhile('push'), { maxBatchBytes: 256 * 1024, maxChanges: 1 });
			expect(ended).toEqual({ end: 'hello-again' });
			expect(await outbox()).toEqual([1, 2]);
			expect((await syncs()).end).toBe('done');
			expect(atServer('answer/CJ2.3')).toBe(3);
		});

		test.each(['hello', 'pull'] as const)('W7: what a %s says is backed up is of the old numbers', async (door) => {
			await answers('CJ2.1', 'yes');
			expect(await pushOutbox(parts)).toEqual({ end: 'done' });
			server.durableN = 1;
			const slow = await renamedMeanwhile(door);
			expect((await (door === 'hello' ? sayHello(slow) : pullChanges(slow))).end).toBe(
				door === 'hello' ? 'hello' : 'done'
			);
			expect((await world.open.state()).durableN).toBe(0);
			expect(await outbox()).toEqual([1]);
		});
	});

	test('FORK: another tab takes over the new name, and goes on saving under it', async () => {
		const { store, root, open } = world;
		const other = await anOpenStore({ store, root, clientId: open.clientId });
		await recordChange(other.open, answerIntent('CJ2.1', 'yes'));
		server.clients.set(open.clientId, {
			lastN: 1,
			results: new Map([[1, { n: 1, st: 'applied', h: 'of the clone' }]])
		});
		await pushOutbox(parts);
		expect(await recordChange(other.open, answerIntent('CJ2.2', 'no'))).toMatchObject({ ok: true, value: { n: 2 } });
		expect(other.open.clientId).toBe(open.clientId);
		expect((await syncs()).end).toBe('done');
		expect([atServer('answer/CJ2.1'), atServer('answer/CJ2.2')]).toEqual(['yes', 'no']);
	});

	test('W7: a server restored from a backup is sent again what it lost', async () => {
		await answers('CJ2.1', 'yes');
		expect((await syncs()).end).toBe('done');
		server.epoch = 'epoch-2';
		server.clients.set(world.open.clientId, { lastN: 0, results: new Map() });
		server.ids.clear();
		server.put(anAudit());
		await answers('CJ2.2', 'no');
		expect((await pushOutbox(parts)).end).toBe('hello-again');
		expect((await sayHello(parts)).end).toBe('hello');
		expect(await outbox()).toEqual([1, 2]);
		expect((await pullChanges(parts)).end).toBe('done');
		expect((await syncs()).end).toBe('done');
		expect([atServer('answer/CJ2.1'), atServer('answer/CJ2.2')]).toEqual(['yes', 'no']);
	});

	test('W7: a pull that is first to meet a restored server lets nothing go and leaves it to hello to send again', async () => {
		await answers('CJ2.1', 'yes');
		await pushOutbox(parts);
		Object.assign(server, { epoch: 'epoch-2', durableN: 1 });
		expect((await pullChanges(parts)).end).toBe('done');
		expect(await kept()).toEqual([1]);
		expect((await sayHello(parts)).end).toBe('hello');
		expect(await outbox()).toEqual([1]);
	});

	test('W7, F: of two tablets under one name, what either had sent before a restore is sent again', async () => {
		await answers('CJ2.1', 'yes');
		await pushOutbox(parts);
		const sent = must(server.pushed.at(-1)?.at(-1), 'the change as it was sent');
		server.epoch = 'epoch-2';
		server.ids.clear();
		server.put(anAudit());
		// The restored server knows the number by the other tablet, which was quicker.
		const theirs = { n: 1, st: 'applied', ver: 2, h: 'e'.repeat(64) } as const;
		server.clients.set(world.open.clientId, { lastN: 1, results: new Map([[1, theirs]]) });
		const before = world.open.clientId;
		expect((await syncs()).end).toBe('hello-again');
		expect((await syncs()).end).toBe('done');
		expect(world.open.clientId).not.toBe(before);
		expect(server.ids.has(sent.id)).toBe(true);
		expect(atServer('answer/CJ2.1')).toBe('yes');
	});

	test('W7: what a verified backup holds is let go', async () => {
		await answers('CJ2.1', 'yes');
		await answers('CJ2.2', 'no');
		await pushOutbox(parts);
		server.durableN = 1;
		await pullChanges(parts);
		expect(await kept()).toEqual([2]);
	});

	test('a server that knows numbers we do not have makes us a new client', async () => {
		const before = world.open.clientId;
		server.clients.set(before, { lastN: 9, results: new Map() });
		expect((await sayHello(parts)).end).toBe('hello');
		expect(world.open.clientId).not.toBe(before);
		expect(parts.incidents.map(({ code }) => code)).toEqual(['new-client']);
	});

	test('F: both copies gone though the server knows the tablet: what was lost is said, under a new name', async () => {
		await answers('CJ2.1', 'yes');
		await pushOutbox(parts);
		const bare = await anOpenStore({ root: world.root, clientId: world.open.clientId });
		const told = syncParts(bare.open, server);
		server.toldN = 4;
		expect((await sayHello(told)).end).toBe('hello');
		expect(bare.open.clientId).not.toBe(world.open.clientId);
		expect(told.incidents).toMatchObject([{ code: 'both-gone', facts: { sent: 1, changes: 3 } }]);
		expect((await pullChanges(told)).end).toBe('done');
		expect(await recordChange(bare.open, answerIntent('CJ2.2', 'no'))).toMatchObject({ ok: true, value: { n: 1 } });
	});

	test('someone else signed in on this browser sends nothing of ours', async () => {
		server.signedIn = { ...ada, id: benId };
		expect(await sayHello(parts)).toEqual({ end: 'signed-out' });
	});
});

describe('pull', () => {
	test('W4: newer fields come on top of what is held, and only those', async () => {
		await answers('CJ2.1', 'yes');
		await syncs();
		benWrites('note/CJ2.1', 'from the office');
		await pullChanges(parts);
		expect((await shown('note/CJ2.1'))?.value).toBe('from the office');
		expect((await shown('answer/CJ2.1'))?.value).toBe('yes');
		expect(server.pulls.at(-1)?.have[`audit:${auditId}`]).toBeGreaterThan(1);
	});

	test('what waits is replayed on top: a pull never hides what a person wrote', async () => {
		await answers('CJ2.1', 'yes');
		benWrites('answer/CJ2.2', 'no');
		await pullChanges(parts);
		expect([(await shown('answer/CJ2.1'))?.value, (await shown('answer/CJ2.2'))?.value]).toEqual(['yes', 'no']);
		expect(await outbox()).toEqual([1]);
	});

	test('M2: two people on one field: both values are shown until someone chooses, and the choice is sent', async () => {
		await answers('CJ2.1', 'yes');
		benWrites('answer/CJ2.1', 'no');
		expect((await syncs()).end).toBe('done');
		const [conflict] = (await readStanding(world.open)).conflicts;
		expect(conflict).toMatchObject({
			key: 'answer/CJ2.1',
			value: 'yes',
			caseRef: '9X-104823',
			other: [{ value: 'no', by: benId }]
		});
		const base = (await world.open.base(audit))?.fields.get('answer/CJ2.1')?.ver ?? 0;
		const choice = {
			...answerIntent('', ''),
			name: 'conflict.resolve',
			args: { key: 'answer/CJ2.1', keep: 'other' },
			base
		};
		expect((await recordChange(world.open, choice)).ok).toBe(true);
		expect((await readStanding(world.open)).conflicts).toEqual([]);
		await syncs();
		expect(atServer('answer/CJ2.1')).toBe('no');
		expect((await readStanding(world.open)).conflicts).toEqual([]);
	});

	test('a person never differs with themselves: a second answer waits while the first comes back', async () => {
		await answers('CJ2.1', 'yes');
		await pushOutbox(parts);
		await answers('CJ2.1', 'no');
		await pullChanges(parts);
		expect(await shown('answer/CJ2.1')).toMatchObject({ value: 'no' });
		expect((await shown('answer/CJ2.1'))?.other).toBeUndefined();
	});

	test('kept that base does not hold yet stays in view', async () => {
		await answers('CJ2.1', 'yes');
		await pushOutbox(parts);
		expect((await shown('answer/CJ2.1'))?.value).toBe('yes');
	});

	test('W5: an answer that is not to the latest question is not taken', async () => {
		benWrites('note/CJ2.1', 'new');
		const asked = { proto: 1, epoch: 'epoch-1', clientId: world.open.clientId, have: {}, seq: 1, limitBytes: 1 };
		const reply = await server.pull(asked);
		if (reply.kind !== 'answer') throw new Error('no answer');
		const { seq } = await world.store.position();
		expect(await takePull(parts, { ...reply.body, seq: seq - 1 })).toEqual({ taken: false });
		expect(await shown('note/CJ2.1')).toBeUndefined();
	});

	test('W5: a wrong digest drops that base, never the outbox, and fetches it whole', async () => {
		await answers('CJ2.1', 'yes');
		benWrites('note/CJ2.1', 'first');
		await pullChanges(parts);
		const record = server.records.get(`audit:${auditId}`) as AuditRecord;
		// The server forgets a field without a new version: the digest is all that tells.
		server.put({ ...record, ver: record.ver + 1, fields: new Map() });
		expect((await pullChanges(parts)).end).toBe('done');
		expect((await world.open.base(audit))?.fields.size).toBe(0);
		expect(parts.incidents.map(({ code }) => code)).toEqual(['digest']);
		expect(await outbox()).toEqual([1]);
	});

	test('W6: what is gone leaves with base, drafts and summary; unsent work stays sealed', async () => {
		await answers('CJ2.1', 'yes');
		const draft = await world.open.sealDraft(audit, { box: 'note/CJ2.1', text: 'half a', base: 0, at: '' });
		await world.store.write({ put: { drafts: [draft] } });
		server.records.delete(`audit:${auditId}`);
		await pullChanges(parts);
		expect(await viewRecord(world.open, audit)).toBeNull();
		const left = await world.store.everything();
		expect([left.drafts.length, left.outbox.length]).toEqual([0, 1]);
		expect((await world.open.summaries()).map(({ record }) => record.kind)).toEqual(['template']);
	});

	const raise = (id: string) => ({
		...answerIntent('', ''),
		name: 'action.raise',
		args: {
			id,
			level: 'child',
			finding: 'No plan',
			what: 'Write it',
			difference: 'Knows what comes',
			owner: ada.id,
			dueOn: '2026-12-01'
		}
	});
	const writesDraft = async (record: RecordRef) => {
		const draft = await world.open.sealDraft(record, { box: 'progress', text: 'half a', base: 0, at: '' });
		await world.store.write({ put: { drafts: [draft] } });
	};
	const kindsLeft = async () => (await world.open.summaries()).map(({ record }) => record.kind);

	test('W6, I4: an action that only unsent work on a withdrawn audit would make goes with it', async () => {
		const id = testId();
		expect(await recordChange(world.open, raise(id))).toMatchObject({ ok: true });
		await writesDraft({ kind: 'action', id });
		server.records.delete(`audit:${auditId}`);
		await pullChanges(parts);
		expect(await kindsLeft()).toEqual(['template']);
		const left = await world.store.everything();
		expect([left.records.length, left.drafts.length, left.outbox.length]).toEqual([1, 0, 1]);
		expect((await readStanding(world.open)).waitingItems).toMatchObject([{ caseRef: null, changes: [{ n: 1 }] }]);
	});

	test('W6: unsent work on what was withdrawn is sent and parked', async () => {
		await answers('CJ2.1', 'yes');
		server.records.delete(`audit:${auditId}`);
		await pullChanges(parts);
		expect(await outbox()).toEqual([1]);
		expect((await syncs()).end).toBe('done');
		expect(await outbox()).toEqual([]);
		expect((await world.open.changes())[0]?.receipt).toMatchObject({ st: 'parked', code: 'NO_PERMISSION' });
	});

	test('W6: an action whose raising was parked is in no list any more', async () => {
		await recordChange(world.open, raise(testId()));
		server.records.delete(`audit:${auditId}`);
		await pushOutbox(parts);
		expect(await kindsLeft()).not.toContain('action');
	});

	test('W6: a reset takes the drafts of all that did not come', async () => {
		await writesDraft(audit);
		await writesDraft({ kind: 'audit', id: testId() });
		server.epoch = 'epoch-2';
		await pullChanges(parts);
		expect((await world.store.everything()).drafts).toHaveLength(1);
	});

	test('a reset in pages is taken as one', async () => {
		for (let made = 0; made < 5; made += 1) server.put(anAudit(testId()));
		server.epoch = 'epoch-2';
		server.pageSize = 2;
		const sizes: number[] = [];
		world.open.bell.listen(() => void world.store.summaries().then((rows) => sizes.push(rows.length)));
		expect((await pullChanges(parts)).end).toBe('done');
		expect(await world.store.summaries()).toHaveLength(7);
		expect(new Set(sizes)).toEqual(new Set([7]));
	});

	test('pages of an ordinary pull are taken as they come', async () => {
		for (let made = 0; made < 5; made += 1) server.put(anAudit(testId()));
		server.pageSize = 2;
		expect((await pullChanges(parts)).end).toBe('done');
		expect(await world.store.summaries()).toHaveLength(7);
	});

	test('an audit that came before its template is counted once the template is there', async () => {
		const late = await anOpenStore();
		const fresh = new TestServer(ada, smallTemplate);
		fresh.put(anAudit());
		const partsOfLate = syncParts(late.open, fresh);
		await sayHello(partsOfLate);
		await pullChanges(partsOfLate);
		expect((await late.open.summaries())[0]?.asked).toBe(0);
		fresh.put(aTemplateRecord());
		await pullChanges(partsOfLate);
		await completeSummaries(late.open);
		expect((await late.open.summaries()).find(({ record }) => record.kind === 'audit')?.asked).toBeGreaterThan(0);
	});

	test('an action raised here is on the tablet before the server knows of it, and once after', async () => {
		const id = testId();
		const args = {
			id,
			level: 'child',
			finding: 'No plan',
			what: 'Write it',
			difference: 'Knows what comes',
			owner: ada.id,
			dueOn: '2026-12-01'
		};
		expect((await recordChange(world.open, { ...answerIntent('', ''), name: 'action.raise', args })).ok).toBe(true);
		const action: RecordRef = { kind: 'action', id };
		expect((await viewRecord(world.open, action))?.record.head).toMatchObject({ state: 'issued' });
		const accept = { ...answerIntent('', ''), record: action, name: 'action.accept', args: {} };
		expect((await recordChange(world.open, accept)).ok).toBe(true);
		expect((await viewRecord(world.open, action))?.record.head).toMatchObject({ state: 'accepted' });
		expect((await syncs()).end).toBe('done');
		expect((await viewRecord(world.open, action))?.record.head).toMatchObject({ state: 'accepted' });
		expect((await world.open.summaries()).filter(({ record }) => record.kind === 'action')).toHaveLength(1);
	});
});
