import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnswers, anyCase, auditAfter, questionsOf, type Done } from '../../../../tests/fixtures/answered.ts';
import { aSmallTemplate, anAudit, anAuditor, id } from '../../../../tests/fixtures/records.ts';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { aTemplate } from '../templates/aTemplate.fixture.ts';
import { findSection } from './keys.ts';
import { alertsToRaise, askedIn, gradesWanted, progressOf } from './progress.ts';
import type { Audit } from './readAudit.ts';

const dana = anAuditor({ id: id(10) });
const today = '2026-03-12';
const answer = (question: string, value: unknown): Done => ['answer.set', { question, value }];
const grade = (section: string, given: string): Done => ['grade.set', { section, grade: given }];

const anyAudit: fc.Arbitrary<Audit> = fc
	.constantFrom(...shippedTemplates())
	.chain((template) => fc.tuple(fc.constant(template), anyAnswers(template), anyCase))
	.map(([template, acts, facts]) => auditAfter(acts, dana, template, anAudit({ case: facts })));

describe('whatever was answered, of whichever child', () => {
	test('no more is judged than there is to judge, and the whole is the sum of its sections', () => {
		fc.assert(
			fc.property(anyAudit, (audit) => {
				const { sections, judged, toJudge } = progressOf(audit, dana.id);
				expect(sections.map((one) => one.section)).toEqual(audit.template.sections);
				expect(judged).toBe(sections.reduce((sum, one) => sum + one.judged, 0));
				expect(toJudge).toBe(sections.reduce((sum, one) => sum + one.toJudge, 0));
				for (const one of sections) {
					expect(one.judged).toBeGreaterThanOrEqual(0);
					expect(one.judged).toBeLessThanOrEqual(one.toJudge);
				}
			}),
			{ numRuns: 40 }
		);
	});

	test('a section is completed exactly when it has nowhere to carry on, and the first that has is where one goes', () => {
		fc.assert(
			fc.property(anyAudit, (audit) => {
				const { sections, next } = progressOf(audit, dana.id);
				for (const one of sections) expect(one.status === 'completed').toBe(one.next === null);
				const first = sections.find((one) => one.status !== 'completed');
				expect(next?.section).toBe(first?.section.id);
				expect(next?.question).toBe(first?.next ?? undefined);
			}),
			{ numRuns: 40 }
		);
	});

	test('where one carries on is a question that is asked and not answered, or the grade', () => {
		fc.assert(
			fc.property(anyAudit, (audit) => {
				const { next } = progressOf(audit, dana.id);
				if (next === null || next.question === 'grade') return;
				expect(askedIn(audit).has(next.question)).toBe(true);
				expect(questionsOf(audit.template).find((one) => one.id === next.question)?.optional).toBe(false);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('going on from where it says', () => {
	test('comes to the end of every shipped template, and then nothing is left to judge', () => {
		for (const template of shippedTemplates()) {
			const best = { ynp: 'yes', g4: 'good', gate: 'safe', rag: 'green', num: 1, text: 'Words.', date: today };
			const acts: Done[] = [];
			for (let step = 0; step < 400; step += 1) {
				const audit = auditAfter(acts, dana, template);
				const { next, judged, toJudge, sections } = progressOf(audit, dana.id);
				if (next === null) {
					expect(judged, template.id).toBe(toJudge);
					expect(sections.every((one) => one.status === 'completed')).toBe(true);
					break;
				}
				const question = questionsOf(template).find((one) => one.id === next.question);
				const section = findSection(template, next.section);
				if (question === undefined && section !== undefined)
					acts.push(...gradesWanted(audit, section).map((one) => grade(one, 'good')));
				else if (question?.kind === 'time') acts.push(answer(question.id, { from: '2026-03-02', to: '2026-03-03' }));
				else if (question?.kind === 'pick') acts.push(answer(question.id, question.options?.[0]?.id));
				else if (question?.kind === 'multi') acts.push(answer(question.id, [question.options?.[0]?.id]));
				else if (question !== undefined) acts.push(answer(question.id, best[question.kind]));
				expect(step, `${template.id} never ends`).toBeLessThan(399);
			}
		}
	});
});

describe('a section', () => {
	const template = aSmallTemplate();
	const of = (audit: Audit, section: string) =>
		progressOf(audit, dana.id).sections.find((one) => one.section.id === section);

	test('asks for its grade last', () => {
		const whole = [answer('CJ3.1', { from: '2026-03-02', to: null }), answer('CJ3.2', ['a'])];
		const before = auditAfter(whole, dana, template);
		expect(of(before, 'CJ3')).toMatchObject({ judged: 2, toJudge: 3, status: 'begun', next: 'grade' });
		const after = auditAfter([...whole, grade('CJ3', 'good')], dana, template);
		expect(of(after, 'CJ3')).toMatchObject({ judged: 3, toJudge: 3, status: 'completed', next: null });
	});

	test('with an answer that says nothing is no further', () => {
		const nothing = [answer('CJ3.1', { from: null, to: null }), answer('CJ3.2', [])];
		expect(of(auditAfter(nothing, dana, template), 'CJ3')).toMatchObject({
			judged: 0,
			status: 'not-started',
			next: 'CJ3.1'
		});
	});

	test('that only records is completed from the first, and counts for nothing', () => {
		const profile = aTemplate({
			sections: [
				{ id: 'P', judged: false, graded: false },
				{ id: 'T', graded: false }
			]
		});
		const audit = auditAfter([], dana, { ...profile, sections: profile.sections.slice(0, 1) });
		expect(progressOf(audit, dana.id)).toMatchObject({
			judged: 0,
			toJudge: 0,
			next: null,
			sections: [{ status: 'completed' }]
		});
	});

	test('of optional questions alone is completed, and counts them once they are answered', () => {
		const optional = aTemplate({ sections: [{ id: 'T', graded: false, questions: [{ id: 'Q1', optional: true }] }] });
		expect(progressOf(auditAfter([], dana, optional), dana.id)).toMatchObject({ judged: 0, toJudge: 0, next: null });
		expect(progressOf(auditAfter([answer('Q1', 'yes')], dana, optional), dana.id)).toMatchObject({
			judged: 1,
			toJudge: 1
		});
	});

	test.each([
		['a themed set, graded by its own question', true, 'single' as const, []],
		['a template that gives no overall grade', false, 'lower-median' as const, []],
		['a template that does', true, 'lower-median' as const, ['overall']]
	])('that judges asks for the overall grade in %s', (_, overall, suggestion, wanted) => {
		const judging = aTemplate({
			grading: { overall, suggestion, caps: [] },
			sections: [{ id: 'T', graded: false, judgement: true }]
		});
		const audit = auditAfter([], dana, judging);
		expect(judging.sections.flatMap((section) => gradesWanted(audit, section))).toEqual(wanted);
	});
});

describe('an alert that nobody has raised', () => {
	const template = aSmallTemplate();
	const first = template.sections[0];
	const toRaise = (acts: Done[]) =>
		first === undefined ? [] : alertsToRaise(auditAfter(acts, dana, template), first, today).map((one) => one.id);

	test('is called for by a same-day answer until it is raised for that question', () => {
		const raise = (question: string): Done => ['alert.raise', { id: id(5), question, concern: 'Not seen.' }];
		expect(toRaise([answer('CJ1.1', 'safe')])).toEqual([]);
		expect(toRaise([answer('CJ1.1', 'concern')])).toEqual(['CJ1.1']);
		expect(toRaise([answer('CJ1.1', 'concern'), raise('CJ2.1')])).toEqual(['CJ1.1']);
		expect(toRaise([answer('CJ1.1', 'concern'), raise('CJ1.1')])).toEqual([]);
	});

	test('is not called for by an answer that the auditor is to be asked about first', () => {
		const asking = aTemplate({
			sections: [
				{
					id: 'T',
					questions: [{ id: 'Q1', alerts: [{ level: 'same-day', on: ['no'], confirm: true, says: 'if unsafe' }] }]
				}
			]
		});
		const audit = auditAfter([answer('Q1', 'no')], dana, asking);
		expect(asking.sections.flatMap((section) => alertsToRaise(audit, section, today))).toEqual([]);
	});
});
