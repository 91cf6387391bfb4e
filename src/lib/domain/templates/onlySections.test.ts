import { expect, test } from 'vitest';
import { anAudit, aSmallTemplate, id } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { askedIn } from '../audits/askedIn.ts';
import { progressOf } from '../audits/progress.ts';
import { readAudit } from '../audits/readAudit.ts';
import { onlySections } from './onlySections.ts';

const small = aSmallTemplate();
const idsOf = ({ sections }: typeof small) => sections.map((section) => section.id);

test('without a list the template is itself', () => {
	expect(onlySections(small, undefined)).toBe(small);
});

test('only those sections, in their own order, the same thing each time', () => {
	const part = onlySections(small, ['CJ3', 'CJ2']);
	expect(idsOf(part)).toEqual(['CJ2', 'CJ3']);
	expect(onlySections(small, ['CJ2', 'CJ3'])).toBe(part);
	expect(onlySections(small, ['CJ1'])).not.toBe(part);
});

test('the section where the whole is graded stays', () => {
	const journey = shippedTemplates().find(({ sections }) => sections.some(({ judgement }) => judgement === true));
	const closing = journey?.sections.find(({ judgement }) => judgement === true);
	expect(journey === undefined ? [] : idsOf(onlySections(journey, []))).toEqual([closing?.id]);
});

test('P17: an audit of some sections asks and counts only theirs', () => {
	const audit = readAudit(anAudit({ sections: ['CJ3'] }), small);
	expect([...askedIn(audit)].sort()).toEqual(['CJ3.1', 'CJ3.2']);
	expect(progressOf(audit, id(10)).toJudge).toBeLessThan(progressOf(readAudit(anAudit(), small), id(10)).toJudge);
});
