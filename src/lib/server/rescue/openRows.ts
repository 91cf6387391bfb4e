import { z } from 'zod';
import { changeEnvelope, type Change } from '#lib/domain/changes/Change.ts';
import { fromBase64 } from '#lib/protocol/bytes.ts';
import { changeHash } from '#lib/protocol/hashes.ts';
import type { RescueRequest, SealedRow } from '#lib/protocol/rescue.ts';
import { openSealed } from '#lib/protocol/sealing.ts';

export type OpenedRow = {
	readonly of: 'outbox' | 'kept';
	readonly n: number;
	readonly sealed: string;
	/** Null where it does not open, or holds no change of that number. */
	readonly change: Change | null;
};

const held = z.looseObject({ change: z.record(z.string(), z.unknown()) });

/** What came in, in order of `n`, opened where it opens. */
export async function openRows(
	key: CryptoKey,
	{ clientId, outbox, kept }: Pick<RescueRequest, 'clientId' | 'outbox' | 'kept'>
): Promise<OpenedRow[]> {
	const openAll = (of: OpenedRow['of'], rows: readonly SealedRow[]) =>
		Promise.all(
			rows.map(async ({ n, sealed }) => ({ of, n, sealed, change: await openRow(key, of, n, clientId, sealed) }))
		);
	const opened = [...(await openAll('kept', kept)), ...(await openAll('outbox', outbox))];
	return opened.sort((a, b) => a.n - b.n);
}

async function openRow(
	key: CryptoKey,
	of: OpenedRow['of'],
	n: number,
	clientId: string,
	sealed: string
): Promise<Change | null> {
	const place = { store: of === 'outbox' ? 'changes' : 'kept', key: n, clientId };
	try {
		const { change } = held.parse(await openSealed(key, place, fromBase64(sealed)));
		return changeEnvelope.safeParse(change).success && change.n === n ? (change as unknown as Change) : null;
	} catch {
		// Torn on the tablet's disk, or sealed by a build not known here: kept as it came, and told as unread.
		return null;
	}
}

/**
 * What a tablet had been told was taken and the server no longer has: it was restored since, and versions count from
 * another past. As when a tablet sends again (W7), it goes as having seen nothing.
 */
export async function withoutBase(change: Change): Promise<Change> {
	const fresh = { ...change, base: 0 };
	return { ...fresh, h: await changeHash(fresh) };
}
