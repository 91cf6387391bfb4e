import type { FirstJudgement } from '../moderation/newModeration.ts';
import type { Template } from '../templates/Template.ts';
import type { Author } from './Author.ts';
import type { ActionRecord, Json, RecordState, WrittenValue } from './RecordState.ts';

/** One field an act writes, before it meets what the record holds. */
export type Write = {
	readonly key: string;
	readonly value: Json;
	/** Settled by the act's own rules (a state, an entry of a log): it never conflicts. */
	readonly settles?: boolean;
};

export type Refusal = 'RECORD_LOCKED' | 'SCHEMA_INVALID' | 'NO_PERMISSION' | 'TEMPLATE_UNKNOWN';

/** What an act does to its record, and to the record it may bring into being. */
export type Effect = {
	readonly writes: readonly Write[];
	readonly head?: Readonly<Record<string, Json>>;
	readonly creates?: ActionRecord;
};
export type Applied = { readonly ok: true; readonly effect: Effect } | { readonly ok: false; readonly code: Refusal };

export type ApplyContext = {
	readonly author: Author;
	/** The change's id; it names entries of logs. */
	readonly changeId: string;
	/** The version of the template the audit was begun with; null when it is not known here. */
	readonly template: Template | null;
	/** The auditor's judgement, for a second grade: only the server has it before the second stands. */
	readonly first?: FirstJudgement;
	/** On a tablet: a base above what it holds now is for the server to judge, and no reason to hide what was written. */
	readonly replaying?: boolean;
};

export type Outcome =
	| {
			readonly ok: true;
			readonly record: RecordState;
			readonly outcome: 'applied' | 'conflict';
			readonly other?: WrittenValue;
			readonly written: readonly string[];
			/** All the act meant to write, equal values too: they stand in history (P6). */
			readonly writes?: readonly Write[];
			readonly creates?: ActionRecord;
	  }
	| { readonly ok: false; readonly code: Refusal };
