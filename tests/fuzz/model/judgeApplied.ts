import type { HistoryRow, ModelChange, ServerRecord } from './shapes.ts';
import type { Violations } from './Violations.ts';

/**
 * Looks at one change after it was applied, by the words of the rules and not by the code that applied it (M1–M5).
 */
export function judgeApplied(
	before: ServerRecord,
	after: ServerRecord,
	change: ModelChange,
	row: HistoryRow,
	violations: Violations
): void {
	if (change.act === 'submit') return judgeSubmission(before, after, violations);
	if (change.act === 'withdraw' || change.act === 'resolve') return;
	if (before.locked && change.act !== 'note')
		violations.add('diverged', 'M5', `${change.act} was applied after submission`);
	judgeValue(before, after, change, row, violations);
	for (const [key, field] of before.fields)
		if (key !== change.key && after.fields.get(key) !== field)
			violations.add('lost', 'M1', `${change.key} touched ${key}`);
}

function judgeSubmission(before: ServerRecord, after: ServerRecord, violations: Violations): void {
	const pins = after.fields.get('s')?.pins;
	for (const [key, field] of before.fields)
		if (key !== 's' && pins?.get(key) !== field.ver) violations.add('lost', 'M5', `${key} is not pinned`);
}

function judgeValue(
	before: ServerRecord,
	after: ServerRecord,
	change: ModelChange,
	row: HistoryRow,
	violations: Violations
): void {
	const was = before.fields.get(change.key);
	const is = after.fields.get(change.key);
	if (is?.value !== change.value) {
		violations.add('lost', change.act === 'grade' ? 'M4' : 'M3', `${change.key} does not hold what was written last`);
		return;
	}
	const isAnothers = was !== undefined && was.value !== change.value && was.client !== row.client;
	if (
		isAnothers &&
		was.id !== change.seen &&
		!is.other.some(({ value, ver }) => value === was.value && ver === was.ver)
	)
		violations.add('lost', 'M2', `${change.key}: a value was overwritten in silence`);
	if (row.isConflict && !(isAnothers && was.ver !== change.base))
		violations.add('diverged', 'M1', `${change.key}: a conflict with nobody`);
}
