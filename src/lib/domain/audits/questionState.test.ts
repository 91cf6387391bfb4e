import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnswers, anyCase, aNote, auditAfter, questionsOf, type Done } from '../../../../tests/fixtures/answered.ts';
import { anAudit, anAuditor, id } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import type { AnswerValue } from '../changes/Change.ts';
import type { CaseFacts } from '../changes/RecordState.ts';
import { aTemplate } from '../templates/aTemplate.fixture.ts';
import type { Question } from '../templates/Template.ts';
import { questionState, shortestNote } from './questionState.ts';

const dana = anAuditor({ id: id(10) });
const today = '2026-03-12';
const options = ['achieved', 'drifting'].map((one) => ({ id: one, label: one }));

/** The state of one question, answered and noted as a test says. */
function stateOf(
	question: Partial<Question>,
	given: { value?: AnswerValue; note?: string; facts?: Partial<CaseFacts>; acts?: readonly Done[]; on?: string } = {}
) {
	const template = aTemplate({ sections: [{ id: 'T', questions: [{ id: 'Q1', ...question }] }] });
	const acts: Done[] = [
		...(given.value === undefined ? [] : [['answer.set', { question: 'Q1', value: given.value }] as const]),
		...(given.note === undefined ? [] : [['note.set', { question: 'Q1', text: given.note }] as const]),
		...(given.acts ?? [])
	];
	const from = anAudit({ case: { ...anAudit().head.case, ...given.facts } });
	const audit = auditAfter(acts, dana, template, from);
	return questionState(audit, questionsOf(template)[0] as Question, given.on ?? today);
}

describe('the note an answer wants', () => {
	test.each<[Partial<Question>, AnswerValue, 'evidence' | 'reason' | null]>([
		[{}, 'yes', null],
		[{}, 'partly', 'evidence'],
		[{}, 'no', 'evidence'],
		[{}, 'na', 'reason'],
		[{ kind: 'g4' }, 'outstanding', 'evidence'],
		[{ kind: 'g4' }, 'inadequate', 'evidence'],
		[{ kind: 'g4' }, 'na', 'reason'],
		[{ kind: 'gate' }, 'safe', null],
		[{ kind: 'gate' }, 'concern', null],
		[{ kind: 'gate', alerts: [{ level: 'same-day', on: ['concern'] }] }, 'concern', 'evidence'],
		[{ kind: 'rag' }, 'red', null],
		[{ kind: 'rag', noteWhen: { is: ['red', 'amber'] } }, 'amber', 'evidence'],
		[{ kind: 'rag', noteWhen: { is: ['red', 'amber'] } }, 'green', null],
		[{ kind: 'num' }, 99, null],
		[{ kind: 'num', noteWhen: { atLeast: 3 } }, 2, null],
		[{ kind: 'num', noteWhen: { atLeast: 3 } }, 3, 'evidence'],
		[{ kind: 'num', noteWhen: { below: 1 } }, 0, 'evidence'],
		[{ kind: 'num', noteWhen: { below: 1 } }, 1, null],
		[{ kind: 'num', noteWhen: { atLeast: 10, below: 2 } }, 5, null],
		[{ kind: 'num', alerts: [{ level: 'priority', on: [], above: 12 }] }, 13, 'evidence'],
		[{ kind: 'num', alerts: [{ level: 'priority', on: [], above: 12 }] }, 12, null],
		[{ kind: 'pick', options }, 'drifting', null],
		[{ kind: 'pick', options, noteWhen: { is: ['drifting'] } }, 'drifting', 'evidence'],
		[{ kind: 'multi', options, noteWhen: { is: ['drifting'] } }, ['achieved', 'drifting'], 'evidence'],
		[{ kind: 'multi', options, noteWhen: { is: ['drifting'] } }, ['achieved'], null],
		[{ kind: 'text' }, 'Any words.', null],
		[{ kind: 'date' }, '2026-03-01', null],
		[{ kind: 'time' }, { from: '2026-01-01', to: null }, null]
	])('%j answered %j: %s', (question, value, wanted) => {
		expect(stateOf(question, { value }).noteWanted).toBe(wanted);
	});

	test('is none while nothing was answered, or nothing that says something', () => {
		expect(stateOf({ kind: 'g4' }).noteWanted).toBeNull();
		expect(stateOf({ kind: 'text', noteWhen: { is: [''] } }, { value: ' ' }).noteWanted).toBeNull();
	});

	test('counts from its shortest length, spaces around it left out', () => {
		const note = (text: string) => stateOf({}, { value: 'no', note: text }).hasNote;
		expect(note('x'.repeat(shortestNote - 1))).toBe(false);
		expect(note(` ${'x'.repeat(shortestNote - 1)}\n`)).toBe(false);
		expect(note('x'.repeat(shortestNote))).toBe(true);
	});
});

