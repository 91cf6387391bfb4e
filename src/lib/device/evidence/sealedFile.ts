import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { Instant } from '#lib/domain/shared/dates.ts';
import { evidenceLimits, partCount, type EvidenceKind } from '#lib/protocol/evidence.ts';
import type { FileRow, PartRow } from '../store/DeviceStore.ts';
import type { OpenStore } from '../store/OpenStore.ts';
import type { SealedFiles } from '../store/recordChange.ts';
import type { Bytes } from '../vault/bytes.ts';
import type { Place } from '../vault/Vault.ts';
import type { PreparedFile } from './PreparedFile.ts';

/** What is known of a file on this tablet, sealed. */
export type FileFacts = {
	readonly record: RecordRef;
	readonly sha256: string;
	readonly name: string;
	readonly kind: EvidenceKind;
	readonly bytes: number;
	/** When the server had it whole, and in which of its lives: after a restore it is asked again. */
	readonly sentAt: Instant | null;
	readonly sentEpoch: string | null;
	/** Why the server will not have it, ever. */
	readonly refused: string | null;
};

/** Seals files part by part, each bound to its place (V7), so that none of it lies readable on the disk. */
export async function sealFiles(
	open: OpenStore,
	record: RecordRef,
	files: readonly (PreparedFile & { readonly id: string })[]
): Promise<SealedFiles> {
	const rid = await open.rid(record);
	const { clientId } = open;
	const rows: FileRow[] = [];
	const parts: PartRow[] = [];
	const thumbs: { id: string; sealed: Bytes }[] = [];
	for (const { id, sha256, name, kind, bytes, thumb } of files) {
		const facts = { record, sha256, name, kind, bytes: bytes.length, sentAt: null, sentEpoch: null, refused: null };
		rows.push(await sealFacts(open, { id, rid, clientId, bytes: bytes.length }, facts));
		parts.push(...(await sealParts(open, id, bytes)));
		if (thumb !== null) thumbs.push({ id, sealed: await open.vault.sealBytes(thumbPlace(id, clientId), thumb) });
	}
	return { files: rows, parts, thumbs };
}

async function sealParts(open: OpenStore, id: string, bytes: Bytes): Promise<PartRow[]> {
	const parts: PartRow[] = [];
	for (let part = 0; part < partCount(bytes.length); part += 1) {
		const from = part * evidenceLimits.partBytes;
		const plain = bytes.slice(from, from + evidenceLimits.partBytes);
		const key = partKey(id, part);
		parts.push({ key, file: id, sealed: await open.vault.sealBytes(partPlace(key, open.clientId), plain) });
	}
	return parts;
}

export async function sealFacts(
	open: OpenStore,
	row: Pick<FileRow, 'id' | 'rid' | 'clientId' | 'bytes'>,
	facts: FileFacts
): Promise<FileRow> {
	const { id, rid, clientId, bytes } = row;
	const sealed = await open.vault.seal(factsPlace(id, clientId), facts);
	return { id, rid, clientId, bytes, sent: facts.sentAt === null ? 0 : 1, sealed };
}

export async function openFacts(open: OpenStore, { id, clientId, sealed }: FileRow): Promise<FileFacts> {
	return (await open.vault.open(factsPlace(id, clientId), sealed)) as FileFacts;
}

/** One part of a file; null where the browser lost it. */
export async function openPart(open: OpenStore, { id, clientId }: FileRow, part: number): Promise<Bytes | null> {
	const key = partKey(id, part);
	const row = await open.store.part(key);
	return row === undefined ? null : open.vault.openBytes(partPlace(key, clientId), row.sealed);
}

export function partKey(id: string, part: number): string {
	return `${id}/${part}`;
}

const factsPlace = (key: string, clientId: string): Place => ({ store: 'files', key, clientId });
const partPlace = (key: string, clientId: string): Place => ({ store: 'parts', key, clientId });
export const thumbPlace = (key: string, clientId: string): Place => ({ store: 'thumbs', key, clientId });
