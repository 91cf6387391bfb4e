import { describe, expect, test } from 'vitest';
import { id } from '../../../../tests/fixtures/records.ts';
import { changeArguments, longestText } from './Change.ts';
import { parseAct } from './parseAct.ts';

const file = { id: id(1), sha256: 'a'.repeat(64), name: 'minutes.pdf', kind: 'pdf', bytes: 1 };
const action = {
	id: id(8),
	level: 'child',
	finding: 'Late.',
	what: 'Set dates.',
	difference: 'In time.',
	owner: id(20),
	dueOn: '2026-04-01'
};

/** Each act as SPEC.md N has it, with arguments that are right. */
const right: readonly (readonly [string, string, object])[] = [
	['audit', 'answer.set', { question: 'CJ2.1', value: 'yes' }],
	['audit', 'answer.clear', { question: 'CJ2.1' }],
	['audit', 'note.set', { question: 'CJ2.1', text: '' }],
	['audit', 'grade.set', { section: 'CJ2', grade: null }],
	['audit', 'feedback.add', { id: id(6), from: 'parent', text: 'They rang back.', scale: 4 }],
	['audit', 'feedback.attempt', { id: id(6), from: 'child', how: 'letter', outcome: 'declined', note: 'Not now.' }],
	['audit', 'reply.ask', {}],
	['audit', 'evidence.attach', { ...file, question: 'CJ2.1' }],
	['audit', 'evidence.detach', { id: id(1) }],
	['audit', 'alert.raise', { id: id(5), concern: 'Not seen.' }],
	['audit', 'alert.tell', { id: id(5), whom: 'Team manager', how: 'phone' }],
	['audit', 'alert.acknowledge', { id: id(5) }],
	['audit', 'alert.check', { id: id(5), outcome: 'safe', contact: 'seen', note: 'Seen.', why: 'With gran.' }],
	['audit', 'alert.read', { id: id(5) }],
	['audit', 'alert.record', { id: id(5), stage: 'remedial-plan', outcome: 'made', note: 'Three actions.' }],
	['audit', 'alert.close', { id: id(5), outcome: 'resolved', reason: 'She is safe.' }],
	['audit', 'action.raise', action],
	['audit', 'action.rely', { question: 'CJ2.1', action: id(9), relied: true }],
	['audit', 'audit.submit', { why: '' }],
	['audit', 'audit.withdraw', { reason: 'Wrong child.' }],
	['audit', 'conflict.resolve', { key: 'note/CJ2.1', keep: 'both' }],
	['action', 'action.accept', {}],
	['action', 'action.progress', { note: 'Met the chair.' }],
	['action', 'action.complete', { note: 'Done.', evidence: [file] }],
	['action', 'action.verify', { verdict: 'returned', note: 'No dates.' }],
	['action', 'action.extend', { dueOn: '2026-05-01', reason: 'Leave.' }],
	['action', 'action.notNeeded', { reason: 'Moved away.' }],
	['action', 'action.transfer', { owner: id(21), reason: 'Case moved.' }],
	['action', 'action.impact', { verdict: 'held', note: 'Ten more looked at.' }],
	['action', 'conflict.resolve', { key: 'dueOn', keep: 'value' }],
	['moderation', 'moderation.grade', { section: 'CJ2', grade: 'good', reason: '' }],
	['moderation', 'moderation.decide', { grade: 'good', reason: 'As seen.', auditQuality: 'good' }],
	['moderation', 'conflict.resolve', { key: 'decision', keep: 'other' }]
];

test('N: the table below has every act there is', () => {
	const known = Object.entries(changeArguments).flatMap(([kind, acts]) =>
		Object.keys(acts).map((name) => [kind, name])
	);
	expect(right.map(([kind, name]) => [kind, name])).toEqual(known);
});

