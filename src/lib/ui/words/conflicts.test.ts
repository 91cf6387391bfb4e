import { expect, test } from 'vitest';
import { aSmallTemplate } from '../../../../tests/fixtures/records.ts';
import { findQuestion } from '#lib/domain/audits/keys.ts';
import { actionSubject, conflictKey, fieldWords, moderationSubject } from './conflicts.ts';
import { incidentWords } from './incidents.ts';

const today = '2026-03-12';
const question = (id: string) => findQuestion(aSmallTemplate(), id) ?? null;

test('a field says what it is about', () => {
	expect(conflictKey('answer/CJ2.1')).toEqual({ kind: 'answer', of: 'CJ2.1' });
	expect(conflictKey('grade/CJ2/someone')).toEqual({ kind: 'grade', of: 'CJ2' });
});

const reader = (of: string | null = null) => ({
	question: of === null ? null : question(of),
	nameOf: (person: string) => (person === 'sam' ? 'Sam Okafor' : 'Someone'),
	today
});

test.each([
	['CJ1.1', 'cannot-tell', 'Cannot tell'],
	['CJ2.1', 'partly', 'Partly'],
	['CJ2.2', 'requires-improvement', 'Requires improvement'],
	['CJ2.3', 'drifting', 'Drifting'],
	['CJ2.4', 3, '3'],
	['CJ2.5', 'It waited for a worker.', 'It waited for a worker.'],
	['CJ3.1', { from: '2026-03-01', to: null }, '1 March to no date'],
	['CJ3.2', ['a', 'b'], 'A and B'],
	['CJ2.1', null, 'Cleared']
])('M2: the answer of %s is written out in its question’s words', (id, value, words) => {
	expect(fieldWords('audit', `answer/${id}`, value, reader(id))).toBe(words);
});

test('M2: red, amber and green, and a date, are words too', () => {
	const asked = (kind: 'rag' | 'date') => ({ ...reader(), question: { ...(question('CJ2.1') ?? raise()), kind } });
	expect(fieldWords('audit', 'answer/CJ2.1', 'amber', asked('rag'))).toBe('Amber');
	expect(fieldWords('audit', 'answer/CJ2.1', '2026-03-17', asked('date'))).toBe('17 March');
});

test('M2: before its template is here an answer is no code either', () => {
	expect(fieldWords('audit', 'answer/CJ2.2', 'requires-improvement', reader())).toBe('Requires improvement');
	expect(fieldWords('audit', 'answer/CJ3.1', { from: '2026-03-01', to: null }, reader())).toBe('1 March to no date');
	expect(fieldWords('audit', 'answer/CJ3.2', ['a', 'b'], reader())).toBe('a and b');
});

test.each(['CJ1.1', 'CJ2.1', 'CJ2.2', 'CJ2.3', 'CJ3.1'])(
	'M2: a note beside %s stands as it was written, whatever its question asks for',
	(id) => expect(fieldWords('audit', `note/${id}`, 'no', reader(id))).toBe('no')
);

test('M2: a grade stands with its reason; one that was taken back says so', () => {
	const grade = (value: { grade: string | null; reason: string }) =>
		fieldWords('audit', 'grade/CJ2/me', value, reader());
	expect(grade({ grade: 'good', reason: 'Short and owned.' })).toBe('Good. Short and owned.');
	expect(grade({ grade: null, reason: '' })).toBe('No grade');
});

test('M2: of an action, its date, its owner and how far it is', () => {
	expect(fieldWords('action', 'dueOn', '2026-03-20', reader())).toBe('Friday 20 March');
	expect(fieldWords('action', 'owner', 'sam', reader())).toBe('Sam Okafor');
	expect(fieldWords('action', 'owner', null, reader())).toBe('Nobody');
	expect(fieldWords('action', 'state', 'in-progress', reader())).toBe('Under way');
	expect(actionSubject('dueOn', 'Hold a review')).toBe('When it is due · Hold a review');
	expect(actionSubject('other', undefined)).toBe('This action');
});

test('M2: a decision, a file, feedback and who was told are read, never shown as they are stored', () => {
	const decision = { grade: 'good', reason: 'Agreed by both', auditQuality: 'outstanding' };
	expect(fieldWords('moderation', 'decision', decision, reader())).toBe(
		'Good. Agreed by both. The audit itself: Outstanding'
	);
	expect(moderationSubject('decision')).toBe('The moderation decision');
	expect(moderationSubject('grade/CJ2/me')).toBe('The second grade');
	expect(fieldWords('audit', 'evidence/1', { name: 'plan.pdf', bytes: 9 }, reader())).toBe('plan.pdf');
	expect(fieldWords('audit', 'alert/1/told/2', { whom: 'Team manager', how: 'By phone' }, reader())).toBe(
		'Team manager. By phone'
	);
	expect(fieldWords('audit', 'new/1', { some: 1 }, reader())).not.toContain('{');
});

function raise(): never {
	throw new Error('the template has no such question');
}

test('what happened to a tablet’s records is said with what it means', () => {
	expect(incidentWords({ code: 'put-back', facts: { changes: 2 } })).toContain('2 changes');
	expect(incidentWords({ code: 'lost', facts: { changes: 1 } })).toContain('1 change ');
	const gone = incidentWords({ code: 'both-gone', facts: { changes: 2, sent: 40 } });
	expect(gone).toContain('40 changes');
	expect(gone).toContain('2 changes that waited here');
	const photos = incidentWords({ code: 'files-lost', facts: { files: 2 }, names: ['Plan.pdf', 'IMG_1.jpg'] });
	expect(photos).toContain('2 photos or papers with it that were not at the office yet: Plan.pdf, IMG_1.jpg.');
	expect(incidentWords({ code: 'digest' })).toContain('not touched');
	expect(incidentWords({ code: 'kept-bound', facts: { changes: 3 } })).toContain(
		'3 changes that the office already has'
	);
});
