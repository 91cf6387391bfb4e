import { expect, test } from 'vitest';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAudit, id } from '../../../../tests/fixtures/records.ts';
import { findQuestion } from '../audits/keys.ts';
import { isValueOf } from '../audits/values.ts';
import type { AuditHead } from '../changes/RecordState.ts';
import { must } from '../shared/Result.ts';
import { forwardingAnswers, putForward } from './putForward.ts';

const dip = (name: string, caseRef: string, at: string, more: Partial<AuditHead> = {}) => ({
	id: name,
	head: anAudit({
		template: { id: 't29-dip', ver: 1 },
		state: 'submitted',
		caseRef,
		submittedAt: `${at}T10:00:00.000Z`,
		auditor: id(10),
		...more
	}).head
});
const full = (caseRef: string, more: Partial<AuditHead>) =>
	dip('full', caseRef, '2026-03-01', { template: { id: 'cj-cp', ver: 1 }, ...more });
const cases = (audits: Parameters<typeof putForward>[0], ...saying: string[]) =>
	putForward(audits, new Set(saying)).map(({ caseRef }) => caseRef);

test('a child whose dip sample says so is put forward, newest first, once', () => {
	const audits = [dip('a', '9X-1', '2026-03-01'), dip('b', '9X-2', '2026-03-05'), dip('c', '9X-1', '2026-03-07')];
	expect(cases(audits, 'a', 'b', 'c')).toEqual(['9X-1', '9X-2']);
	expect(cases(audits, 'b')).toEqual(['9X-2']);
	expect(cases(audits)).toEqual([]);
});

test('not before it is submitted', () => {
	expect(cases([dip('a', '9X-1', '2026-03-01', { state: 'begun' })], 'a')).toEqual([]);
});

test('a full audit that is open, or came after, has taken it up; an earlier one has not', () => {
	const said = dip('a', '9X-1', '2026-03-05');
	const { submittedAt: _, ...open } = full('9X-1', { state: 'begun' }).head;
	expect(cases([said, { id: 'open', head: open }], 'a')).toEqual([]);
	expect(cases([said, full('9X-1', { submittedAt: '2026-03-08T10:00:00.000Z' })], 'a')).toEqual([]);
	expect(cases([said, full('9X-1', { submittedAt: '2026-03-01T10:00:00.000Z' })], 'a')).toEqual(['9X-1']);
	expect(cases([said, full('9X-2', { submittedAt: '2026-03-08T10:00:00.000Z' })], 'a')).toEqual(['9X-1']);
});

test('every answer that puts forward is of a question that ships in a dip sample', () => {
	for (const { question, value } of forwardingAnswers) {
		const template = shippedTemplates().find(
			(one) => one.family === 'dip' && findQuestion(one, question) !== undefined
		);
		expect(isValueOf(must(findQuestion(must(template, question), question), question), value)).toBe(true);
	}
});