describe('a clock', () => {
	const visits: Partial<Question> = {
		kind: 'time',
		clock: 'cp-visits',
		from: 'cppVisitOn',
		to: 'conferenceOn',
		alerts: [
			{ level: 'priority', on: [], late: { days: 0 } },
			{ level: 'same-day', on: [], late: { timesClock: 2 } }
		]
	};
	const days = (from: string | null, to: string | null): AnswerValue => ({ from, to });

	test.each([
		['kept to the day', days('2026-02-02', '2026-02-16'), 'met', 0, []],
		['a working day over', days('2026-02-02', '2026-02-17'), 'late', 1, ['priority']],
		['just short of twice its length', days('2026-02-02', '2026-02-27'), 'late', 9, ['priority']],
		['twice its length', days('2026-02-02', '2026-03-02'), 'late', 10, ['same-day', 'priority']],
		['whose end came before its beginning', days('2026-02-16', '2026-02-02'), 'unknown', 0, []],
		['of which only the end is known', days(null, '2026-02-02'), 'unknown', 0, []]
	])('%s', (_, value, state, lateBy, levels) => {
		const found = stateOf(visits, { value });
		expect(found.clock).toMatchObject({ state, lateBy });
		expect(found.alerts.map((rule) => rule.level)).toEqual(levels);
	});

	test('still open runs to the day it was answered, however late it is read', () => {
		const value = days('2026-03-10', null);
		const read = stateOf(visits, { value, on: '2031-01-01' });
		expect(stateOf(visits, { value }).clock).toEqual(read.clock);
		expect([read.judgedOn, stateOf(visits, {}).judgedOn]).toEqual([today, null]);
	});

	test('still open and not answered runs to the day it is read', () => {
		const facts = { dates: { cppVisitOn: '2026-03-02' } };
		expect(stateOf(visits, { facts }).clock).toMatchObject({ dueOn: '2026-03-16', state: 'due-soon' });
		expect(stateOf(visits, { facts, on: '2026-03-18' }).clock).toMatchObject({ state: 'late', lateBy: 2 });
	});

	test('of the import shows and judges nothing: no alert until an auditor has said so', () => {
		const facts = { dates: { cppVisitOn: '2025-11-03', conferenceOn: '2026-03-02' } };
		const imported = stateOf(visits, { facts });
		expect(imported).toMatchObject({ isJudged: false, dates: { fromImport: true }, alerts: [] });
		expect(imported.clock).toMatchObject({ state: 'late' });
		const judged = stateOf(visits, { facts, value: days('2026-02-02', '2026-02-03') });
		expect(judged).toMatchObject({ isJudged: true, dates: { from: '2026-02-02', fromImport: false } });
		expect(judged.clock).toMatchObject({ state: 'met' });
	});

	test('answered with neither date goes back to what the import says', () => {
		const facts = { dates: { cppVisitOn: '2026-03-02' } };
		expect(stateOf(visits, { facts, value: days(null, null) })).toMatchObject({
			value: null,
			isJudged: false,
			dates: { from: '2026-03-02', fromImport: true }
		});
	});

	test('is that of the child’s stage where the question serves several', () => {
		const byStage: Partial<Question> = { ...visits, byStage: { 'looked-after': { clock: 'cla-visits' } } };
		const value = days('2026-02-02', '2026-03-02');
		expect(stateOf(byStage, { value, facts: { stage: 'looked-after' } }).clock).toMatchObject({
			state: 'met',
			dueOn: '2026-03-16'
		});
		expect(stateOf(byStage, { value, facts: { stage: 'child-protection' } }).clock).toMatchObject({ state: 'late' });
	});

	test('is none for a clock nobody has, for no dates, and for questions that ask for no dates', () => {
		const value = days('2026-02-02', '2026-03-02');
		expect(stateOf({ ...visits, clock: 'no-such-clock' }, { value }).clock).toBeNull();
		expect(stateOf(visits).clock).toBeNull();
		expect(stateOf({ ...visits, kind: 'ynp' }, { value: 'no' }).clock).toBeNull();
	});

	test('of a single date runs from it', () => {
		const review: Partial<Question> = { kind: 'date', clock: 'supervision', from: 'cppVisitOn' };
		expect(stateOf(review, { value: '2026-02-27' })).toMatchObject({
			clock: { dueOn: '2026-03-27', state: 'due' },
			dates: { from: '2026-02-27', to: null, fromImport: false }
		});
		const facts = { dates: { cppVisitOn: '2026-01-05' } };
		expect(stateOf(review, { facts })).toMatchObject({ clock: { state: 'late' }, dates: { fromImport: true } });
	});
});

describe('what stands beside an answer', () => {
	const drifting: Partial<Question> = {
		kind: 'pick',
		options,
		alerts: [{ level: 'priority', on: ['drifting'], unlessAction: true }]
	};
	const action = {
		id: id(8),
		level: 'child',
		finding: 'f',
		what: 'w',
		difference: 'd',
		owner: id(20),
		dueOn: '2026-04-01'
	};

	test('an action raised from the question stills the alert that waits for one, another’s does not', () => {
		const levels = (question?: string) =>
			stateOf(drifting, {
				value: 'drifting',
				acts: [['action.raise', { ...action, ...(question === undefined ? {} : { question }) }]]
			}).alerts.length;
		expect([levels('Q1'), levels('Q2'), levels()]).toEqual([0, 1, 1]);
	});

	test('a cleared answer leaves nothing but its note', () => {
		const state = stateOf({}, { value: 'no', note: aNote, acts: [['answer.clear', { question: 'Q1' }]] });
		expect(state).toMatchObject({ value: null, isJudged: false, noteWanted: null, note: aNote, alerts: [] });
	});
});

test('it never fails, whatever was answered about whichever child, and what it says holds together', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...shippedTemplates()).chain((template) => fc.tuple(fc.constant(template), anyAnswers(template))),
			anyCase,
			([template, acts], facts) => {
				const audit = auditAfter(acts, dana, template, anAudit({ case: facts }));
				for (const question of questionsOf(template)) {
					const state = questionState(audit, question, today);
					expect(state.isJudged).toBe(state.value !== null);
					if (!state.isJudged) expect([state.noteWanted, state.alerts]).toEqual([null, []]);
					const certain = state.alerts.filter((rule) => rule.confirm !== true);
					if (certain.length > 0 && state.value !== 'na') expect(state.noteWanted).toBe('evidence');
					if (state.dates.fromImport) expect(state.dates.from ?? state.dates.to).not.toBeNull();
				}
			}
		),
		{ numRuns: 40 }
	);
});
