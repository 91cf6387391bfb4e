import type { Bytes } from '../vault/bytes.ts';

/** Rows as they lie on the disk: nothing readable but `n`, random ids and sizes (SPEC.md V7). */
export type RecordRow = { readonly rid: string; readonly sealed: Bytes };
export type SummaryRow = RecordRow;
export type OutboxRow = { readonly n: number; readonly rid: string; readonly sealed: Bytes };
export type KeptRow = OutboxRow;
export type DraftRow = { readonly key: string; readonly rid: string; readonly sealed: Bytes };
/**
 * A file kept as evidence, under the random id it is attached by. `clientId` is the name of the tablet it was sealed
 * under, which a tablet that takes a new one (FORK) does not seal files anew for.
 */
export type FileRow = {
	readonly id: string;
	readonly rid: string;
	readonly clientId: string;
	readonly bytes: number;
	/** The server has it whole. */
	readonly sent: 0 | 1;
	readonly sealed: Bytes;
};
export type PartRow = { readonly key: string; readonly file: string; readonly sealed: Bytes };
/** A small picture of a file: it may be dropped at any time. */
export type ThumbRow = { readonly id: string; readonly sealed: Bytes };
export type MetaValue = number | string | Bytes;

/**
 * How far the store has come: the last `n` given, a number that rises when base or outbox change otherwise
 * than by a save, and that of the latest pull asked for (SPEC.md W5). `life` tells this store from one that was filled
 * under the same name after the browser deleted it, whose numbers mean other changes (S8); empty until it is begun.
 */
export type Position = {
	readonly counter: number;
	readonly rev: number;
	readonly seq: number;
	readonly life: string;
};

export type Table = 'records' | 'summaries' | 'outbox' | 'kept' | 'drafts';

export function isAsExpected(held: Position, expected: Partial<Position> = {}): boolean {
	const { counter = held.counter, rev = held.rev, seq = held.seq, life = held.life } = expected;
	return counter === held.counter && rev === held.rev && seq === held.seq && life === held.life;
}

/** Everything one act writes, in one transaction or not at all. Sealed before, since no cipher runs inside (S4). */
export type Plan = {
	/** Written only if the store still stands here; else nothing is, and the answer is false. */
	readonly expect?: Partial<Position>;
	/** Rows that must be new: a second of the same `n` fails the whole plan. */
	readonly add?: readonly OutboxRow[];
	readonly clear?: readonly Table[];
	readonly drop?: {
		readonly records?: readonly string[];
		readonly summaries?: readonly string[];
		readonly outbox?: readonly number[];
		readonly kept?: readonly number[];
		readonly drafts?: readonly string[];
		/** Drafts of whole records. */
		readonly draftsOf?: readonly string[];
		/** Files with their parts and thumbnails. */
		readonly files?: readonly string[];
		/** Of whole records the files that the server has; what was not sent stays (SPEC.md W6). */
		readonly sentFilesOf?: readonly string[];
		/** Every thumbnail. */
		readonly thumbs?: boolean;
	};
	readonly put?: {
		readonly records?: readonly RecordRow[];
		readonly summaries?: readonly SummaryRow[];
		readonly outbox?: readonly OutboxRow[];
		readonly kept?: readonly KeptRow[];
		readonly drafts?: readonly DraftRow[];
		readonly files?: readonly FileRow[];
		readonly parts?: readonly PartRow[];
		readonly thumbs?: readonly ThumbRow[];
	};
	readonly counter?: number;
	readonly seq?: number;
	/** The store begins with this plan, and by this it is told from any other. */
	readonly life?: string;
	/** True when base, outbox or kept change otherwise than by a save. */
	readonly turns?: boolean;
	readonly meta?: Readonly<Record<string, MetaValue>>;
};

export type Everything = {
	readonly records: readonly RecordRow[];
	readonly summaries: readonly SummaryRow[];
	readonly outbox: readonly OutboxRow[];
	readonly kept: readonly KeptRow[];
	readonly drafts: readonly DraftRow[];
};

/** One person's rows on one tablet. The suite in storeContract.ts says what every store must do. */
export interface DeviceStore {
	position(): Promise<Position>;
	write(plan: Plan): Promise<boolean>;
	meta(key: string): Promise<MetaValue | undefined>;
	record(rid: string): Promise<RecordRow | undefined>;
	summaries(): Promise<readonly SummaryRow[]>;
	/** In order of `n`; those above `after`, where it is given. */
	outbox(after?: number): Promise<readonly OutboxRow[]>;
	/** In order of `n`. */
	kept(): Promise<readonly KeptRow[]>;
	draftsOf(rid: string): Promise<readonly DraftRow[]>;
	files(): Promise<readonly FileRow[]>;
	part(key: string): Promise<PartRow | undefined>;
	partsOf(file: string): Promise<readonly PartRow[]>;
	thumb(id: string): Promise<ThumbRow | undefined>;
	everything(): Promise<Everything>;
	close(): void;
}
