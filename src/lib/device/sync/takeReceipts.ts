import type { PushAnswer, PushResult } from '#lib/protocol/push.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { HeldChange, Receipt } from '../store/sealedShapes.ts';
import { overlay, summariesOf } from '../store/viewRecord.ts';

/** What the server said of each change, in one transaction: out of the outbox, into kept, until a backup holds it (W7). */
export async function takeReceipts(
	open: OpenStore,
	results: readonly PushResult[],
	told: Pick<PushAnswer, 'durableN'> | null
): Promise<void> {
	const receipts = new Map(results.map((result) => [result.n, readReceipt(result)]));
	for (;;) {
		const position = await open.position();
		const state = await open.state();
		const durableN = Math.max(state.durableN, told?.durableN ?? 0);
		const answered = (await open.changes()).filter(({ change, receipt }) => receipt === null && receipts.has(change.n));
		const held = answered.map(({ change }): HeldChange => ({ change, receipt: receipts.get(change.n) ?? null }));
		const keep = held.filter(({ change }) => change.n > durableN);
		const done = (await open.store.kept()).filter(({ n }) => n <= durableN);
		const ackedN = Math.max(state.ackedN, ...held.map(({ change }) => change.n));
		const sentAt = held.length > 0 ? open.now() : state.sentAt;
		const written = await open.write({
			expect: { rev: position.rev },
			drop: { outbox: held.map(({ change }) => change.n), kept: done.map(({ n }) => n) },
			put: { kept: await Promise.all(keep.map((one) => open.sealKept(one))) },
			meta: await open.sealState({ ...state, ackedN, durableN, sentAt }),
			turns: true
		});
		if (!written) continue;
		await showWithout(
			open,
			held.filter(({ receipt }) => receipt?.st === 'parked').map(({ change }) => change.record)
		);
		open.bell.ring();
		return;
	}
}

function readReceipt(result: PushResult): Receipt {
	const st = result.st === 'dup' ? (result.was ?? 'applied') : result.st;
	return { st, ver: result.ver ?? null, code: result.code ?? null };
}

/** What was parked is no longer shown as if it had been taken. */
async function showWithout(open: OpenStore, records: readonly RecordRef[]): Promise<void> {
	for (const record of records) await refreshSummary(open, record);
}

export async function refreshSummary(open: OpenStore, record: RecordRef): Promise<void> {
	for (;;) {
		const { rev, counter } = await open.position();
		const base = await open.base(record);
		if (base === null) return;
		const summaries = await summariesOf(open, await overlay(open, base, base, await open.changes()));
		const rows = await Promise.all(summaries.map((summary) => open.sealSummary(summary)));
		if (await open.write({ expect: { rev, counter }, put: { summaries: rows } })) return;
	}
}
