import { expect, test } from 'vitest';
import type { Field, Json } from '#lib/domain/changes/RecordState.ts';
import { anAudit, aSmallTemplate, id } from '../../../../../tests/fixtures/records.ts';
import { beforeAfter } from './beforeAfter.ts';

const template = aSmallTemplate();
const field = (value: Json): Field => ({ ver: 1, value, by: id(10), at: '2026-03-12T10:00:00.000Z' });
const graded = (grades: Record<string, string>, by = id(10)) =>
	Object.fromEntries(
		Object.entries(grades).map(([section, grade]) => [`grade/${section}/${by}`, field({ grade, reason: '' })])
	);
const first = anAudit({ grade: 'inadequate' }, graded({ CJ2: 'inadequate', CJ3: 'good' }));
const later = anAudit({ grade: 'good', auditor: id(12), sections: ['CJ2'] }, graded({ CJ2: 'good' }, id(12)));

test('the sections that were looked at again stand side by side, each by its own auditor, then the whole', () => {
	expect(beforeAfter({ record: first, template }, { record: later, template })).toEqual([
		{ title: 'Plans and planning', before: 'inadequate', after: 'good' },
		{ title: 'Overall', before: 'inadequate', after: 'good' }
	]);
});

test('moderation’s grade counts, and what is not graded yet is not there', () => {
	const moderated = { grade: 'requires-improvement', at: '2026-03-20T10:00:00.000Z', by: id(8) };
	const open = anAudit({ auditor: id(12), sections: ['CJ3'] });
	expect(
		beforeAfter({ record: { ...first, head: { ...first.head, moderated } }, template }, { record: open, template })
	).toEqual([
		{ title: 'Management oversight', before: 'good', after: null },
		{ title: 'Overall', before: 'requires-improvement', after: null }
	]);
});
