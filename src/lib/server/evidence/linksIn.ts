import { z } from 'zod';
import { evidenceKinds, evidenceName } from '#lib/protocol/evidence.ts';
import type { EvidenceLinkTable } from '../db/tables/evidence.ts';

export type EvidenceLink = Pick<EvidenceLinkTable, 'key' | 'sha256' | 'file_kind' | 'bytes' | 'by_id'>;

const file = z.looseObject({
	sha256: evidenceName,
	kind: z.enum(evidenceKinds),
	bytes: z.number().int()
});
const filed = file.extend({ id: z.string().min(1).max(100) });
const keptChange = z.looseObject({ name: z.string(), args: z.unknown() });

/** The file that a field names, if it is such a field and the file was not taken off again. */
export function linksIn(key: string, value: unknown, by: string): EvidenceLink[] {
	if (!key.startsWith('evidence/')) return [];
	const read = file.safeParse(value);
	return read.success ? [linkOf(key, read.data, by)] : [];
}

/** The files that a change which could not be applied brings: its author and a QA manager see it, so they see those. */
export function linksInParked(change: unknown, by: string): EvidenceLink[] {
	const read = keptChange.safeParse(change);
	if (!read.success) return [];
	const files = z
		.union([
			filed.transform((one) => [one]),
			z.looseObject({ evidence: z.array(filed) }).transform((of) => of.evidence)
		])
		.safeParse(read.data.args);
	if (!files.success || !['evidence.attach', 'action.complete'].includes(read.data.name)) return [];
	return files.data.map((one) => linkOf(`evidence/${one.id}`, one, by));
}

function linkOf(key: string, { sha256, kind, bytes }: z.infer<typeof file>, by: string): EvidenceLink {
	return { key, sha256, file_kind: kind, bytes, by_id: by };
}
