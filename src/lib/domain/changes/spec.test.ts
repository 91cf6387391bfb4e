import { describe, expect, test } from 'vitest';
import {
	aPerson,
	aSmallTemplate,
	anAction,
	anAudit,
	anAuditor,
	author,
	id
} from '../../../../tests/fixtures/records.ts';
import type { Person } from '../access/Person.ts';
import { template as templateShape } from '../templates/Template.ts';
import { applyChange } from './applyChange.ts';
import type { ApplyContext, Outcome } from './Effect.ts';
import type { ActionRecord, AuditRecord, AuditState, RecordState } from './RecordState.ts';

const template = aSmallTemplate();
const dana = anAuditor({ id: id(10) });
const ben = anAuditor({ id: id(12) });
const context = (by: Person = dana, more: Partial<ApplyContext> = {}): ApplyContext => ({
	author: author(by),
	changeId: id(900),
	template,
	...more
});

function doing(record: RecordState, name: string, args: unknown, by = dana, base?: number): Outcome {
	return applyChange(record, { name, args, ...(base === undefined ? {} : { base }) }, context(by));
}

function done<Kind extends AuditRecord | ActionRecord>(record: Kind, name: string, args: unknown, by = dana): Kind {
	const outcome = doing(record, name, args, by);
	if (!outcome.ok) throw new Error(`${name}: ${outcome.code}`);
	return outcome.record as Kind;
}

const codeOf = (outcome: Outcome) => (outcome.ok ? outcome.outcome : outcome.code);
const file = { id: id(3), sha256: 'a'.repeat(64), name: 'minutes.pdf', kind: 'pdf', bytes: 12 };
const raise = {
	id: id(8),
	level: 'child',
	finding: 'f',
	what: 'w',
	difference: 'd',
	owner: id(20),
	dueOn: '2026-04-01'
};

/** Every act on an audit; whether it goes through once the audit is submitted (P9). */
const acts: readonly (readonly [string, object, boolean])[] = [
	['answer.set', { question: 'CJ2.1', value: 'no' }, false],
	['answer.clear', { question: 'CJ2.1' }, false],
	['note.set', { question: 'CJ2.1', text: 'x' }, false],
	['grade.set', { section: 'CJ2', grade: 'good' }, false],
	['feedback.add', { id: id(6), from: 'child', text: 'They listened.' }, true],
	['feedback.attempt', { id: id(6), from: 'parent', how: 'telephone', outcome: 'no-answer', note: '' }, true],
	['reply.ask', {}, false],
	['evidence.attach', { ...file, id: id(4), question: 'CJ2.1' }, false],
	['evidence.detach', { id: id(3) }, false],
	['alert.raise', { id: id(7), concern: 'Unsafe tonight.' }, true],
	['alert.tell', { id: id(5), whom: 'Team manager', how: 'phone' }, true],
	['action.raise', raise, true],
	['action.rely', { question: 'CJ2.1', action: id(9), relied: true }, true],
	['audit.submit', { why: '' }, false],
	['conflict.resolve', { key: 'note/CJ2.2', keep: 'value' }, false]
];

/** An audit with something of everything in it. */
function aWorkedAudit(state: AuditState): AuditRecord {
	const steps: [string, object][] = [
		['answer.set', { question: 'CJ2.1', value: 'yes' }],
		['note.set', { question: 'CJ2.2', text: 'Short.' }],
		['evidence.attach', { ...file, question: 'CJ2.1' }],
		['alert.raise', { id: id(5), concern: 'Not seen.' }]
	];
	const worked = steps.reduce((record, [name, args]) => done(record, name, args), anAudit({ state: 'begun' }));
	return { ...worked, head: { ...worked.head, state } };
}

