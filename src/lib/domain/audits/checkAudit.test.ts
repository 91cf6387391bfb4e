import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnswers, anyCase, aNote, auditAfter, recordAfter, type Done } from '../../../../tests/fixtures/answered.ts';
import { aSmallTemplate, anAudit, anAuditor, author, id } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { applyChange } from '../changes/applyChange.ts';
import type { AuditRecord } from '../changes/RecordState.ts';
import { aTemplate } from '../templates/aTemplate.fixture.ts';
import { checkAudit, type Gap } from './checkAudit.ts';
import { askedIn, progressOf } from './progress.ts';
import { questionState } from './questionState.ts';
import { readAudit, type Audit } from './readAudit.ts';

const dana = anAuditor({ id: id(10) });
const ben = anAuditor({ id: id(12) });
const today = '2026-03-12';
const answer = (question: string, value: unknown): Done => ['answer.set', { question, value }];
const kinds = (gaps: readonly Gap[]) => gaps.map((gap) => gap.kind);
const isAsking = (gap: Gap) =>
	gap.kind === 'unanswered' || gap.kind === 'not-graded' || gap.kind === 'no-overall-grade';

const anyShipped = fc
	.constantFrom(...shippedTemplates())
	.chain((template) => fc.tuple(fc.constant(template), anyAnswers(template), anyCase));

describe('of a shipped template, whatever was answered, of whichever child', () => {
	const everyAudit = (says: (audit: Audit, gaps: readonly Gap[]) => void) =>
		fc.assert(
			fc.property(anyShipped, ([template, acts, facts]) => {
				const audit = auditAfter(acts, dana, template, anAudit({ case: facts }));
				says(audit, checkAudit(audit, dana.id, today));
			}),
			{ numRuns: 40 }
		);

	test('each gap names a section and a question that are there, and stands only once', () => {
		everyAudit((audit, gaps) => {
			const names = gaps.map((gap) => `${gap.kind} ${gap.rule ?? ''} ${gap.section} ${gap.question}`);
			expect(new Set(names).size).toBe(names.length);
			for (const gap of gaps) {
				const section = audit.template.sections.find((one) => one.id === gap.section);
				expect(section, gap.kind).toBeDefined();
				if (gap.question !== null) expect(section?.questions.map((one) => one.id)).toContain(gap.question);
			}
		});
	});

	test('nothing is missed of a child that is not asked of that child', () => {
		everyAudit((audit, gaps) => {
			const asked = askedIn(audit);
			for (const gap of gaps) if (gap.question !== null) expect(asked.has(gap.question), gap.question).toBe(true);
		});
	});

	test('as much is unanswered or ungraded as progress says is left', () => {
		everyAudit((audit, gaps) => {
			const { judged, toJudge } = progressOf(audit, dana.id);
			expect(gaps.filter(isAsking)).toHaveLength(toJudge - judged);
		});
	});

	test('every same-day answer without an alert is named', () => {
		everyAudit((audit, gaps) => {
			const asked = askedIn(audit);
			const unsafe = audit.template.sections
				.filter((section) => section.judged !== false)
				.flatMap((section) => section.questions)
				.filter((question) => asked.has(question.id))
				.filter((question) =>
					questionState(audit, question, today).alerts.some((one) => one.level === 'same-day' && one.confirm !== true)
				);
			const named = gaps.filter((gap) => gap.kind === 'alert-not-raised').map((gap) => gap.question);
			expect(named).toEqual(unsafe.map((question) => question.id));
		});
	});

	test('a note where one is wanted, and nothing else, closes that gap', () => {
		everyAudit((audit, gaps) => {
			const thin = gaps.filter((gap) => gap.kind === 'evidence-wanted' || gap.kind === 'reason-wanted');
			const notes = new Map([
				...audit.notes,
				...thin.map((gap) => [gap.question ?? '', `${aNote} ${gap.question}`] as const)
			]);
			const noted = checkAudit({ ...audit, notes }, dana.id, today);
			const others = (all: readonly Gap[]) => all.filter((gap) => !thin.includes(gap) && gap.rule !== 'same-note');
			expect(others(noted)).toEqual(others(gaps));
		});
	});

	test('M5: however much is missing, it can be submitted', () => {
		fc.assert(
			fc.property(anyShipped, ([template, acts, facts]) => {
				const record = recordAfter(acts, dana, template, anAudit({ case: facts }));
				const submit = { name: 'audit.submit', args: { why: '' } };
				const outcome = applyChange(record, submit, { author: author(dana), changeId: id(900), template });
				expect(outcome).toMatchObject({ ok: true, outcome: 'applied', record: { head: { state: 'submitted' } } });
			}),
			{ numRuns: 20 }
		);
	});
});

