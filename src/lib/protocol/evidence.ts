import { z } from 'zod';

/** Evidence on the wire (SPEC.md W, P14): a file goes in parts under the SHA-256 of its bytes as sent. */
export const evidenceLimits = {
	/** Every part but the last is exactly this long. */
	partBytes: 256 * 1024,
	/** The largest file that is taken. */
	fileBytes: 25 * 1024 * 1024,
	/** Body of `complete`. */
	completeBytes: 1024
} as const;
export const mostParts = evidenceLimits.fileBytes / evidenceLimits.partBytes;

export const evidenceKinds = ['png', 'jpeg', 'heic', 'pdf', 'docx'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** How each kind is served. */
export const mediaTypes: Readonly<Record<EvidenceKind, string>> = {
	png: 'image/png',
	jpeg: 'image/jpeg',
	heic: 'image/heic',
	pdf: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
};

/** Which parts the server has: indexes from 0, with commas between. */
export const partsHeader = 'X-Dipper-Parts';
/** The tablet that sends, so that a revoked one is told so. Programs need not send it. */
export const tabletHeader = 'X-Dipper-Tablet';

export const evidenceName = z.string().regex(/^[0-9a-f]{64}$/);

export const completeRequest = z.looseObject({
	bytes: z.number().int().min(1).max(evidenceLimits.fileBytes),
	parts: z.number().int().min(1).max(mostParts)
});
export type CompleteRequest = z.infer<typeof completeRequest>;

export const completeAnswer = z.looseObject({
	sha256: evidenceName,
	kind: z.enum(evidenceKinds),
	/** What is served: without image metadata it may be other bytes than were sent. */
	served: z.looseObject({ sha256: evidenceName, bytes: z.number().int() })
});
export type CompleteAnswer = z.infer<typeof completeAnswer>;

/** Why bytes are not taken, beside the refusals every endpoint of sync has. */
export const evidenceCodes = [
	/** Not attached by this person, or not theirs to see: alike, whatever exists. */
	'NOT_FOUND',
	/** No such part of a file of 25 MiB. */
	'PART_RANGE',
	/** Another body under a part that is there; the first is kept. */
	'PART_DIFFERS',
	/** Some parts are not there yet; X-Dipper-Parts says which are. */
	'PARTS_MISSING',
	/** Parts and length do not agree: all parts were dropped, begin anew. */
	'LENGTH_MISMATCH',
	/** The bytes are not those of the name: all parts were dropped, begin anew. */
	'HASH_MISMATCH',
	/** Not what it was attached as, by its bytes, or something hides in it. */
	'WRONG_TYPE',
	'VIRUS',
	/** More than one person may send in a day. */
	'QUOTA_PERSON',
	/** More than the council has room for. */
	'QUOTA_COUNCIL',
	'TOO_LARGE'
] as const;
export type EvidenceCode = (typeof evidenceCodes)[number];

export function partCount(bytes: number): number {
	return Math.ceil(bytes / evidenceLimits.partBytes);
}

/** How long part `index` of a file of so many bytes is. */
export function partLength(bytes: number, index: number): number {
	return Math.min(evidenceLimits.partBytes, bytes - index * evidenceLimits.partBytes);
}

export function writeParts(parts: readonly number[]): string {
	return parts.join(',');
}

/** What cannot be read counts as nothing there: it is then sent again, which does no harm. */
export function readParts(header: string | null): readonly number[] {
	return (header ?? '')
		.split(',')
		.filter((part) => /^\d{1,3}$/.test(part.trim()))
		.map(Number);
}