describe.each(acts)('%s', (name, args, isOpen) => {
	test('P9: goes through while the audit is worked on', () => {
		for (const state of ['allocated', 'begun'] as const)
			expect(codeOf(doing(aWorkedAudit(state), name, args)), state).toBe('applied');
	});

	test(`P9: ${isOpen ? 'still goes through' : 'is locked'} once it is submitted`, () => {
		const outcome = doing(aWorkedAudit('submitted'), name, args);
		expect(codeOf(outcome)).toBe(isOpen ? 'applied' : 'RECORD_LOCKED');
		if (outcome.ok) expect(outcome.record.head).toMatchObject({ state: 'submitted' });
	});

	test('P3: what comes of it says at which version, and nothing it was given is altered', () => {
		const before = aWorkedAudit('begun');
		const copy = structuredClone(before);
		const outcome = doing(before, name, args);
		expect(before).toEqual(copy);
		if (!outcome.ok) throw new Error(outcome.code);
		expect(outcome.record.ver).toBe(before.ver + (outcome.written.length > 0 ? 1 : 0));
		for (const key of outcome.written) expect(outcome.record.fields.get(key)?.ver).toBe(outcome.record.ver);
	});

	test('P3: fields it does not write stay as they were', () => {
		const before = aWorkedAudit('begun');
		const outcome = doing(before, name, args);
		if (!outcome.ok) throw new Error(outcome.code);
		for (const [key, field] of before.fields)
			if (!outcome.written.includes(key)) expect(outcome.record.fields.get(key)).toBe(field);
	});

	test('is no act of an action', () => {
		const outcome = doing(anAction(), name, args);
		expect(codeOf(outcome)).toBe('SCHEMA_INVALID');
	});
});

describe('merging', () => {
	const said = done(anAudit(), 'note.set', { question: 'CJ2.1', text: 'Yours.' });

	test('M1: an answer and the note beside it never conflict', () => {
		expect(codeOf(doing(said, 'answer.set', { question: 'CJ2.1', value: 'yes' }, ben))).toBe('applied');
	});

	test('M2: written over unseen, both texts are kept, and the sender is told of the other', () => {
		const outcome = doing(said, 'note.set', { question: 'CJ2.1', text: 'Theirs.' }, ben);
		expect(outcome).toMatchObject({ outcome: 'conflict', other: { value: 'Yours.', by: dana.id, ver: 2 } });
		expect(outcome.ok && outcome.record.fields.get('note/CJ2.1')).toMatchObject({
			value: 'Theirs.',
			other: [{ value: 'Yours.' }]
		});
	});

	test('M2: written over seen, it is quiet', () => {
		expect(codeOf(doing(said, 'note.set', { question: 'CJ2.1', text: 'Theirs.' }, ben, 2))).toBe('applied');
	});

	test('M3: what a tablet’s clock says decides nothing, and is kept beside', () => {
		const early = { ...author(ben), at: '2026-03-12T09:00:00.000Z', deviceAt: '2019-01-01T00:00:00.000Z' };
		const change = { name: 'note.set', args: { question: 'CJ2.1', text: 'Late.' }, base: 2 };
		const outcome = applyChange(said, change, { ...context(), author: early });
		expect(outcome.ok && outcome.record.fields.get('note/CJ2.1')).toMatchObject({
			value: 'Late.',
			at: '2026-03-12T09:00:00.000Z',
			deviceAt: '2019-01-01T00:00:00.000Z'
		});
	});

	test('M4: a person grades in their own name, whoever graded before', () => {
		const ours = done(anAudit(), 'grade.set', { section: 'CJ2', grade: 'good' });
		const both = doing(ours, 'grade.set', { section: 'CJ2', grade: 'inadequate' }, ben);
		expect(codeOf(both)).toBe('applied');
		expect(both.ok && [...both.record.fields.keys()]).toEqual([`grade/CJ2/${dana.id}`, `grade/CJ2/${ben.id}`]);
	});

	test('M5: an audit with nothing in it can be submitted, and says why', () => {
		const submitted = done(anAudit({ state: 'allocated' }), 'audit.submit', { why: 'The file is locked.' });
		expect(submitted.fields.get('submission')?.value).toEqual({ why: 'The file is locked.', grade: null, pinned: {} });
		expect(submitted.head).toMatchObject({ state: 'submitted', submittedAt: '2026-03-12T14:02:00.000Z' });
		expect(submitted.head).not.toHaveProperty('grade');
	});

	test('M5: submitted again after taking it back, it pins what stands then, and not itself', () => {
		const first = done(aWorkedAudit('begun'), 'audit.submit', { why: '' });
		const back = done(first, 'audit.withdraw', { reason: 'One more.' });
		const changed = done(back, 'answer.set', { question: 'CJ2.1', value: 'no' });
		const second = done(changed, 'audit.submit', { why: '' });
		const versions = [...changed.fields].filter(([key]) => key !== 'submission').map(([key, one]) => [key, one.ver]);
		expect(second.fields.get('submission')?.value).toMatchObject({ pinned: Object.fromEntries(versions) });
	});

	test('M5: a themed set is graded by the answer to its own question', () => {
		const themed = templateShape.parse({
			...template,
			grading: { overall: true, suggestion: 'single', question: 'CJ2.2', caps: [] }
		});
		const on = { ...context(), template: themed };
		const answered = done(anAudit(), 'answer.set', { question: 'CJ2.2', value: 'good' });
		const submitted = applyChange(answered, { name: 'audit.submit', args: { why: '' } }, on);
		expect(submitted.ok && submitted.record.head).toMatchObject({ grade: 'good' });
		const ungraded = applyChange(anAudit(), { name: 'audit.submit', args: { why: '' } }, on);
		expect(ungraded.ok && ungraded.record.head).not.toHaveProperty('grade');
	});

	test('M6: what an act meant to write is told in full for history, equal values too', () => {
		const again = doing(said, 'note.set', { question: 'CJ2.1', text: 'Yours.' }, ben);
		expect(again).toMatchObject({ outcome: 'applied', written: [], writes: [{ key: 'note/CJ2.1', value: 'Yours.' }] });
		expect(again.ok && again.record.ver).toBe(said.ver);
	});
});

