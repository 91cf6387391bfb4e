import type { Template } from '../templates/Template.ts';
import type { Act } from './Change.ts';
import type { Author } from './Author.ts';
import type { ActionRecord, AuditRecord, Json, RecordState } from './RecordState.ts';

/** One field an act writes, before it meets what the record holds (merge decides). */
export type Write = {
	readonly key: string;
	readonly value: Json;
	/** Log entries and states are settled by the act's own rules and never conflict. */
	readonly settles?: boolean;
};
export type Refusal = 'RECORD_LOCKED' | 'SCHEMA_INVALID' | 'NO_PERMISSION' | 'TEMPLATE_UNKNOWN';

export type Effect = {
	readonly writes: readonly Write[];
	/** What changes in the record's head beside the version. */
	readonly head?: Readonly<Record<string, Json>>;
	/** A record that the act brings into being: an action raised in an audit. */
	readonly creates?: ActionRecord;
};

export type ApplyContext = { readonly author: Author; readonly changeId: string; readonly template: Template | null };
export type Applied = { readonly ok: true; readonly effect: Effect } | { readonly ok: false; readonly code: Refusal };
export type { Act, AuditRecord, RecordState };
