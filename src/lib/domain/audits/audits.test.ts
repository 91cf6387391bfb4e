import { describe, expect, test } from 'vitest';
import { aPerson, aSmallTemplate, anAudit, author, id } from '../../../../tests/fixtures/records.ts';
import { applyChange } from '../changes/applyChange.ts';
import type { AuditRecord } from '../changes/RecordState.ts';
import { template as templateShape } from '../templates/Template.ts';
import { checkAudit } from './checkAudit.ts';
import { progressOf } from './progress.ts';
import { questionState } from './questionState.ts';
import { gradeBy, readAudit, type Audit } from './readAudit.ts';
import { suggestionFor } from './suggestion.ts';
import { findQuestion } from './keys.ts';

const today = '2026-03-12';
const dana = aPerson([{ role: 'auditor', scope: { kind: 'own' } }], { id: id(10) });
const template = aSmallTemplate();

let changes = 0;
function after(acts: readonly [string, unknown][], from: AuditRecord = anAudit(), on = template): Audit {
	let record = from;
	for (const [name, args] of acts) {
		changes += 1;
		const outcome = applyChange(record, { name, args }, { author: author(dana), changeId: id(changes), template: on });
		if (!outcome.ok) throw new Error(`${name}: ${outcome.code}`);
		record = outcome.record as AuditRecord;
	}
	return readAudit(record, on);
}

function answered(...answers: [string, unknown][]): [string, unknown][] {
	return answers.map(([question, value]) => ['answer.set', { question, value }]);
}

function kindsOfGaps(audit: Audit): string[] {
	return checkAudit(audit, dana.id, today).map((gap) => `${gap.kind} ${gap.question ?? gap.section ?? ''}`.trim());
}

const note = (question: string, text = `Core group minutes, 26 January, on ${question}.`): [string, unknown] => [
	'note.set',
	{ question, text }
];

describe('an audit is read from its fields', () => {
	test('answers, notes and grades stand by their keys', () => {
		const audit = after([
			...answered(['CJ2.1', 'partly']),
			note('CJ2.1'),
			['grade.set', { section: 'CJ2', grade: 'good', reason: 'Short and owned.' }]
		]);
		expect(audit.answers.get('CJ2.1')).toMatchObject({ value: 'partly', by: dana.id, isConflict: false });
		expect(audit.notes.get('CJ2.1')).toContain('Core group');
		expect(gradeBy(audit, 'CJ2', dana.id)).toMatchObject({ grade: 'good', reason: 'Short and owned.' });
		expect(gradeBy(audit, 'CJ2', id(99))).toBeNull();
	});

	test('an alert carries who was told, in order', () => {
		const audit = after([
			['alert.raise', { id: id(5), question: 'CJ1.1', concern: 'Not seen for a month.' }],
			['alert.tell', { id: id(5), whom: 'Team manager', how: 'phone' }]
		]);
		expect(audit.alerts).toMatchObject([
			{ id: id(5), question: 'CJ1.1', told: [{ whom: 'Team manager', how: 'phone' }] }
		]);
	});

	test('a submission that was taken back is none', () => {
		const submitted = after([['audit.submit', { why: 'No answer from the worker.' }]]);
		expect(submitted.submission).toMatchObject({ why: 'No answer from the worker.' });
		const back = after([
			['audit.submit', { why: '' }],
			['audit.withdraw', { reason: 'Wrong child.' }]
		]);
		expect(back.submission).toBeNull();
	});

	test('a cleared answer is no answer', () => {
		expect(after([...answered(['CJ2.1', 'yes']), ['answer.clear', { question: 'CJ2.1' }]]).answers.size).toBe(0);
	});
});

