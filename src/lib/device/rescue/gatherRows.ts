import type { SealedRow } from '#lib/protocol/rescue.ts';
import { listUnsentSealed } from '../evidence/heldFiles.ts';
import type { FileRow, OutboxRow } from '../store/DeviceStore.ts';
import type { JournalEntry } from '../store/journalFormat.ts';
import type { PersonRow } from '../store/People.ts';
import { randomBytes, toBase64, toHex } from '../vault/bytes.ts';
import type { TabletParts } from '../session/TabletParts.ts';

export type SealedWork = {
	readonly clientId: string;
	readonly outbox: readonly SealedRow[];
	readonly kept: readonly SealedRow[];
	/** Files that the server is not known to have; their parts lie in the store. While one is unsettled nothing is wiped. */
	readonly files: readonly FileRow[];
};

/**
 * All of one person's work that a backup may not hold yet, sealed as it lies: what waits, what is kept, and what only
 * the journal still has (S8). Nothing is opened, so nobody need unlock (V4).
 */
export async function gatherRows(parts: TabletParts, row: PersonRow): Promise<SealedWork> {
	const store = parts.openStore(row.database);
	try {
		const named = await store.meta('clientId');
		const clientId = typeof named === 'string' ? named : row.clientId;
		const [outbox, kept] = [await store.outbox(), await store.kept()];
		const held = new Set([...outbox, ...kept].map(({ n }) => n));
		const lost = (await journalOf(parts, row.slot, clientId)).filter(({ n }) => !held.has(n));
		return {
			clientId,
			outbox: [...outbox, ...lost].map(asSent).sort((a, b) => a.n - b.n),
			kept: kept.map(asSent),
			files: await listUnsentSealed(store)
		};
	} finally {
		store.close();
	}
}

/** A journal that cannot be read is no reason to leave behind what the store holds. */
async function journalOf(parts: TabletParts, slot: string, clientId: string): Promise<readonly JournalEntry[]> {
	if (!parts.journals.isPossible || !(await parts.journals.slots()).includes(slot)) return [];
	const journal = await parts.journals.open(slot, clientId, toHex(randomBytes(8)));
	try {
		return await journal.entries();
	} finally {
		journal.close();
	}
}

function asSent({ n, sealed }: Pick<OutboxRow, 'n' | 'sealed'>): SealedRow {
	return { n, sealed: toBase64(sealed) };
}

export function countRows({ outbox, kept }: SealedWork): number {
	return outbox.length + kept.length;
}
