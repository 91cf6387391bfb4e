import type { Instant } from '#lib/domain/shared/dates.ts';
import { handBackCode } from '#lib/protocol/handBackCode.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { StoreState } from '../store/sealedShapes.ts';

/** What becomes of a person's work if this tablet is handed back now. Nothing here goes beyond the server's word (I5). */
export type Safety = {
	/** Changes the server has not acknowledged. */
	readonly waiting: number;
	/** Texts that were typed and not recorded yet: they are on this tablet alone. */
	readonly drafts: number;
	readonly sentAt: Instant | null;
	/** How far what was sent is in a backup that was restored and checked (W7). */
	readonly backedUp: 'all' | 'not-yet' | 'nothing-sent';
	readonly backedUpAt: Instant | null;
	/** How many acknowledged changes this tablet still keeps a copy of. */
	readonly kept: number;
	/** To compare with the server's; null where nothing was sent, or the server went back since. */
	readonly code: string | null;
	readonly isSafe: boolean;
};

export async function readSafety(open: OpenStore): Promise<Safety> {
	await open.position();
	const state = await open.state();
	const changes = await open.changes();
	const waiting = changes.filter(({ receipt }) => receipt === null).length;
	const drafts = await countDrafts(open);
	return {
		waiting,
		drafts,
		sentAt: state.sentAt,
		...backing(state),
		kept: changes.length - waiting,
		code: codeOf(state),
		isSafe: waiting === 0 && drafts === 0
	};
}

function backing({ ackedN, durableN, durableAt }: StoreState): Pick<Safety, 'backedUp' | 'backedUpAt'> {
	if (ackedN === 0) return { backedUp: 'nothing-sent', backedUpAt: null };
	return durableN >= ackedN
		? { backedUp: 'all', backedUpAt: durableAt ?? null }
		: { backedUp: 'not-yet', backedUpAt: null };
}

function codeOf({ ackedN, lastAcked }: StoreState): string | null {
	return lastAcked === undefined || lastAcked.n !== ackedN ? null : handBackCode(lastAcked.n, lastAcked.h);
}

/** Marks to come back to are no text, and are this tablet's own. */
async function countDrafts(open: OpenStore): Promise<number> {
	const { drafts } = await open.store.everything();
	const opened = await Promise.all(drafts.map((row) => open.openDraft(row)));
	return opened.filter(({ box, text }) => !box.startsWith('#') && text.trim() !== '').length;
}