describe('one question', () => {
	const state = (audit: Audit, question: string) => {
		const found = findQuestion(audit.template, question);
		if (found === undefined) throw new Error(question);
		return questionState(audit, found, today);
	};

	test.each([
		['CJ2.1', 'yes', null],
		['CJ2.1', 'partly', 'evidence'],
		['CJ2.1', 'no', 'evidence'],
		['CJ2.1', 'na', 'reason'],
		['CJ2.2', 'good', 'evidence'],
		['CJ1.1', 'concern', 'evidence'],
		['CJ1.1', 'safe', null]
	])('%s answered %s wants: %s', (question, value, wanted) => {
		expect(state(after(answered([question, value])), question).noteWanted).toBe(wanted);
	});

	test('a word is no evidence, a sentence is', () => {
		expect(state(after([...answered(['CJ2.1', 'no']), note('CJ2.1', 'Seen')]), 'CJ2.1').hasNote).toBe(false);
		expect(state(after([...answered(['CJ2.1', 'no']), note('CJ2.1')]), 'CJ2.1').hasNote).toBe(true);
	});

	test('nothing is judged by an empty text or an empty choice', () => {
		expect(state(after(answered(['CJ2.5', '  '])), 'CJ2.5').isJudged).toBe(false);
		expect(state(after(answered(['CJ3.2', []])), 'CJ3.2').isJudged).toBe(false);
	});

	test('a clock is worked out from the import until someone judges', () => {
		const withClock = templateShape.parse({
			...template,
			sections: template.sections.map((section) => ({
				...section,
				questions: section.questions.map((question) =>
					question.id === 'CJ3.1'
						? {
								...question,
								clock: 'icpc-15',
								from: 'strategyOn',
								to: 'conferenceOn',
								alerts: [{ level: 'priority', late: { days: 0 } }]
							}
						: question
				)
			}))
		});
		const facts = { ...anAudit().head.case, dates: { strategyOn: '2025-12-01', conferenceOn: '2026-01-02' } };
		const imported = after([], anAudit({ case: facts }), withClock);
		// Fifteen working days from Monday 1 December is Monday 22 December; three bank holidays lie between it and 2 January.
		expect(state(imported, 'CJ3.1')).toMatchObject({
			isJudged: false,
			dates: { fromImport: true },
			alerts: [],
			clock: { dueOn: '2025-12-22', state: 'late', lateBy: 6 }
		});
		const judged = after(
			answered(['CJ3.1', { from: '2025-12-01', to: '2025-12-19' }]),
			anAudit({ case: facts }),
			withClock
		);
		expect(state(judged, 'CJ3.1')).toMatchObject({
			isJudged: true,
			dates: { fromImport: false },
			clock: { state: 'met' }
		});
		const late = after(
			answered(['CJ3.1', { from: '2025-12-01', to: '2026-01-02' }]),
			anAudit({ case: facts }),
			withClock
		);
		expect(state(late, 'CJ3.1').alerts).toMatchObject([{ level: 'priority' }]);
	});
});

test('an open clock runs to the day it was judged, however late the audit is read', () => {
	const withClock = templateShape.parse({
		...template,
		sections: template.sections.map((section) => ({
			...section,
			questions: section.questions.map((one) => (one.id === 'CJ3.1' ? { ...one, clock: 'icpc-15' } : one))
		}))
	});
	const audit = after(answered(['CJ3.1', { from: '2026-03-09', to: null }]), anAudit(), withClock);
	const question = findQuestion(withClock, 'CJ3.1');
	expect(question && questionState(audit, question, '2027-03-12').clock).toMatchObject({ state: 'due', lateBy: 0 });
});

describe('progress', () => {
	test('counts what was judged, with section grades, and says where to carry on', () => {
		const audit = after(answered(['CJ1.1', 'safe'], ['CJ2.1', 'yes']));
		const progress = progressOf(audit, dana.id);
		expect(progress.sections.map((one) => one.status)).toEqual(['completed', 'begun', 'not-started']);
		// CJ1.1; CJ2.1, .2, .3, .5 (asked while it is not known) and the grade; CJ3.1, .2 and the grade.
		expect(progress).toMatchObject({ judged: 2, toJudge: 9, next: { section: 'CJ2', question: 'CJ2.2' } });
	});

	test('what is not asked of this child does not count', () => {
		const audit = after(answered(['CJ2.3', 'achieved']));
		expect(progressOf(audit, dana.id).toJudge).toBe(8);
	});

	test('a question that may be left out counts once it is answered', () => {
		const audit = after(answered(['CJ2.4', 4]));
		expect(progressOf(audit, dana.id)).toMatchObject({ judged: 1, toJudge: 10 });
	});

	test('another person’s grade is not one’s own', () => {
		const audit = after([['grade.set', { section: 'CJ2', grade: 'good' }]]);
		expect(progressOf(audit, dana.id).judged).toBe(1);
		expect(progressOf(audit, id(99)).judged).toBe(0);
	});
});

