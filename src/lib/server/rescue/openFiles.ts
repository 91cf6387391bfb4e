import { z } from 'zod';
import { fromBase64 } from '#lib/protocol/bytes.ts';
import { evidenceKinds, evidenceLimits, evidenceName } from '#lib/protocol/evidence.ts';
import type { RescueRequest, SealedFile } from '#lib/protocol/rescue.ts';
import { aesGcmBytes, openBytes, openSealed } from '#lib/protocol/sealing.ts';

/** What a tablet knows of a file, as far as the server needs it; the record it stands in is named by its change. */
const facts = z.looseObject({
	sha256: evidenceName,
	kind: z.enum(evidenceKinds),
	bytes: z.number().int().min(1).max(evidenceLimits.fileBytes)
});

export type OpenedPart = { readonly index: number; readonly bytes: Uint8Array };
export type OpenedFile = {
	readonly id: string;
	/** Null where it does not open, or a part that came does not. */
	readonly opened: { readonly facts: z.infer<typeof facts>; readonly parts: readonly OpenedPart[] } | null;
};

export function openFiles(key: CryptoKey, { files = [] }: Pick<RescueRequest, 'files'>): Promise<OpenedFile[]> {
	return Promise.all(files.map(async (file) => ({ id: file.id, opened: await openFile(key, file) })));
}

async function openFile(key: CryptoKey, { id, clientId, ...file }: SealedFile): Promise<OpenedFile['opened']> {
	const openPart = async ({ index, sealed }: SealedFile['parts'][number]): Promise<OpenedPart> => {
		const place = { store: 'parts', key: `${id}/${index}`, clientId };
		return { index, bytes: await openBytes(key, aesGcmBytes, place, fromBase64(sealed)) };
	};
	try {
		const place = { store: 'files', key: id, clientId };
		const known = facts.parse(await openSealed(key, place, fromBase64(file.facts)));
		return { facts: known, parts: await Promise.all(file.parts.map(openPart)) };
	} catch {
		// Torn on the tablet's disk: what is lost there cannot be had here, and it is told so.
		return null;
	}
}
