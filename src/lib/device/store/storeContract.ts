import { describe, expect, test } from 'vitest';
import type { DeviceStore, OutboxRow } from './DeviceStore.ts';

const bytes = (...values: number[]) => new Uint8Array(values);
const row = (n: number, rid = 'r1'): OutboxRow => ({ n, rid, sealed: bytes(n) });

/** What every store on a tablet must do, whatever it is made of. */
export function storeContract(name: string, open: () => Promise<DeviceStore>): void {
	describe(`a store in ${name}`, () => {
		test('begins at nought and empty', async () => {
			const store = await open();
			expect(await store.position()).toEqual({ counter: 0, rev: 0, seq: 0, life: '' });
			expect(await store.everything()).toEqual({ records: [], summaries: [], outbox: [], kept: [], drafts: [] });
			expect(await store.meta('clientId')).toBeUndefined();
		});

		test('S6, W6: files come and go whole; what was not sent stays when its record goes, thumbnails go alone', async () => {
			const store = await open();
			const file = (id: string, sent: 0 | 1) => ({ id, rid: 'r1', clientId: 'c', bytes: 2, sent, sealed: bytes(sent) });
			const part = (id: string) => ({ key: `${id}/0`, file: id, sealed: bytes(7) });
			const thumb = (id: string) => ({ id, sealed: bytes(8) });
			await store.write({
				put: {
					files: [file('a', 0), file('b', 1), file('c', 0)],
					parts: ['a', 'b', 'c'].map(part),
					thumbs: ['a', 'b', 'c'].map(thumb)
				}
			});
			await store.write({ drop: { sentFilesOf: ['r1'], files: ['c'] } });
			expect(await store.files()).toEqual([file('a', 0)]);
			expect(await store.partsOf('a')).toEqual([part('a')]);
			expect([await store.part('b/0'), await store.part('c/0'), await store.thumb('b')]).toEqual([
				undefined,
				undefined,
				undefined
			]);
			expect(await store.thumb('a')).toEqual(thumb('a'));
			await store.write({ drop: { thumbs: true } });
			expect([await store.thumb('a'), await store.part('a/0')]).toEqual([undefined, part('a')]);
		});

		test('S1: counter, outbox row, summary and dropped draft are written together', async () => {
			const store = await open();
			await store.write({ put: { drafts: [{ key: 'd1', rid: 'r1', sealed: bytes(9) }] } });
			const done = await store.write({
				expect: { counter: 0, rev: 0 },
				counter: 1,
				add: [row(1)],
				put: { summaries: [{ rid: 'r1', sealed: bytes(5) }] },
				drop: { drafts: ['d1'] }
			});
			expect(done).toBe(true);
			expect(await store.position()).toEqual({ counter: 1, rev: 0, seq: 0, life: '' });
			expect(await store.outbox()).toEqual([row(1)]);
			expect(await store.summaries()).toEqual([{ rid: 'r1', sealed: bytes(5) }]);
			expect(await store.draftsOf('r1')).toEqual([]);
		});

		test('S5: of two saves that saw the same counter only one is written', async () => {
			const store = await open();
			const plan = { expect: { counter: 0 }, counter: 1 };
			const outcomes = await Promise.all([
				store.write({ ...plan, add: [row(1, 'a')] }),
				store.write({ ...plan, add: [row(1, 'b')] })
			]);
			expect(outcomes.sort()).toEqual([false, true]);
			expect(await store.outbox()).toHaveLength(1);
		});

		test('W5: what was read before base changed is not written over it', async () => {
			const store = await open();
			await store.write({ put: { records: [{ rid: 'r1', sealed: bytes(1) }] }, turns: true });
			expect(await store.write({ expect: { rev: 0 }, put: { summaries: [{ rid: 'r1', sealed: bytes(1) }] } })).toBe(
				false
			);
			expect(await store.summaries()).toEqual([]);
			expect(await store.write({ expect: { rev: 1 }, drop: { records: ['r1'] } })).toBe(true);
		});

		test('W5: the number of a pull is given to one asker only, and an older one is not taken', async () => {
			const store = await open();
			expect(await store.write({ expect: { seq: 0 }, seq: 1 })).toBe(true);
			expect(await store.write({ expect: { seq: 0 }, seq: 1 })).toBe(false);
			expect(await store.write({ expect: { seq: 0 }, put: { records: [{ rid: 'r1', sealed: bytes(1) }] } })).toBe(
				false
			);
			expect((await store.position()).seq).toBe(1);
		});

		test('S8: what was read of one store is not written to another of its name', async () => {
			const store = await open();
			expect(await store.write({ expect: { life: '' }, life: 'l1' })).toBe(true);
			expect((await store.position()).life).toBe('l1');
			expect(await store.write({ expect: { counter: 0, rev: 0, life: 'l0' }, counter: 1, add: [row(1)] })).toBe(false);
			expect(await store.write({ expect: { life: 'l1' }, counter: 1, add: [row(1)], turns: true })).toBe(true);
			expect(await store.position()).toEqual({ counter: 1, rev: 1, seq: 0, life: 'l1' });
		});

		test('S1: a second row of the same number fails and leaves nothing behind', async () => {
			const store = await open();
			await store.write({ counter: 1, add: [row(1)] });
			await expect(store.write({ add: [row(1)], counter: 7, meta: { clientId: 'x' } })).rejects.toThrow();
			expect(await store.position()).toEqual({ counter: 1, rev: 0, seq: 0, life: '' });
			expect(await store.meta('clientId')).toBeUndefined();
		});

		test('outbox and kept come in order of n', async () => {
			const store = await open();
			await store.write({ add: [row(10), row(2), row(1)], put: { kept: [row(12), row(3)] } });
			expect((await store.outbox()).map(({ n }) => n)).toEqual([1, 2, 10]);
			expect((await store.kept()).map(({ n }) => n)).toEqual([3, 12]);
		});

		test('the outbox gives only what came after a number, where one is named', async () => {
			const store = await open();
			await store.write({ add: [row(10), row(2), row(1)] });
			expect((await store.outbox(1)).map(({ n }) => n)).toEqual([2, 10]);
			expect(await store.outbox(10)).toEqual([]);
		});

		test('W6: base, summary and every draft of a record go together; its unsent work stays', async () => {
			const store = await open();
			await store.write({
				add: [row(1, 'r1')],
				put: {
					records: [{ rid: 'r1', sealed: bytes(1) }],
					summaries: [{ rid: 'r1', sealed: bytes(1) }],
					drafts: [
						{ key: 'd1', rid: 'r1', sealed: bytes(1) },
						{ key: 'd2', rid: 'r1', sealed: bytes(2) },
						{ key: 'd3', rid: 'r2', sealed: bytes(3) }
					]
				}
			});
			await store.write({ drop: { records: ['r1'], summaries: ['r1'], draftsOf: ['r1'] }, turns: true });
			const left = await store.everything();
			expect(left.records).toEqual([]);
			expect(left.summaries).toEqual([]);
			expect(left.drafts.map(({ key }) => key)).toEqual(['d3']);
			expect(left.outbox).toEqual([row(1, 'r1')]);
		});

		test('rows can be moved from outbox to kept, tables cleared, notes kept', async () => {
			const store = await open();
			await store.write({ add: [row(1), row(2)], meta: { clientId: 'c1', state: bytes(1, 2) } });
			await store.write({ drop: { outbox: [1] }, put: { kept: [row(1)] }, turns: true });
			expect((await store.outbox()).map(({ n }) => n)).toEqual([2]);
			expect((await store.kept()).map(({ n }) => n)).toEqual([1]);
			await store.write({ clear: ['outbox', 'kept'], put: { outbox: [row(5)] } });
			expect((await store.everything()).outbox).toEqual([row(5)]);
			expect((await store.everything()).kept).toEqual([]);
			expect([await store.meta('clientId'), await store.meta('state')]).toEqual(['c1', bytes(1, 2)]);
		});
	});
}
