import { describe, expect, test } from 'vitest';
import { aPerson, aSmallTemplate, anAction, anAudit, author, id } from '../../../../tests/fixtures/records.ts';
import type { Person } from '../access/Person.ts';
import { applyChange } from './applyChange.ts';
import type { Outcome } from './Effect.ts';
import { replay } from './replay.ts';
import type { Change } from './Change.ts';
import type { RecordState } from './RecordState.ts';

const template = aSmallTemplate();
const dana = aPerson([{ role: 'auditor', scope: { kind: 'own' } }], { id: id(10) });
const priya = aPerson([], { id: id(20) });

function doing(record: RecordState, name: string, args: unknown, by: Person = dana, base?: number): Outcome {
	const change = { name, args, ...(base === undefined ? {} : { base }) };
	return applyChange(record, change, { author: author(by), changeId: id(900), template });
}

function done(record: RecordState, name: string, args: unknown, by: Person = dana): RecordState {
	const outcome = doing(record, name, args, by);
	if (!outcome.ok) throw new Error(outcome.code);
	return outcome.record;
}

function code(outcome: Outcome): string {
	return outcome.ok ? outcome.outcome : outcome.code;
}

describe('answering', () => {
	test('an answer stands in its field, and the audit is begun', () => {
		const record = done(anAudit({ state: 'allocated' }), 'answer.set', { question: 'CJ2.1', value: 'yes' });
		expect(record.fields.get('answer/CJ2.1')).toMatchObject({ value: 'yes', ver: 2, by: dana.id });
		expect(record.head).toMatchObject({ state: 'begun' });
	});

	test.each([
		['CJ2.1', 'perhaps'],
		['CJ2.1', 3],
		['CJ2.3', 'not-an-option'],
		['CJ3.1', { from: '2026-02-30', to: null }],
		['CJ3.2', ['a', 'zebra']],
		['CJ2.4', 'twelve'],
		['CJ9.9', 'yes']
	])('an answer of the wrong kind is refused: %s %j', (question, value) => {
		expect(code(doing(anAudit(), 'answer.set', { question, value }))).toBe('SCHEMA_INVALID');
	});

	test('a repeat is a field of its own', () => {
		const record = done(anAudit(), 'answer.set', { question: 'CJ3.1~2', value: { from: '2026-02-03', to: null } });
		expect(record.fields.has('answer/CJ3.1~2')).toBe(true);
	});

	test('P6: clearing leaves the field with nothing in it and a new version', () => {
		const answered = done(anAudit(), 'answer.set', { question: 'CJ2.1', value: 'yes' });
		expect(done(answered, 'answer.clear', { question: 'CJ2.1' }).fields.get('answer/CJ2.1')).toMatchObject({
			value: null,
			ver: 3
		});
	});

	test('P1: a NUL or a lone surrogate is refused', () => {
		expect(code(doing(anAudit(), 'note.set', { question: 'CJ2.1', text: 'a\u0000b' }))).toBe('SCHEMA_INVALID');
		expect(code(doing(anAudit(), 'note.set', { question: 'CJ2.1', text: 'a\ud800b' }))).toBe('SCHEMA_INVALID');
	});

	test('a note may stand in a closing box, and nowhere unknown', () => {
		expect(code(doing(anAudit(), 'note.set', { question: 'CJ2.worked', text: 'The plan is short.' }))).toBe('applied');
		expect(code(doing(anAudit(), 'note.set', { question: 'CJ7.worked', text: 'x' }))).toBe('SCHEMA_INVALID');
	});

	test('P12: a section is graded by its id, in the name of who grades', () => {
		const record = done(anAudit(), 'grade.set', { section: 'CJ2', grade: 'good' });
		expect(record.fields.get(`grade/CJ2/${dana.id}`)?.value).toEqual({ grade: 'good', reason: '' });
		expect(code(doing(anAudit(), 'grade.set', { section: 'CJ1', grade: 'good' }))).toBe('SCHEMA_INVALID');
		expect(code(doing(anAudit(), 'grade.set', { section: 'overall', grade: 'good' }))).toBe('applied');
	});

	test('P3: a base above the field is refused', () => {
		expect(code(doing(anAudit(), 'answer.set', { question: 'CJ2.1', value: 'yes' }, dana, 9))).toBe('SCHEMA_INVALID');
	});

	test('an unknown template refuses what needs it, and lets an alert through', () => {
		const context = { author: author(dana), changeId: id(900), template: null };
		const answer = applyChange(anAudit(), { name: 'answer.set', args: { question: 'CJ2.1', value: 'yes' } }, context);
		expect(code(answer)).toBe('TEMPLATE_UNKNOWN');
		const alert = applyChange(
			anAudit(),
			{ name: 'alert.raise', args: { id: id(5), concern: 'Unsafe tonight.' } },
			context
		);
		expect(code(alert)).toBe('applied');
	});
});