describe('bases', () => {
	const said = done(anAudit(), 'note.set', { question: 'CJ2.1', text: 'Yours.' });
	const note = { question: 'CJ2.1', text: 'New.' };

	test.each([
		[undefined, 'conflict'],
		[0, 'conflict'],
		[1, 'conflict'],
		[2, 'applied'],
		[3, 'SCHEMA_INVALID']
	])('P3: a base of %s, where the field is at 2, comes to %s', (base, code) => {
		expect(codeOf(doing(said, 'note.set', note, ben, base))).toBe(code);
	});

	test('P3: a field that is not there yet is at nought', () => {
		expect(codeOf(doing(anAudit(), 'note.set', note, ben, 0))).toBe('applied');
		expect(codeOf(doing(anAudit(), 'note.set', note, ben, 1))).toBe('SCHEMA_INVALID');
	});

	test('P6: clearing what was never answered leaves a field with nothing in it; clearing it again writes nothing', () => {
		const cleared = done(anAudit(), 'answer.clear', { question: 'CJ2.1' });
		expect(cleared.fields.get('answer/CJ2.1')).toMatchObject({ value: null, ver: 2 });
		expect(doing(cleared, 'answer.clear', { question: 'CJ2.1' }, ben)).toMatchObject({ ok: true, written: [] });
	});

	test('P6: a grade taken back is a field with nothing in it', () => {
		const graded = done(anAudit(), 'grade.set', { section: 'CJ2', grade: 'good', reason: 'Short.' });
		const back = done(graded, 'grade.set', { section: 'CJ2', grade: null });
		expect(back.fields.get(`grade/CJ2/${dana.id}`)).toMatchObject({ value: null, ver: 3 });
	});
});

