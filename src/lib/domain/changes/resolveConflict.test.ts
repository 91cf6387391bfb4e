import { expect, test } from 'vitest';
import { anAction, anAuditor, author, id } from '../../../../tests/fixtures/records.ts';
import type { ActionRecord, Field } from './RecordState.ts';
import { resolveConflict } from './resolveConflict.ts';

const ada = author(anAuditor());
const at = '2026-03-12T14:02:00.000Z';

function contested(key: string, value: string, other: string): ActionRecord {
	const action = anAction({ [key]: value });
	const field: Field = {
		ver: 2,
		value,
		by: id(10),
		at,
		client: null,
		other: [{ value: other, by: id(11), at, ver: 1 }]
	};
	return { ...action, ver: 2, fields: new Map([...action.fields, [key, field]]) };
}

function choosing(record: ActionRecord, key: string, keep: 'value' | 'other' | 'both') {
	const outcome = resolveConflict(record, { key, keep }, 2, ada);
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.record as ActionRecord;
}

test('the date that was chosen for an action is the one its lists and clocks go by', () => {
	const record = contested('dueOn', '2026-03-20', '2026-03-14');
	expect(choosing(record, 'dueOn', 'other').head.dueOn).toBe('2026-03-14');
	expect(choosing(record, 'dueOn', 'other').fields.get('dueOn')).toMatchObject({
		value: '2026-03-14',
		ver: 3,
		by: ada.person.id
	});
	expect(choosing(record, 'dueOn', 'value').head.dueOn).toBe('2026-03-20');
});

test('so is the owner', () => {
	expect(choosing(contested('owner', id(20), id(21)), 'owner', 'other').head.owner).toBe(id(21));
});

test('it ends for a choice made of what stands now, and only then', () => {
	const record = contested('dueOn', '2026-03-20', '2026-03-14');
	expect(choosing(record, 'dueOn', 'other').fields.get('dueOn')?.other).toBeUndefined();
	expect(resolveConflict(record, { key: 'dueOn', keep: 'other' }, 1, ada)).toMatchObject({
		outcome: 'conflict',
		record
	});
	expect(resolveConflict(record, { key: 'dueOn', keep: 'other' }, 3, ada)).toEqual({
		ok: false,
		code: 'SCHEMA_INVALID'
	});
});