describe('the overall grade', () => {
	const template = aTemplate({
		grading: { overall: true, suggestion: 'lower-median', aboveLowest: 1, caps: [] },
		sections: [
			{ id: 'A', questions: [{ id: 'Q1', optional: true }] },
			{ id: 'B', questions: [{ id: 'Q2', optional: true }] },
			{ id: 'Z', graded: false, judgement: true, questions: [{ id: 'Q3', optional: true }] }
		]
	});
	const graded = (one: string, other: string, overall?: string, reason = ''): Gap[] => {
		const acts: Done[] = [
			['grade.set', { section: 'A', grade: one }],
			['grade.set', { section: 'B', grade: other }],
			...(overall === undefined ? [] : [['grade.set', { section: 'overall', grade: overall, reason }] as const])
		];
		return checkAudit(auditAfter(acts, dana, template), dana.id, today);
	};

	test.each([
		['not given', undefined, '', ['no-overall-grade']],
		['said not to apply', 'na', '', ['no-overall-grade']],
		['as suggested, with a reason', 'good', 'As seen.', []],
		['as suggested, without one', 'good', ' ', ['overall-reason-wanted']],
		['below what is suggested, with a reason', 'inadequate', 'One thing weighs more.', []],
		['below it, without one', 'inadequate', '', ['overall-reason-wanted']],
		['one above it, with a reason', 'outstanding', 'A fine plan.', []]
	])('%s', (_, overall, reason, gaps) => {
		expect(kinds(graded('good', 'good', overall, reason))).toEqual(gaps);
	});

	test('above what a cap leaves is held, whatever the reason', () => {
		expect(kinds(graded('inadequate', 'good', 'good', 'It was fine.'))).toEqual(['overall-grade-held']);
	});

	test('is one’s own: what a colleague gave does not stand in for it', () => {
		const acts: Done[] = ['A', 'B', 'overall'].map((section) => [
			'grade.set',
			{ section, grade: 'good', reason: 'Seen.' }
		]);
		const audit = auditAfter(acts, ben, template);
		expect(kinds(checkAudit(audit, ben.id, today))).toEqual([]);
		expect(kinds(checkAudit(audit, dana.id, today))).toEqual(['not-graded', 'not-graded', 'no-overall-grade']);
	});
});

describe('what a reader is told first', () => {
	const template = aSmallTemplate();

	test('alerts nobody was told of, then the sections, then conflicts, then personal detail', () => {
		const mine = recordAfter(
			[
				answer('CJ1.1', 'concern'),
				['note.set', { question: 'CJ2.worked', text: 'Visited at SY2 6ND with the nurse.' }],
				['alert.raise', { id: id(5), concern: 'Not seen.' }]
			],
			dana,
			template
		);
		const change = { name: 'answer.set', args: { question: 'CJ1.1', value: 'safe' } };
		const outcome = applyChange(mine, change, { author: author(ben), changeId: id(901), template });
		const record = (outcome.ok ? outcome.record : mine) as AuditRecord;
		const gaps = checkAudit(readAudit(record, template), dana.id, today);
		expect(gaps.at(0)).toEqual({ kind: 'nobody-told', section: null, question: null, alert: id(5) });
		expect(gaps.slice(-2)).toMatchObject([
			{ kind: 'conflict', section: null, question: 'answer/CJ1.1' },
			{ kind: 'personal-detail', section: 'CJ2', question: 'CJ2.worked', found: [{ kind: 'postcode' }] }
		]);
	});

	test('an alert that was raised for the question is not asked for again, told or not', () => {
		const raised: Done[] = [
			answer('CJ1.1', 'concern'),
			['note.set', { question: 'CJ1.1', text: aNote }],
			['alert.raise', { id: id(5), question: 'CJ1.1', concern: 'Not seen.' }]
		];
		const of = (acts: Done[]) =>
			checkAudit(auditAfter(acts, dana, template), dana.id, today).filter((gap) => gap.question === 'CJ1.1');
		expect(kinds(of(raised))).toEqual(['nobody-told']);
		expect(of([...raised, ['alert.tell', { id: id(5), whom: 'Team manager', how: 'phone' }]])).toEqual([]);
	});

	test('an alert that was raised for another question does not stand in for this one’s', () => {
		const raised: Done[] = [
			answer('CJ1.1', 'concern'),
			['alert.raise', { id: id(5), question: 'CJ2.1', concern: 'Not seen.' }]
		];
		expect(kinds(checkAudit(auditAfter(raised, dana, template), dana.id, today))).toContain('alert-not-raised');
	});
});
