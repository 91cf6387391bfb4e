import type { Author } from './Author.ts';
import type { Outcome } from './Effect.ts';
import type { ActionHead, Field, Json, RecordState } from './RecordState.ts';

/**
 * Ends a conflict as a person chose (P6): what stands, the newest other, or both. Both texts are joined;
 * of other kinds of value both stay in history and what stands stands. A choice made without having
 * seen the newest write ends nothing.
 */
export function resolveConflict(
	record: RecordState,
	choice: { readonly key: string; readonly keep: 'value' | 'other' | 'both' },
	base: number,
	author: Author
): Outcome {
	const field = record.fields.get(choice.key);
	if (field === undefined || base > field.ver) return { ok: false, code: 'SCHEMA_INVALID' };
	const newest = field.other?.[0];
	if (newest === undefined) return { ok: true, outcome: 'applied', record, written: [] };
	if (base !== field.ver) return { ok: true, outcome: 'conflict', other: newest, record, written: [] };
	const ver = record.ver + 1;
	const fields = new Map(record.fields);
	const value = chosen(field, choice.keep);
	fields.set(choice.key, {
		ver,
		value,
		by: author.person.id,
		at: author.at,
		client: author.clientId
	});
	return {
		ok: true,
		outcome: 'applied',
		record: withHead({ ...record, ver, fields }, choice.key, value),
		written: [choice.key]
	};
}

/** An action's date and owner stand in its head too: lists and clocks go by that. */
function withHead(record: RecordState, key: string, value: Json): RecordState {
	if (record.record.kind !== 'action' || (key !== 'dueOn' && key !== 'owner')) return record;
	const { verifier } = record.head as ActionHead;
	// Nobody verifies their own work: where the chosen owner was to verify, it falls to a manager.
	const own = key === 'owner' && verifier === value ? { verifier: null } : {};
	return { ...record, head: { ...record.head, [key]: value, ...own } } as RecordState;
}

function chosen(field: Field, keep: 'value' | 'other' | 'both'): Json {
	const others = field.other ?? [];
	if (keep === 'value') return field.value;
	if (keep === 'other') return others[0]?.value ?? null;
	const texts = [field.value, ...others.map((other) => other.value)];
	return texts.every((value) => typeof value === 'string') ? texts.join('\n\n') : field.value;
}