describe('names on the wire', () => {
	test.each([
		['CJ2.1~2', 'yes', 'applied'],
		['CJ2.1~', 'yes', 'applied'],
		['~2', 'yes', 'SCHEMA_INVALID'],
		['CJ2.G', 'good', 'SCHEMA_INVALID'],
		['CJ2', 'yes', 'SCHEMA_INVALID']
	])('P12: an answer to %s is %s', (question, value, code) => {
		expect(codeOf(doing(anAudit(), 'answer.set', { question, value }))).toBe(code);
	});

	test.each(['CJ2.1', 'CJ2.1~3', 'CJ2.worked', 'CJ2.needs', 'CJ2.G'])('a note may stand at %s', (question) => {
		expect(codeOf(doing(anAudit(), 'note.set', { question, text: 'x' }))).toBe('applied');
	});

	test.each(['CJ2', 'CJ2.others', 'CJ9.worked', 'overall', '__proto__'])('no note stands at %s', (question) => {
		expect(codeOf(doing(anAudit(), 'note.set', { question, text: 'x' }))).toBe('SCHEMA_INVALID');
	});

	test.each([
		['CJ2', 'applied'],
		['CJ3', 'applied'],
		['overall', 'applied'],
		['CJ1', 'SCHEMA_INVALID'],
		['CJ2.G', 'SCHEMA_INVALID'],
		['CJ9', 'SCHEMA_INVALID']
	])('P12: a grade of %s is %s', (section, code) => {
		expect(codeOf(doing(anAudit(), 'grade.set', { section, grade: 'good' }))).toBe(code);
	});

	test('P13: feedback is kept as it was given, its scale too', () => {
		const record = done(anAudit(), 'feedback.add', { id: id(6), from: 'child', text: 'They listened.', scale: 5 });
		expect(record.fields.get(`feedback/${id(6)}`)?.value).toEqual({ from: 'child', text: 'They listened.', scale: 5 });
	});

	test('P18: what was said to each question, and how it was heard, is kept as it was given', () => {
		const said = [{ about: 'safer', value: '2' }];
		const given = { from: 'child', text: '', said, how: 'faces' };
		const record = done(anAudit(), 'feedback.add', { id: id(6), ...given });
		expect(record.fields.get(`feedback/${id(6)}`)?.value).toEqual(given);
		const bad = (more: object) => codeOf(doing(anAudit(), 'feedback.add', { id: id(6), ...given, ...more }));
		expect(bad({ how: 'telepathy' })).toBe('SCHEMA_INVALID');
		expect(bad({ said: Array.from({ length: 13 }, () => said[0]) })).toBe('SCHEMA_INVALID');
	});

	test('P18: the worker whose case it is speaks for themselves, and for nobody else', () => {
		const worker = aPerson([{ role: 'practitioner', scope: { kind: 'own' } }], { id: id(11) });
		const audit = anAudit({ worker: worker.id, replyAskedAt: '2026-03-12T10:00:00.000Z' });
		const says = (from: string) => codeOf(doing(audit, 'feedback.add', { id: id(6), from, text: 'x' }, worker));
		expect(says('practitioner')).toBe('applied');
		for (const from of ['child', 'parent', 'partner']) expect(says(from)).toBe('NO_PERMISSION');
	});

	test('P18: each try to reach somebody is a line of its own', () => {
		const attempt = { from: 'parent', how: 'telephone', outcome: 'no-answer', note: 'Rang at ten.' };
		const record = done(anAudit(), 'feedback.attempt', { id: id(6), ...attempt });
		expect(record.fields.get(`attempt/${id(6)}`)?.value).toEqual(attempt);
		expect(codeOf(doing(record, 'feedback.attempt', { id: id(7), ...attempt, outcome: 'hopeless' }))).toBe(
			'SCHEMA_INVALID'
		);
	});

	test('P18: the worker is asked once, and the head says since when', () => {
		const asked = done(anAudit(), 'reply.ask', {});
		expect(asked.head.replyAskedAt).toBe(author(dana).at);
		const again = applyChange(
			asked,
			{ name: 'reply.ask', args: {} },
			context(dana, { author: author(dana, null, '2026-03-14T09:00:00.000Z') })
		);
		expect(again.ok && (again.record as AuditRecord).head.replyAskedAt).toBe(author(dana).at);
	});

	test('P14: evidence that is taken away leaves its name, and what was never attached cannot be', () => {
		const attached = done(anAudit(), 'evidence.attach', { ...file, question: 'CJ2.1' });
		expect(done(attached, 'evidence.detach', { id: file.id }).fields.get(`evidence/${file.id}`)?.value).toBeNull();
		expect(codeOf(doing(anAudit(), 'evidence.detach', { id: file.id }))).toBe('SCHEMA_INVALID');
	});

	test('P13: each piece of an action’s evidence is a field of its own', () => {
		const evidence = [file, { ...file, id: id(4), name: 'plan.docx', kind: 'docx' }];
		const action = done(anAction(), 'action.complete', { note: 'Done.', evidence });
		expect(action.fields.get(`evidence/${id(4)}`)?.value).toEqual({
			sha256: file.sha256,
			name: 'plan.docx',
			kind: 'docx',
			bytes: 12
		});
	});

	test('P11: an action raised again under the same id is not made twice', () => {
		const first = doing(anAudit(), 'action.raise', raise);
		expect(first.ok && first.creates?.record.id).toBe(raise.id);
		const again = first.ok ? doing(first.record, 'action.raise', raise) : first;
		expect(again).toMatchObject({ ok: true, written: [] });
		expect(again).not.toHaveProperty('creates');
	});

	test('nothing is done to a record of a kind that nobody may change', () => {
		const person = { ...anAudit(), record: { kind: 'person', id: id(10) } } as unknown as RecordState;
		expect(codeOf(doing(person, 'answer.set', { question: 'CJ2.1', value: 'yes' }))).toBe('SCHEMA_INVALID');
	});
});

