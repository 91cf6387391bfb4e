import type { EvidenceKind } from '#lib/protocol/evidence.ts';
import type { Bytes } from '../vault/bytes.ts';

/** A file as it will be sent: pictures shrunk, and by that without what a camera writes into them. */
export type PreparedFile = {
	readonly name: string;
	readonly kind: EvidenceKind;
	readonly bytes: Bytes;
	readonly sha256: string;
	/** A small JPEG, where the browser can draw it. */
	readonly thumb: Bytes | null;
};

export type PrepareProblem = 'evidence.too-large' | 'evidence.wrong-kind' | 'evidence.unreadable' | 'evidence.empty';
