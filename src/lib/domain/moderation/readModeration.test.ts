import { expect, test } from 'vitest';
import { aSmallTemplate, anAudit, id } from '../../../../tests/fixtures/records.ts';
import { fieldsFrom } from '../changes/records.ts';
import type { Field, Json } from '../changes/RecordState.ts';
import { newModeration } from './newModeration.ts';
import { readModeration } from './readModeration.ts';

const at = '2026-03-12T12:00:00.000Z';
const moderator = id(40);
const field = (value: Json, by = moderator): [Field] => [{ ver: 1, value, by, at, client: null }];

function read(more: Record<string, Json>) {
	const made = newModeration(id(500), anAudit({ state: 'submitted' }), aSmallTemplate(), { moderator, at });
	return readModeration({
		...made,
		fields: fieldsFrom(Object.entries(more).map(([key, value]) => [key, field(value)[0]]))
	});
}

test('before it is uncovered there is a second grade and no first', () => {
	const read1 = read({
		'answer/CJ1.1': 'safe',
		'note/CJ1.1': 'Seen.',
		[`grade/CJ2/${moderator}`]: { grade: 'good', reason: '' }
	});
	expect([...read1.answers]).toEqual([['CJ1.1', 'safe']]);
	expect(read1.notes.get('CJ1.1')).toBe('Seen.');
	expect([...read1.second]).toEqual([['CJ2', { grade: 'good', reason: '' }]]);
	expect([read1.first, read1.decision]).toEqual([null, null]);
});

test('the panel’s grades stand beside the decision, each with who gave it', () => {
	const said = { grade: 'good', reason: 'Agreed.', auditQuality: 'inadequate' };
	const told = read({ [`panel/${id(7)}`]: { ...said, as: ['qa-manager'] }, decision: said });
	expect(told.panel).toEqual([{ by: id(7), ...said }]);
	expect(told.decision).toEqual(said);
});

test('a cleared answer is none, and another’s grade is not the second', () => {
	const told = read({ 'answer/CJ1.1': null, [`grade/CJ2/${id(8)}`]: { grade: 'good', reason: '' } });
	expect([told.answers.size, told.second.size]).toEqual([0, 0]);
});
