import type { Template } from '../templates/Template.ts';
import { applyActionAct } from './applyActionAct.ts';
import { applyAuditAct } from './applyAuditAct.ts';
import type { Act } from './Change.ts';
import type { Author } from './Author.ts';
import { mergeWrites } from './merge.ts';
import { parseAct } from './parseAct.ts';
import type { ActionRecord, Json, RecordState, WrittenValue } from './RecordState.ts';
import { resolveConflict } from './resolveConflict.ts';

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

/**
 * The effect of one change on its record, the same on a tablet and on the server. Whether the person
 * may do it at all is for `domain/access`, asked first.
 */
export function applyChange(
	record: RecordState,
	change: { readonly name: string; readonly args: unknown; readonly base?: number },
	context: ApplyContext
): Outcome {
	const act = parseAct(record.record.kind, change.name, change.args);
	if (!act.ok) return { ok: false, code: act.problem.code };
	const base = change.base ?? 0;
	if (act.value.name === 'conflict.resolve') {
		if (isOf(record, 'audit') && record.head.state === 'submitted') return { ok: false, code: 'RECORD_LOCKED' };
		return resolveConflict(record, act.value.args, base, context.author);
	}
	const applied = effectOf(record, act.value, context);
	if (!applied.ok) return applied;
	const { writes, head, creates } = applied.effect;
	const main = writes[0];
	const isAhead = main !== undefined && base > (record.fields.get(main.key)?.ver ?? 0);
	if (isAhead && context.replaying !== true) return { ok: false, code: 'SCHEMA_INVALID' };
	const merged = mergeWrites(record, writes, base, context.author);
	const changed = merged.written.length > 0;
	return {
		ok: true,
		outcome: merged.outcome,
		...(merged.other === undefined ? {} : { other: merged.other }),
		written: merged.written,
		writes,
		...(creates === undefined || !changed ? {} : { creates }),
		record: {
			...record,
			ver: merged.ver,
			fields: merged.fields,
			head: changed && head !== undefined ? { ...record.head, ...head } : record.head
		} as RecordState
	};
}

function effectOf(record: RecordState, act: Act, context: ApplyContext): Applied {
	if (act.kind === 'audit' && isOf(record, 'audit')) return applyAuditAct(record, act, context);
	if (act.kind === 'action' && isOf(record, 'action')) return applyActionAct(record, act, context);
	return { ok: false, code: 'SCHEMA_INVALID' };
}

function isOf<Kind extends RecordState['record']['kind']>(
	record: RecordState,
	kind: Kind
): record is RecordState<Kind> {
	return record.record.kind === kind;
}
