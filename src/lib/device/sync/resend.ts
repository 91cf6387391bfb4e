import type { Change } from '#lib/domain/changes/Change.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import { waitingAs, type HeldChange } from '../store/sealedShapes.ts';

/**
 * Puts acknowledged changes above `n` back into the outbox: the server was restored, or never had them
 * (SPEC.md W7, GAP). Returns whether every number from `n + 1` on is now in the outbox.
 *
 * `isRestored`: versions count from another past now, so what a change was written against means nothing any more. It
 * goes as having seen nothing: where someone else wrote too, both values are shown, rather than one lost in silence.
 * The restored server has not seen these numbers, so a new hash is no fork. What is kept up to `n` goes too, as it was:
 * if this tablet was cloned the server's numbers may be the other's, which only sending shows (FORK).
 */
export async function resendAbove(open: OpenStore, n: number, isRestored: boolean): Promise<boolean> {
	for (;;) {
		const { rev, counter, life } = await open.position();
		const state = await open.state();
		const goes = ({ change, receipt }: HeldChange) => (receipt === null ? change.n > n : isRestored || change.n > n);
		const back = (await open.changes()).filter(goes);
		const acknowledged = back.filter(({ receipt }) => receipt !== null);
		const changes = await Promise.all(
			back.map(async (one) =>
				waitingAs(isRestored && one.change.n > n ? await withoutBase(one.change) : one.change, one)
			)
		);
		const written = await open.write({
			expect: { rev, counter, life },
			drop: { kept: acknowledged.map(({ change }) => change.n) },
			put: { outbox: await Promise.all(changes.map((one) => open.sealOutbox(one))) },
			meta: await open.sealState({ ...state, ackedN: Math.min(state.ackedN, n) }),
			turns: true
		});
		if (!written) continue;
		open.bell.ring();
		const first = (await open.store.outbox())[0];
		return first === undefined ? counter <= n : first.n <= n + 1;
	}
}

async function withoutBase(change: Change): Promise<Change> {
	const fresh = { ...change, base: 0 };
	return { ...fresh, h: await changeHash(fresh) };
}