describe('an action beside other people', () => {
	const priya = aPerson([], { id: id(20) });

	test('M2: two dates set unseen are both kept, and the head follows the one that arrived last', () => {
		const seen = doing(anAction(), 'action.extend', { dueOn: '2026-04-01', reason: 'Leave.' }, priya, 1);
		const first = seen.ok ? seen.record : anAction();
		const second = doing(first, 'action.extend', { dueOn: '2026-04-20', reason: 'Half-term.' }, dana);
		expect(second).toMatchObject({ outcome: 'conflict', record: { head: { dueOn: '2026-04-20', extensions: 2 } } });
		expect(second.ok && second.record.fields.get('dueOn')?.other).toMatchObject([{ value: '2026-04-01' }]);
	});

	test('settle: a state is settled by the act’s own rules, and is never in conflict', () => {
		const accepted = done(anAction(), 'action.accept', {}, priya);
		expect(codeOf(doing(accepted, 'action.progress', { note: 'Met.' }, dana))).toBe('applied');
	});

	test('the clock of a state runs from the act that brought it, and is not restarted within it', () => {
		const at = (day: string) => ({ ...context(), author: author(priya, null, `${day}T10:00:00.000Z`) });
		const step = (record: RecordState, day: string, note: string) => {
			const outcome = applyChange(record, { name: 'action.progress', args: { note } }, { ...at(day), changeId: day });
			if (!outcome.ok) throw new Error(outcome.code);
			return outcome.record;
		};
		const twice = step(step(anAction(), '2026-03-14', 'One.'), '2026-03-16', 'Two.');
		expect(twice.head).toMatchObject({ state: 'in-progress', stateSince: '2026-03-14T10:00:00.000Z' });
		expect([...twice.fields.keys()].filter((key) => key.startsWith('progress/'))).toHaveLength(2);
	});

	test('I7: the same transfer met again writes nothing, and does not start its clock anew', () => {
		const transfer = { name: 'action.transfer', args: { owner: id(21), reason: 'Case moved.' }, base: 1 };
		const once = applyChange(anAction(), transfer, context(priya));
		const later = { ...context(priya), author: author(priya, null, '2026-03-30T10:00:00.000Z') };
		const twice = once.ok ? applyChange(once.record, { ...transfer, base: 0 }, later) : once;
		expect(twice).toMatchObject({ ok: true, written: [] });
		expect(twice.ok && twice.record).toEqual(once.ok && once.record);
	});
});
