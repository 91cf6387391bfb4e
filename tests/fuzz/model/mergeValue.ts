import type { ModelBug } from './bugs.ts';
import type { ModelChange, ModelField, ServerRecord, Value } from './shapes.ts';

export type Merged = {
	readonly record: ServerRecord;
	readonly how: 'written' | 'equal';
	readonly isConflict: boolean;
};

/** M1–M3: one value on one field, as the specification merges it; with a bug, as it must not. */
export function mergeValue(
	record: ServerRecord,
	change: ModelChange,
	client: number,
	ver: number,
	bug: ModelBug | null
): Merged {
	const before = record.fields.get(change.key);
	if (bug === 'client-clock-decides' && before !== undefined && change.at < before.at)
		return { record, how: 'equal', isConflict: false };
	if (before !== undefined && before.value === change.value) return { record, how: 'equal', isConflict: false };
	const isQuiet = isAppliedQuietly(record, before, change, client, bug);
	const other = before === undefined ? [] : isQuiet ? before.other : [valueOf(before), ...before.other];
	const field = { id: change.id, ver, value: change.value, by: change.person, client, at: change.at, other };
	return { record: withField(record, change.key, field, ver), how: 'written', isConflict: !isQuiet };
}

function isAppliedQuietly(
	record: ServerRecord,
	before: ModelField | undefined,
	change: ModelChange,
	client: number,
	bug: ModelBug | null
): boolean {
	if (bug === 'last-writer-wins') return true;
	if (bug === 'whole-record-conflict') return record.ver === 1 || before?.client === client;
	if (before === undefined) return true;
	return before.ver === change.base || before.client === client;
}

export function withField(record: ServerRecord, key: string, field: ModelField, ver: number): ServerRecord {
	const fields = new Map(record.fields);
	fields.set(key, field);
	return { ...record, ver, fields };
}

function valueOf({ id, ver, value, by, client, at }: ModelField): Value {
	return { id, ver, value, by, client, at };
}
