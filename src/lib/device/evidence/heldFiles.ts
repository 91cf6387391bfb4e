import type { Change } from '#lib/domain/changes/Change.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import { mediaTypes, partCount } from '#lib/protocol/evidence.ts';
import type { FileRow } from '../store/DeviceStore.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { Bytes } from '../vault/bytes.ts';
import { attachedBy, detached } from './attachedBy.ts';
import { openFacts, openPart, thumbPlace, type FileFacts } from './sealedFile.ts';

/** A file on this tablet. */
export type HeldFile = FileFacts & { readonly id: string; readonly row: FileRow };

export async function listAllFiles(open: OpenStore): Promise<HeldFile[]> {
	const rows = await open.store.files();
	return Promise.all(rows.map(async (row) => ({ id: row.id, row, ...(await openFacts(open, row)) })));
}

export async function listHeldFiles(open: OpenStore, record: RecordRef): Promise<ReadonlyMap<string, HeldFile>> {
	const rid = await open.rid(record);
	const rows = (await open.store.files()).filter((row) => row.rid === rid);
	const held = rows.map(async (row) => [row.id, { id: row.id, row, ...(await openFacts(open, row)) }] as const);
	return new Map(await Promise.all(held));
}

/** To look at: put together from its parts. Null where it is not here, or not all of it. */
export async function openFile(open: OpenStore, id: string): Promise<Blob | null> {
	const row = (await open.store.files()).find((one) => one.id === id);
	if (row === undefined) return null;
	const facts = await openFacts(open, row);
	const parts: Bytes[] = [];
	for (let part = 0; part < partCount(facts.bytes); part += 1) {
		const bytes = await openPart(open, row, part);
		if (bytes === null) return null;
		parts.push(bytes);
	}
	return new Blob(parts, { type: mediaTypes[facts.kind] });
}

export async function openThumb(open: OpenStore, id: string): Promise<Blob | null> {
	const [row, thumb] = [(await open.store.files()).find((one) => one.id === id), await open.store.thumb(id)];
	if (row === undefined || thumb === undefined) return null;
	return new Blob([await open.vault.openBytes(thumbPlace(id, row.clientId), thumb.sealed)], { type: 'image/jpeg' });
}

/** For a rescue: what the server does not have yet, as it lies on the disk, without opening anything (V4). */
export async function listUnsentSealed(store: Pick<OpenStore['store'], 'files'>): Promise<readonly FileRow[]> {
	return (await store.files()).filter(({ sent }) => sent === 0);
}

/** Room for what matters more: first every thumbnail, then files that the server has (S6). How many files went. */
export async function dropWhatTheServerHas(open: OpenStore): Promise<number> {
	const sent = (await open.store.files()).filter((row) => row.sent === 1).map(({ id }) => id);
	await open.write({ drop: { thumbs: true, files: sent } });
	return sent.length;
}

/** Whether a change attaches this file. */
export function attaches(change: Change, id: string): boolean {
	return attachedBy(change).some((file) => file.id === id);
}

/** Whether a change takes this file off again. */
export function detaches(change: Change, id: string): boolean {
	return detached(change) === id;
}
