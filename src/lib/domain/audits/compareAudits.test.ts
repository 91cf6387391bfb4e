import { expect, test } from 'vitest';
import { anAudit, aSmallTemplate, id } from '../../../../tests/fixtures/records.ts';
import type { AuditHead, Json } from '../changes/RecordState.ts';
import type { Template } from '../templates/Template.ts';
import { compareAudits } from './compareAudits.ts';
import { readAudit } from './readAudit.ts';

const [dana, ben] = [id(10), id(12)];
const at = '2026-03-12T10:00:00.000Z';
const template = aSmallTemplate();

function audit(
	auditor: string,
	values: Readonly<Record<string, Json>>,
	head: Partial<AuditHead> = {},
	by: Template = template
) {
	const fields = Object.entries(values).map(([key, value]) => [key, { ver: 1, value, by: auditor, at }]);
	return readAudit(anAudit({ auditor, ...head }, Object.fromEntries(fields)), by);
}
const graded = (section: string, by: string, grade: string) => ({ [`grade/${section}/${by}`]: { grade, reason: '' } });

test('grades stand side by side, each by whoever audited', () => {
	const last = audit(ben, { ...graded('CJ2', ben, 'inadequate'), ...graded('CJ2', dana, 'good') });
	const now = audit(dana, { ...graded('CJ2', dana, 'good'), ...graded('CJ3', dana, 'good') });
	expect(compareAudits(last, now).grades.map(({ section, before, now: is }) => [section.id, before, is])).toEqual([
		['CJ2', 'inadequate', 'good'],
		['CJ3', null, 'good']
	]);
});

test('the overall grade is what moderation settled on, then what was submitted, then what is given', () => {
	const moderated = { grade: 'requires-improvement', at, by: ben };
	const last = audit(ben, graded('overall', ben, 'good'), { grade: 'good', moderated });
	expect(compareAudits(last, audit(dana, {})).overall).toEqual({ before: 'requires-improvement', now: null });
	expect(
		compareAudits(audit(ben, {}, { grade: 'good' }), audit(dana, graded('overall', dana, 'outstanding'))).overall
	).toEqual({
		before: 'good',
		now: 'outstanding'
	});
});

test('what was weak then stands with what is answered now, or that it is not answered yet', () => {
	const last = audit(ben, {
		'answer/CJ1.1': 'cannot-tell',
		'answer/CJ2.1': 'no',
		'answer/CJ2.2': 'good',
		'answer/CJ2.5': 'no'
	});
	const now = audit(dana, { 'answer/CJ2.1': 'yes' });
	expect(compareAudits(last, now).weak.map(({ question, before, now: is }) => [question.id, before, is])).toEqual([
		['CJ1.1', 'cannot-tell', null],
		['CJ2.1', 'no', 'yes']
	]);
});

test('only what both sets have is compared', () => {
	const short = { ...template, sections: template.sections.filter(({ id: section }) => section === 'CJ2') };
	const last = audit(ben, { 'answer/CJ2.1': 'no', ...graded('CJ2', ben, 'good') }, {}, short);
	const { grades, weak } = compareAudits(last, audit(dana, { ...graded('CJ3', dana, 'good') }));
	expect(grades.map(({ section }) => section.id)).toEqual(['CJ2']);
	expect(weak.map(({ question }) => question.id)).toEqual(['CJ2.1']);
});