describe('the check before submitting', () => {
	test('an empty audit lacks everything, in order', () => {
		expect(kindsOfGaps(after([]))).toEqual([
			'unanswered CJ1.1',
			'unanswered CJ2.1',
			'unanswered CJ2.2',
			'unanswered CJ2.3',
			'unanswered CJ2.5',
			'not-graded CJ2',
			'unanswered CJ3.1',
			'unanswered CJ3.2',
			'not-graded CJ3'
		]);
	});

	const whole: [string, unknown][] = [
		...answered(['CJ1.1', 'safe'], ['CJ2.1', 'yes'], ['CJ2.2', 'good'], ['CJ2.3', 'achieved']),
		note('CJ2.2'),
		...answered(['CJ3.1', { from: '2026-01-01', to: '2026-01-10' }], ['CJ3.2', ['a']]),
		['grade.set', { section: 'CJ2', grade: 'good' }],
		['grade.set', { section: 'CJ3', grade: 'good' }]
	];

	test('a whole audit lacks nothing', () => {
		expect(kindsOfGaps(after(whole))).toEqual([]);
	});

	test('a risk that nobody was told of comes first', () => {
		const audit = after([
			...whole,
			...answered(['CJ1.1', 'concern']),
			note('CJ1.1'),
			['alert.raise', { id: id(5), question: 'CJ1.1', concern: 'Not seen for a month.' }]
		]);
		expect(kindsOfGaps(audit)[0]).toBe('nobody-told CJ1.1');
	});

	test('a same-day answer with no alert, and a priority answer with no action, are named', () => {
		const audit = after([
			...whole,
			...answered(['CJ1.1', 'cannot-tell'], ['CJ2.1', 'no']),
			note('CJ1.1'),
			note('CJ2.1')
		]);
		expect(kindsOfGaps(audit)).toEqual(['alert-not-raised CJ1.1', 'priority-action-wanted CJ2.1']);
		const owned = after([
			...whole,
			...answered(['CJ2.1', 'no']),
			note('CJ2.1'),
			[
				'action.raise',
				{
					id: id(8),
					level: 'child',
					finding: 'f',
					what: 'w',
					difference: 'd',
					owner: id(20),
					dueOn: '2026-04-01',
					question: 'CJ2.1'
				}
			]
		]);
		expect(kindsOfGaps(owned)).toEqual([]);
	});

	test('thin evidence and a missing reason are told apart', () => {
		const audit = after([...whole, ...answered(['CJ2.1', 'na']), note('CJ2.2', 'ok')]);
		expect(kindsOfGaps(audit)).toEqual(['reason-wanted CJ2.1', 'evidence-wanted CJ2.2']);
	});

	test('a postcode typed into a note is pointed out', () => {
		const audit = after([...whole, note('CJ2.2', 'Visited at SY2 6ND with the health visitor.')]);
		expect(checkAudit(audit, dana.id, today)).toMatchObject([
			{ kind: 'personal-detail', section: 'CJ2', question: 'CJ2.2' }
		]);
	});
});

test('the suggested grade follows the section grades of the one who grades', () => {
	const audit = after([
		['grade.set', { section: 'CJ2', grade: 'inadequate' }],
		['grade.set', { section: 'CJ3', grade: 'outstanding' }]
	]);
	expect(suggestionFor(audit, dana.id, today)).toMatchObject({ median: 'inadequate', suggested: 'inadequate' });
	expect(suggestionFor(audit, id(99), today).suggested).toBeNull();
});

test('an overall Inadequate with no alert in the whole audit is named, and no more once one is raised', () => {
	const judging = templateShape.parse({
		...template,
		sections: [
			...template.sections,
			{
				...{ id: 'CJ11', number: '11', title: 'Judgement', short: 'Judgement', graded: false, judgement: true },
				questions: [],
				builtIn: [
					{
						...{ id: 'CJ11.2', number: '11.2', part: 'overall-grade', text: 'Your grade?', guidance: 'Say why.' },
						alerts: [{ level: 'same-day', on: ['inadequate'] }]
					}
				]
			}
		]
	});
	const grade: [string, unknown][] = [
		['grade.set', { section: 'CJ2', grade: 'inadequate' }],
		['grade.set', { section: 'overall', grade: 'inadequate', reason: 'Nobody can say that this child is safe.' }]
	];
	const named = (audit: Audit) => kindsOfGaps(audit).filter((gap) => gap === 'alert-not-raised CJ11.2');
	expect(named(after(grade, anAudit(), judging))).toHaveLength(1);
	const raised: [string, unknown] = ['alert.raise', { id: id(5), concern: 'Not safe tonight.' }];
	expect(named(after([...grade, raised], anAudit(), judging))).toEqual([]);
});

test('an alert that only the auditor can tell of wants no note by itself', () => {
	const asking = templateShape.parse({
		...template,
		sections: template.sections.map((section) => ({
			...section,
			questions: section.questions.map((one) =>
				one.id === 'CJ2.5' ? { ...one, alerts: [{ level: 'priority', confirm: true, says: 'on complaint' }] } : one
			)
		}))
	});
	const question = findQuestion(asking, 'CJ2.5');
	const audit = after(answered(['CJ2.5', 'They would change the time of visits.']), anAudit(), asking);
	expect(question && questionState(audit, question, today)).toMatchObject({
		noteWanted: null,
		alerts: [{ confirm: true }]
	});
});
