import type { EvidenceKind } from '#lib/protocol/evidence.ts';

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'mif1'];

/** What a file is by its first bytes; the server looks at the rest. Null for what cannot be evidence. */
export function kindOf(bytes: Uint8Array): EvidenceKind | null {
	const head = String.fromCharCode(...bytes.subarray(0, 12));
	if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'png';
	if (head.startsWith('\u00ff\u00d8\u00ff')) return 'jpeg';
	if (head.slice(4, 8) === 'ftyp' && heicBrands.includes(head.slice(8, 12))) return 'heic';
	if (head.startsWith('%PDF-')) return 'pdf';
	return head.startsWith('PK\u0003\u0004') ? 'docx' : null;
}
