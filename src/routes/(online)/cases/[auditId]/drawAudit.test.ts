import { expect, test } from 'vitest';
import { readAudit } from '#lib/domain/audits/readAudit.ts';
import type { AuditHead, Field, Json } from '#lib/domain/changes/RecordState.ts';
import { aTemplate } from '#lib/domain/templates/aTemplate.fixture.ts';
import { auditHistory, type Written } from './auditHistory.ts';
import { hasAnything, readSections } from './drawAudit.ts';

const template = aTemplate({
	sections: [
		{
			id: 'P',
			number: '1',
			title: 'Plans',
			questions: [{ id: 'P1', number: '1.1', text: 'Is there a plan?' }, { id: 'P2' }]
		},
		{ id: 'V', number: '2', title: 'Visits', questions: [{ id: 'V1' }] }
	]
});
const at = '2026-03-10T10:00:00.000Z';
const field = (value: Json, more: Partial<Field> = {}): Field => ({ ver: 1, value, by: 'dana', at, ...more });

function anAudit(fields: Record<string, Field>) {
	const record = { kind: 'audit', id: 'a' } as const;
	return readAudit({ record, ver: 1, head: {} as AuditHead, fields: new Map(Object.entries(fields)) }, template);
}
const read = (fields: Record<string, Field>) => readSections(anAudit(fields), 'dana', '2026-03-12');

test('an answer stands with its question, in words, and its note', () => {
	const [plans] = read({ 'answer/P1': field('no'), 'note/P1': field('None since May') });
	expect(plans?.answers).toEqual([
		{
			key: 'P1',
			number: '1.1',
			text: 'Is there a plan?',
			answer: 'No',
			note: 'None since May',
			conflict: false,
			files: []
		}
	]);
	expect(plans?.unanswered).toBe(1);
});

test('a question answered twice stands twice, and a note without an answer stands too', () => {
	const [plans] = read({ 'answer/P1': field('yes'), 'answer/P1~2': field('no'), 'note/P2': field('To ask') });
	expect(plans?.answers.map(({ key, answer }) => `${key} ${answer}`)).toEqual(['P1 Yes', 'P1~2 No', 'P2 ']);
});

test('the grade is the auditor’s, and a section with nothing in it is left out', () => {
	const sections = read({
		'grade/P/dana': field({ grade: 'good', reason: '' }),
		'grade/V/other': field({ grade: 'good' })
	});
	expect(sections.map(hasAnything)).toEqual([true, false]);
	expect(sections[0]?.grade?.grade).toBe('good');
});

test('a file stands under its question, even where nothing else was answered', () => {
	const shown = {
		sha256: 'a',
		name: 'Plan.pdf',
		kind: 'pdf',
		bytes: 3,
		by: 'dana',
		at,
		isWhole: true,
		tablet: null
	} as const;
	const [plans] = readSections(anAudit({}), 'dana', '2026-03-12', [{ id: '1', question: 'P1', ...shown }]);
	expect(plans?.answers.map(({ key, files }) => [key, files.map(({ name }) => name)])).toEqual([['P1', ['Plan.pdf']]]);
});

test('a conflict is said', () => {
	const [plans] = read({ 'answer/P1': field('no', { other: [{ value: 'yes', by: 'sam', at, ver: 1 }] }) });
	expect(plans?.answers[0]?.conflict).toBe(true);
});

const written = (name: string, key: string, on: string, more: Partial<Written> = {}): Written => ({
	at: `${on}T10:00:00.000Z`,
	by: 'dana',
	name,
	key,
	how: 'written',
	rescued: false,
	...more
});
const tell = (...history: Written[]) =>
	auditHistory(history, template, { dana: 'Dana Whitlock' }, '2026-03-12').map(({ what, rest }) => `${what}${rest}`);

test('a day’s writing in a section is one line', () => {
	expect(
		tell(
			written('answer.set', 'answer/P1', '2026-03-10'),
			written('note.set', 'note/P.worked', '2026-03-10'),
			written('answer.set', 'answer/V1~2', '2026-03-11')
		)
	).toEqual(['2 Visits: 1 answer or note by Dana Whitlock', '1 Plans: 2 answers and notes by Dana Whitlock']);
});

test('V4: what a rescue brought is a line of its own and says so', () => {
	expect(
		tell(
			written('answer.set', 'answer/P1', '2026-03-10'),
			written('answer.set', 'answer/P2', '2026-03-10', { rescued: true })
		).toSorted()
	).toEqual([
		'1 Plans: 1 answer or note by Dana Whitlock',
		'1 Plans: 1 answer or note by Dana Whitlock, rescued from a tablet'
	]);
});

test('what is done at a moment is said by its name, and what was parked is not', () => {
	expect(
		tell(
			written('audit.submit', 'submission', '2026-03-11', { by: 'gone' }),
			written('alert.raise', 'alert/1', '2026-03-10'),
			written('answer.set', '', '2026-03-12', { how: 'parked' })
		)
	).toEqual(['Submitted by someone who has left', 'Alert raised by Dana Whitlock']);
});
