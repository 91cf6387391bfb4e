import type { CaseloadProblemCode } from '#lib/domain/frames/caseloadProblems.ts';

export type FileKind =
	{ readonly kind: 'workbook' | 'csv' } | { readonly kind: 'refused'; readonly code: CaseloadProblemCode };

const scannedBytes = 8 * 1024 * 1024;

/** What a file is by its first bytes; its name is believed only for what has no mark of its own. */
export async function fileKind(file: File): Promise<FileKind> {
	if (file.size === 0) return { kind: 'refused', code: 'caseload.empty-file' };
	const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
	if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return { kind: 'workbook' };
	if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return { kind: 'refused', code: await compoundCode(file) };
	return /\.(csv|txt|tsv)$/i.test(file.name) ? { kind: 'csv' } : { kind: 'refused', code: 'caseload.not-a-workbook' };
}

/** Excel wraps a workbook with a password into the container its old format used; the names inside tell them apart. */
async function compoundCode(file: File): Promise<'caseload.encrypted' | 'caseload.old-format'> {
	const bytes = new Uint8Array(await file.slice(0, scannedBytes).arrayBuffer());
	const text = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
	if (text.includes('EncryptedPackage')) return 'caseload.encrypted';
	return text.includes('Workbook') || text.includes('Book') ? 'caseload.old-format' : 'caseload.encrypted';
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
	return mark.every((byte, at) => bytes[at] === byte);
}
