import type { PushAnswer, PushResult } from '#lib/protocol/push.ts';
import type { Change } from '#lib/domain/changes/Change.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import { waitingAs, type HeldChange, type Receipt, type StoreState } from '../store/sealedShapes.ts';
import { overlay, summariesOf, unmadeActions } from '../store/viewRecord.ts';
import { afterLettingGo, backedUpTo, daysKept, findToLetGo, reportLetGo } from './letGo.ts';
import type { SyncParts } from './SyncParts.ts';

/**
 * What the server said of each change, in one transaction: out of the outbox, into kept, until a backup holds it (W7).
 * Numbers are told of the name that sent them: under another that this tablet took since, they stand for other changes.
 */
export async function takeReceipts(
	{ open, report }: Pick<SyncParts, 'open' | 'report'>,
	sentAs: string,
	results: readonly PushResult[],
	told: Pick<PushAnswer, 'durableN'> | null
): Promise<void> {
	const at = open.now();
	const receipts = new Map(results.map((result) => [result.n, readReceipt(result, at)]));
	for (;;) {
		const position = await open.position();
		if (open.clientId !== sentAs) return;
		const state = await open.state();
		const backing = backedUpTo(state, told?.durableN ?? 0, at);
		const { durableN } = backing;
		const answered = (await open.changes()).filter(({ change, receipt }) => receipt === null && receipts.has(change.n));
		const held = answered.map((one): HeldChange => ({
			...waitingAs(one.change, one),
			receipt: receipts.get(one.change.n) ?? null
		}));
		const letGo = await findToLetGo(open, state, durableN);
		const keep = daysKept(state) === 0 ? [] : held.filter(({ change }) => change.n > durableN);
		const ackedN = Math.max(state.ackedN, ...held.map(({ change }) => change.n));
		const last = held.find(({ change }) => change.n === ackedN)?.change;
		const sentAt = held.length > 0 ? open.now() : state.sentAt;
		const written = await open.write({
			expect: { rev: position.rev, life: position.life },
			drop: { outbox: held.map(({ change }) => change.n), kept: letGo.drop },
			put: { kept: await Promise.all(keep.map((one) => open.sealKept(one))) },
			meta: await open.sealState({
				...afterLettingGo(state, letGo),
				...neverKept(state, ackedN),
				ackedN,
				...backing,
				...(last === undefined ? {} : { lastAcked: { n: last.n, h: last.h } }),
				sentAt
			}),
			turns: true
		});
		if (!written) continue;
		reportLetGo(open, state, letGo, report);
		await showWithout(
			open,
			held.filter(({ receipt }) => receipt?.st === 'parked').map(({ change }) => change)
		);
		open.bell.ring();
		return;
	}
}

/** Where the council keeps nothing, all that was acknowledged is let go. */
function neverKept(state: StoreState, ackedN: number): { letGoN?: number } {
	return daysKept(state) === 0 ? { letGoN: ackedN } : {};
}

function readReceipt(result: PushResult, at: Instant): Receipt {
	const st = result.st === 'dup' ? (result.was ?? 'applied') : result.st;
	return { st, ver: result.ver ?? null, code: result.code ?? null, at };
}

/** What was parked is no longer shown as if it had been taken; nor is an action that only it would have made. */
async function showWithout(open: OpenStore, changes: readonly Change[]): Promise<void> {
	await open.position();
	const made = await unmadeActions(open, changes);
	if (made.length > 0) await open.write({ drop: { summaries: made, draftsOf: made }, turns: true });
	for (const { record } of changes) await refreshSummary(open, record);
}

export async function refreshSummary(open: OpenStore, record: RecordRef): Promise<void> {
	for (;;) {
		const { rev, counter, life } = await open.position();
		const base = await open.base(record);
		if (base === null) return;
		const summaries = await summariesOf(open, await overlay(open, base, base, await open.changes()));
		const rows = await Promise.all(summaries.map((summary) => open.sealSummary(summary)));
		if (await open.write({ expect: { rev, counter, life }, put: { summaries: rows } })) return;
	}
}