describe.each(right)('%s: %s', (kind, name, args) => {
	test('N: is understood', () => {
		expect(parseAct(kind, name, args)).toEqual({ ok: true, value: { kind, name, args } });
	});

	test('P1: members unknown to this build are let through and left out', () => {
		expect(parseAct(kind, name, { ...args, later: 1 })).toEqual({ ok: true, value: { kind, name, args } });
	});

	test('P1: none of its members may be of another type', () => {
		expect(parseAct(kind, name, [args]).ok).toBe(false);
		for (const member of Object.keys(args))
			expect(parseAct(kind, name, { ...args, [member]: [[true]] }).ok, member).toBe(false);
	});

	test('P1: a NUL or a lone surrogate anywhere in it, in what is ignored too, is not kept', () => {
		for (const bad of ['a\u0000', '\ud800'])
			expect(parseAct(kind, name, { ...args, later: [{ deep: bad }] }).ok, JSON.stringify(bad)).toBe(false);
	});

	test('is no act of a record of another kind, but for settling a conflict', () => {
		const others = Object.keys(changeArguments).filter((other) => other !== kind);
		for (const other of [...others, 'parked', 'template', 'toString', '__proto__'])
			expect(parseAct(other, name, args).ok).toBe(name === 'conflict.resolve' && others.includes(other));
	});
});

test.each(['constructor', '__proto__', 'toString', 'answer.SET', '', 'answer'])('%j is no act', (name) => {
	expect(parseAct('audit', name, {})).toEqual({ ok: false, problem: { code: 'SCHEMA_INVALID' } });
});

test.each([null, undefined, 'yes', 7, []])('arguments that are %j are none', (args) => {
	expect(parseAct('audit', 'answer.clear', args).ok).toBe(false);
});

describe('what a person writes has an end', () => {
	const note = (length: number) => parseAct('audit', 'note.set', { question: 'CJ2.1', text: 'x'.repeat(length) }).ok;
	const reason = (length: number) => parseAct('audit', 'audit.withdraw', { reason: 'x'.repeat(length) }).ok;
	const evidence = (more: object) => parseAct('audit', 'evidence.attach', { ...file, question: 'CJ2.1', ...more }).ok;
	const raised = (more: object) => parseAct('audit', 'action.raise', { ...action, ...more }).ok;

	test('a note at its longest, a reason at two thousand characters and at least one', () => {
		expect([note(longestText), note(longestText + 1)]).toEqual([true, false]);
		expect([reason(0), reason(1), reason(2000), reason(2001)]).toEqual([false, true, true, false]);
	});

	test('P14: evidence is a known kind of file of at most 25 MiB, named by its hash', () => {
		expect(evidence({ bytes: 25 * 1024 * 1024 })).toBe(true);
		for (const more of [{ bytes: 25 * 1024 * 1024 + 1 }, { bytes: 0 }, { kind: 'exe' }, { name: '' }, { id: '1' }])
			expect(evidence(more), JSON.stringify(more)).toBe(false);
		for (const sha256 of ['A'.repeat(64), 'a'.repeat(63), 'g'.repeat(64)]) expect(evidence({ sha256 })).toBe(false);
	});

	test('P13: an action is a child’s, a team’s or a service’s, with an owner and a day', () => {
		for (const level of ['child', 'team', 'service']) expect(raised({ level })).toBe(true);
		for (const more of [{ level: 'council' }, { owner: 'Priya' }, { dueOn: '2026-02-30' }, { what: '' }])
			expect(raised(more), JSON.stringify(more)).toBe(false);
	});

	test('P13: an action may be done without evidence, and with twenty pieces at most', () => {
		const done = (evidence?: object[]) => parseAct('action', 'action.complete', { note: 'Done.', evidence });
		expect(done()).toMatchObject({ ok: true, value: { args: { evidence: [] } } });
		expect(done(Array(20).fill(file)).ok).toBe(true);
		expect(done(Array(21).fill(file)).ok).toBe(false);
	});
});
