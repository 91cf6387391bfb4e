import { expect, test } from 'vitest';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import type { Json } from '#lib/domain/changes/RecordState.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { findQuestion } from '#lib/domain/audits/keys.ts';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anAudit } from '../../../../tests/fixtures/records.ts';
import { cellOf, cellsOf } from './cellOf.ts';

const today = '2026-03-12';
const template = must(
	shippedTemplates().find(({ id }) => id === 't29-dip'),
	'the shipped dip sample'
);
const facts = {
	stage: 'child-protection',
	ageBand: '5-7',
	planType: null,
	legalStatus: null,
	uasc: null,
	disability: null,
	dates: { cppVisitOn: '2026-02-09', cppReviewOn: '2026-02-26' },
	importedOn: '2026-03-09'
} as const;

function auditWith(values: Readonly<Record<string, Json>>) {
	const written = Object.entries(values).map(([key, value]) => [
		key,
		{ ver: 1, value, by: 'me', at: '2026-03-12T10:00:00.000Z' }
	]);
	const head = { case: facts, template: { id: template.id, ver: template.version } };
	return readAudit(anAudit(head, Object.fromEntries(written)), template);
}
const ask = (question: string) => must(findQuestion(template, question), question);

/** The square's words and tone; what it wants has tests of its own. */
function cell(question: string, answer?: Json) {
	const { words, tone } = cellOf(
		auditWith(answer === undefined ? {} : { [`answer/${question}`]: answer }),
		ask(question),
		today
	);
	return { words, tone };
}

test('what nobody has judged shows the import’s own date, in grey', () => {
	expect(cell('T29.1')).toEqual({ words: '9 Feb', tone: 'import' });
	expect(cell('T29.4')).toEqual({ words: '26 Feb', tone: 'import' });
});

test('a choice that hangs on a clock shows how long ago', () => {
	expect(cell('T29.2')).toEqual({ words: '31 days', tone: 'import' });
});

test('a clock the import has no date for says so; a judgement without one is empty', () => {
	expect(cell('T29.5')).toEqual({ words: 'No date', tone: 'import' });
	expect(cell('T29.6')).toEqual({ words: '', tone: 'empty' });
});

test('what was judged stands in words, with its shape', () => {
	expect(cell('T29.1', 'yes')).toEqual({ words: 'Yes', tone: 'good' });
	expect(cell('T29.1', 'no')).toEqual({ words: 'No', tone: 'bad' });
	expect(cell('T29.1', 'partly')).toEqual({ words: 'Partly', tone: 'plain' });
	expect(cell('T29.2', 'recording-fixed')).toEqual({ words: 'Recording only, fixed today', tone: 'plain' });
	expect(cell('X1', 'cannot-tell')).toEqual({ words: 'Cannot tell', tone: 'bad' });
	expect(cell('X3', 'good').words).toBe('Good');
});

test('a clock that was judged is in time or late by so much', () => {
	expect(cell('T29.5', { from: '2026-02-20', to: '2026-03-02' }).words).toBe('In time');
	expect(cell('T29.5', { from: '2025-10-01', to: '2026-03-02' })).toMatchObject({ tone: 'late' });
});

test('an answer that wants a note says so until the note is there', () => {
	const wanting = auditWith({ 'answer/T29.1': 'partly' });
	expect(cellOf(wanting, ask('T29.1'), today).wantsNote).toBe(true);
	const noted = auditWith({ 'answer/T29.1': 'partly', 'note/T29.1': 'Case note of 9 February: at school.' });
	expect(cellOf(noted, ask('T29.1'), today).wantsNote).toBeUndefined();
	expect(cellOf(auditWith({ 'answer/T29.1': 'yes' }), ask('T29.1'), today).wantsNote).toBeUndefined();
});

test('an answer that calls for an alert says so until it was raised', () => {
	const unsafe = { 'answer/X1': 'cannot-tell' };
	expect(cellOf(auditWith(unsafe), ask('X1'), today).needsCall).toBe(true);
	const raised = { ...unsafe, 'alert/a1': { concern: 'Not seen', question: 'X1' } };
	expect(cellOf(auditWith(raised), ask('X1'), today).needsCall).toBeUndefined();
});

test('a row has a square for each question, in their order', () => {
	const row = cellsOf(auditWith({ 'answer/X1': 'safe' }), [ask('X1'), ask('T29.4')], today);
	expect(row.map(({ words }) => words)).toEqual(['Safe', '26 Feb']);
});