describe('alerts', () => {
	test('who was told is a log under the alert', () => {
		const raised = done(anAudit(), 'alert.raise', { id: id(5), question: 'CJ1.1', concern: 'Not seen for a month.' });
		expect(raised.head).toMatchObject({ openAlerts: 1 });
		const told = done(raised, 'alert.tell', { id: id(5), whom: 'Team manager', how: 'phone' });
		expect(told.fields.get(`alert/${id(5)}/told/${id(900)}`)?.value).toEqual({ whom: 'Team manager', how: 'phone' });
	});

	test('raising the same alert twice raises one', () => {
		const raised = done(anAudit(), 'alert.raise', { id: id(5), concern: 'Not seen.' });
		const again = doing(raised, 'alert.raise', { id: id(5), concern: 'Not seen at all.' });
		expect(again).toMatchObject({ ok: true, written: [] });
	});

	test('nobody can be told of an alert that was never raised', () => {
		expect(code(doing(anAudit(), 'alert.tell', { id: id(5), whom: 'x', how: 'phone' }))).toBe('SCHEMA_INVALID');
	});
});

describe('submitting', () => {
	const graded = done(done(anAudit(), 'answer.set', { question: 'CJ2.1', value: 'yes' }), 'grade.set', {
		section: 'overall',
		grade: 'requires-improvement',
		reason: 'No contingency.'
	});
	const submitted = done(graded, 'audit.submit', { why: '' });

	test('M5: it pins the exact versions it stands on, and the grade', () => {
		expect(submitted.fields.get('submission')?.value).toMatchObject({
			grade: 'requires-improvement',
			pinned: { 'answer/CJ2.1': 2, [`grade/overall/${dana.id}`]: 3 }
		});
		expect(submitted.head).toMatchObject({ state: 'submitted', grade: 'requires-improvement' });
	});

	test.each([
		['answer.set', { question: 'CJ2.1', value: 'no' }],
		['note.set', { question: 'CJ2.1', text: 'x' }],
		['grade.set', { section: 'overall', grade: 'good' }],
		['audit.submit', { why: '' }],
		['conflict.resolve', { key: 'answer/CJ2.1', keep: 'value' }]
	])('P9: after it %s is locked', (name, args) => {
		expect(code(doing(submitted, name, args))).toBe('RECORD_LOCKED');
	});

	test.each([
		['feedback.add', { id: id(6), from: 'child', text: 'They listened.' }],
		['alert.raise', { id: id(7), concern: 'Unsafe tonight.' }],
		[
			'action.raise',
			{ id: id(8), level: 'child', finding: 'f', what: 'w', difference: 'd', owner: id(20), dueOn: '2026-04-01' }
		]
	])('P9: after it %s still goes through', (name, args) => {
		expect(code(doing(submitted, name, args))).toBe('applied');
	});

	test('P9: withdrawing opens the audit again', () => {
		const withdrawn = done(submitted, 'audit.withdraw', { reason: 'One answer was wrong.' });
		expect(withdrawn.head).toMatchObject({ state: 'begun' });
		expect(code(doing(withdrawn, 'answer.set', { question: 'CJ2.1', value: 'no' }))).toBe('applied');
	});

	test('an audit that is not submitted cannot be withdrawn', () => {
		expect(code(doing(graded, 'audit.withdraw', { reason: 'x' }))).toBe('RECORD_LOCKED');
	});
});

test('an action that is there already is relied on for a question there is, and for no other', () => {
	const rely = (question: string) => doing(anAudit(), 'action.rely', { question, action: id(9), relied: true });
	expect(code(rely('CJ2.1'))).toBe('applied');
	expect(code(rely('CJ9.9'))).toBe('SCHEMA_INVALID');
});

