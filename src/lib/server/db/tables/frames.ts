import type { MarkKind } from '#lib/domain/frames/caseMarks.ts';

/** What an import changed against the one before it; none for the first. */
export type FrameChangeTable = {
	frame_id: string;
	/** Counts, and the case numbers no longer there: JSON. */
	change: string;
};

/** How a CSV with these headers was mapped the last time. */
export type ColumnMappingTable = {
	/** SHA-256 of the headers, so that a file without any leaves nothing of a child here. */
	headers: string;
	/** Columns and stage: JSON. */
	mapping: string;
	saved_by: string;
	saved_at: number;
};

/** What sampling must know of a child beside the caseload. */
export type CaseMarkTable = {
	/** The case number by caseKey. */
	case_key: string;
	kind: MarkKind;
	/** Which household; null for the other kinds. */
	household: string | null;
	source: 'hand' | 'import';
	marked_by: string;
	marked_at: number;
};

export type FrameHistoryTables = {
	frame_change: FrameChangeTable;
	column_mapping: ColumnMappingTable;
	case_mark: CaseMarkTable;
};
