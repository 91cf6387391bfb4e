import type { EvidenceKind } from '#lib/protocol/evidence.ts';

/** A field of a record, or recovered work, that names a file. */
export type EvidenceLinkTable = {
	kind: string;
	id: string;
	key: string;
	sha256: string;
	file_kind: EvidenceKind;
	bytes: number;
	/** Who attached it: the one who may send its bytes. */
	by_id: string;
};

/** A part as one person sent it; gone once the file is whole. */
export type EvidencePartTable = {
	sha256: string;
	person_id: string;
	part: number;
	size: number;
	body: Uint8Array;
	at: number;
};

/** A whole file by the hash of its bytes as sent; what is kept and served has its image metadata taken out. */
export type EvidenceFileTable = {
	sha256: string;
	kind: EvidenceKind;
	/** As sent. */
	bytes: number;
	served_sha256: string;
	served_bytes: number;
	/** `none`: there was no scanner. */
	scan: 'clean' | 'none';
	at: number;
};
export type EvidenceChunkTable = { sha256: string; place: number; body: Uint8Array };

/** Who has shown that they have the bytes, by sending them: knowing a hash gives nobody a file. */
export type EvidenceHeldTable = { sha256: string; person_id: string; bytes: number; at: number };

export type EvidenceTables = {
	evidence_link: EvidenceLinkTable;
	evidence_part: EvidencePartTable;
	evidence_file: EvidenceFileTable;
	evidence_chunk: EvidenceChunkTable;
	evidence_held: EvidenceHeldTable;
};
