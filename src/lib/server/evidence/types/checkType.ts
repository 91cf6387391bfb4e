import type { EvidenceKind } from '#lib/protocol/evidence.ts';
import { hidesSomething } from './hidesSomething.ts';
import { isDocx } from './docx.ts';
import { stripHeic } from './heic.ts';
import { stripJpeg } from './jpeg.ts';
import { isPdf } from './pdf.ts';
import { stripPng } from './png.ts';
import type { Bytes, Stripped } from './Stripped.ts';

/** What a file is by its bytes, and what of it is served. */
export type Checked = { readonly kind: EvidenceKind; readonly served: Bytes };

const pictures: readonly (readonly [EvidenceKind, (bytes: Bytes) => Stripped | null])[] = [
	['png', stripPng],
	['jpeg', stripJpeg],
	['heic', stripHeic]
];

/**
 * Null for what is none of the kinds, is cut short, or carries something else along. Pictures are taken apart and put
 * together again from what a picture needs; documents are only looked at, and never shown by us.
 */
export function checkType(bytes: Bytes): Checked | null {
	for (const [kind, strip] of pictures) {
		const stripped = strip(bytes);
		if (stripped === null) continue;
		return hidesSomething(bytes, stripped.dropped) ? null : { kind, served: stripped.served };
	}
	if (isPdf(bytes)) return { kind: 'pdf', served: bytes };
	return isDocx(bytes) ? { kind: 'docx', served: bytes } : null;
}