describe('an action', () => {
	const raise = {
		id: id(8),
		level: 'child',
		finding: 'Late.',
		what: 'Set dates.',
		difference: 'Starts in time.',
		owner: priya.id,
		dueOn: '2026-03-19',
		question: 'CJ2.1'
	};

	test('comes into being issued, to be verified by who raised it', () => {
		const outcome = doing(anAudit(), 'action.raise', raise);
		expect(outcome).toMatchObject({
			ok: true,
			creates: {
				record: { kind: 'action', id: id(8) },
				ver: 1,
				head: { state: 'issued', owner: priya.id, verifier: dana.id, priority: true }
			}
		});
	});

	test('raised for oneself is verified by somebody else', () => {
		const outcome = doing(anAudit(), 'action.raise', { ...raise, owner: dana.id });
		expect(outcome).toMatchObject({ creates: { head: { verifier: null } } });
	});

	test('goes from issued to verified', () => {
		let action: RecordState = anAction();
		action = done(action, 'action.accept', {}, priya);
		expect(action.head).toMatchObject({ state: 'accepted' });
		action = done(action, 'action.progress', { note: 'Met the chair.' }, priya);
		expect(action.head).toMatchObject({ state: 'in-progress' });
		action = done(action, 'action.complete', { note: 'Dates are set.', evidence: [] }, priya);
		expect(action.fields.get('state')?.value).toBe('done');
		action = done(action, 'action.verify', {
			verdict: 'verified',
			note: 'Seen in the record.',
			difference: 'Two core groups on time.'
		});
		expect(action.head).toMatchObject({ state: 'verified' });
		expect(action.fields.get(`verdict/${id(900)}`)?.value).toMatchObject({
			verdict: 'verified',
			difference: 'Two core groups on time.'
		});
	});

	test('returned goes back to its owner', () => {
		const returned = done(anAction({ state: 'done' }), 'action.verify', {
			verdict: 'returned',
			note: 'No dates in the record.'
		});
		expect(returned.head).toMatchObject({ state: 'returned' });
		expect(code(doing(returned, 'action.complete', { note: 'Added.' }, priya))).toBe('applied');
	});

	test.each([
		['verified before it is done', 'issued', 'action.verify', { verdict: 'verified', note: 'x' }],
		['done twice', 'done', 'action.complete', { note: 'x' }],
		['moved once it is verified', 'verified', 'action.extend', { dueOn: '2027-01-01', reason: 'x' }]
	] as const)('cannot be %s', (_, state, name, args) => {
		expect(code(doing(anAction({ state }), name, args, priya))).toBe('RECORD_LOCKED');
	});

	test('may be extended twice, and only later', () => {
		expect(code(doing(anAction(), 'action.extend', { dueOn: '2026-03-01', reason: 'x' }))).toBe('RECORD_LOCKED');
		expect(done(anAction(), 'action.extend', { dueOn: '2026-04-01', reason: 'Leave.' }).head).toMatchObject({
			dueOn: '2026-04-01',
			extensions: 1
		});
		expect(code(doing(anAction({ extensions: 2 }), 'action.extend', { dueOn: '2026-05-01', reason: 'x' }))).toBe(
			'RECORD_LOCKED'
		);
	});

	test('transferred to its verifier is verified by someone else', () => {
		expect(done(anAction(), 'action.transfer', { owner: dana.id, reason: 'Case moved.' }).head).toMatchObject({
			owner: dana.id,
			verifier: null,
			state: 'issued'
		});
	});
});

describe('a conflict', () => {
	const ben = aPerson();
	const first = done(anAudit(), 'note.set', { question: 'CJ2.1', text: 'Yours.' });
	const both = done(first, 'note.set', { question: 'CJ2.1', text: 'Theirs.' }, ben);
	const ver = both.fields.get('note/CJ2.1')?.ver ?? 0;

	test.each([
		['value', 'Theirs.'],
		['other', 'Yours.'],
		['both', 'Theirs.\n\nYours.']
	])('P6: ends as a person chose: %s', (keep, text) => {
		const outcome = doing(both, 'conflict.resolve', { key: 'note/CJ2.1', keep }, dana, ver);
		expect(outcome.ok && outcome.record.fields.get('note/CJ2.1')).toMatchObject({ value: text });
		expect(outcome.ok && outcome.record.fields.get('note/CJ2.1')?.other).toBeUndefined();
	});

	test('P6: a choice made without seeing the newest value ends nothing', () => {
		expect(code(doing(both, 'conflict.resolve', { key: 'note/CJ2.1', keep: 'value' }, dana, ver - 1))).toBe('conflict');
	});
});

describe('replaying', () => {
	const change = (n: number, name: string, args: unknown, base = 0): Change => ({
		n,
		id: id(500 + n),
		at: '2026-03-12T15:00:00.000Z',
		name,
		record: { kind: 'audit', id: id(1) },
		args,
		base,
		h: ''
	});
	const waiting = [
		change(1, 'answer.set', { question: 'CJ2.1', value: 'yes' }),
		change(2, 'answer.set', { question: 'CJ2.1', value: 'no' }),
		change(3, 'action.raise', {
			id: id(8),
			level: 'child',
			finding: 'f',
			what: 'w',
			difference: 'd',
			owner: id(20),
			dueOn: '2026-04-01'
		}),
		change(4, 'audit.submit', { why: '' })
	];
	const by = { person: dana, clientId: 'tablet' };

	test('puts what waits on top of what the server told, in order', () => {
		const { record, created, refused } = replay(anAudit(), waiting, by, template);
		expect(record.fields.get('answer/CJ2.1')?.value).toBe('no');
		expect(record.head).toMatchObject({ state: 'submitted' });
		expect(created.map((action) => action.record.id)).toEqual([id(8)]);
		expect(refused).toEqual([]);
	});

	test('names what the base no longer takes and goes on', () => {
		const { record, refused } = replay(anAudit({ state: 'submitted' }), waiting, by, template);
		expect(refused).toEqual([id(501), id(502), id(504)]);
		expect(record.fields.has(`action/${id(8)}`)).toBe(true);
	});

	test('a base above what the tablet holds hides nothing', () => {
		const { refused } = replay(
			anAudit(),
			[change(1, 'answer.set', { question: 'CJ2.1', value: 'yes' }, 40)],
			by,
			template
		);
		expect(refused).toEqual([]);
	});
});
