import type { ModelBug } from './bugs.ts';
import { mergeValue, withField, type Merged } from './mergeValue.ts';
import type { ModelChange, ServerRecord } from './shapes.ts';

/** What may still come after a submission (P9). */
const afterSubmission = new Set<string>(['note', 'withdraw']);

/** The effect of one change on its record; null where it is parked. */
export function applyAct(
	record: ServerRecord,
	change: ModelChange,
	client: number,
	ver: number,
	bug: ModelBug | null
): Merged | null {
	if (change.act === 'poison') return null;
	const isShut = record.locked && !afterSubmission.has(change.act);
	if (isShut && bug !== 'locked-change-applied') return null;
	if (change.act === 'submit') return submit(record, change, client, ver, bug);
	if (change.act === 'withdraw') return withdraw(record, change, client, ver);
	if (change.act === 'resolve') return resolve(record, change, ver);
	if (change.act === 'grade' && bug === 'grades-of-two-merged')
		return mergeValue(record, { ...change, key: 'g/0', base: record.fields.get('g/0')?.ver ?? 0 }, client, ver, bug);
	return mergeValue(record, change, client, ver, bug);
}

/** M5: what is submitted is exactly these versions. */
function submit(record: ServerRecord, change: ModelChange, client: number, ver: number, bug: ModelBug | null): Merged {
	const pins = new Map<string, number>();
	for (const [key, field] of record.fields) if (key !== 's') pins.set(key, field.ver);
	if (bug === 'submission-not-pinned') pins.clear();
	const field = { id: change.id, ver, value: 1, by: change.person, client, at: change.at, other: [], pins };
	return { record: { ...withField(record, 's', field, ver), locked: true }, how: 'written', isConflict: false };
}

function withdraw(record: ServerRecord, change: ModelChange, client: number, ver: number): Merged {
	if (!record.locked) return { record, how: 'equal', isConflict: false };
	const field = { id: change.id, ver, value: 0, by: change.person, client, at: change.at, other: [] };
	return { record: { ...withField(record, 's', field, ver), locked: false }, how: 'written', isConflict: false };
}

/** Ends a conflict only for who was looking at it as it stands. */
function resolve(record: ServerRecord, change: ModelChange, ver: number): Merged {
	const field = record.fields.get(change.key);
	if (field === undefined || field.other.length === 0 || field.ver !== change.base)
		return { record, how: 'equal', isConflict: false };
	const settled = { ...field, ver, other: [] };
	return { record: withField(record, change.key, settled, ver), how: 'written', isConflict: false };
}
