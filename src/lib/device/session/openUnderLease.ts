import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { StoreState } from '../store/sealedShapes.ts';
import { sayHello } from '../sync/sayHello.ts';
import type { Incident } from '../sync/SyncParts.ts';
import { hasLapsed, noteTime, type Lease } from '../vault/lease.ts';
import type { TabletParts } from './TabletParts.ts';

export type LeaseProblem = 'lease-lapsed' | 'lease-signed-out';

/** What the server's own trouble is worth: it answered, so the network is there and this tablet is not kept from it. */
const grace = 86_400_000;

/**
 * Whether a store may be opened now (SPEC.md V6). The lease is sealed with everything else, so this is asked with the key
 * in hand; refused, the store is shut again, and all in it stays sealed and can be rescued.
 */
export async function openUnderLease(
	parts: TabletParts,
	open: OpenStore,
	report: (incident: Incident) => void
): Promise<Result<void, LeaseProblem>> {
	await open.position();
	const { lease } = await open.state();
	const now = parts.now().getTime();
	if (lease === undefined || !hasLapsed(lease, now)) {
		await noteClock(open, now);
		return ok(undefined);
	}
	const sync = { ...parts, open, report, renamed: async () => undefined, persisted: parts.isPersisted };
	const greeted = await sayHello(sync);
	if (greeted.end === 'hello') return ok(undefined);
	if (greeted.end !== 'busy') return problem(greeted.end === 'signed-out' ? 'lease-signed-out' : 'lease-lapsed');
	await writeLease(open, () => ({ lasts: grace, at: now, seen: now, since: now, setBacks: 0 }));
	return ok(undefined);
}

/** The latest the clock has stood is kept, so that setting it back is seen. Whether it could be written. */
export async function noteClock(open: OpenStore, now: number): Promise<boolean> {
	try {
		await writeLease(open, (lease) => (lease === undefined ? undefined : noteTime(lease, now)));
		return true;
	} catch {
		// Locked or closed meanwhile: the next round, lock or unlocking notes it again.
		return false;
	}
}

async function writeLease(open: OpenStore, next: (lease: Lease | undefined) => Lease | undefined): Promise<void> {
	for (;;) {
		const { rev, life } = await open.position();
		const state: StoreState = await open.state();
		const lease = next(state.lease);
		if (lease === undefined) return;
		if (await open.write({ expect: { rev, life }, meta: await open.sealState({ ...state, lease }), turns: true }))
			return;
	}
}
