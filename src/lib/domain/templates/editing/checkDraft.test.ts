import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedClocks } from '../../calendar/clocks.ts';
import { shippedTemplates } from '../../../../templates/shippedTemplates.ts';
import { aQuestion, aTemplate } from '../aTemplate.fixture.ts';
import { askedQuestions } from '../isAsked.ts';
import type { Cap, Condition, GradingRule, Question } from '../Template.ts';
import { checkDraft, mayPublish } from './checkDraft.ts';
import { neverAsked } from './everAsked.ts';
import type { TemplateDraft } from './TemplateDraft.ts';

type Words = Partial<Question> & { id: string };
const withQuestions = (...questions: Words[]) => aTemplate({ sections: [{ id: 'T', questions }] });
const codes = (draft: TemplateDraft) => checkDraft(draft).map(({ code }) => code);
const choice = ['a', 'b', 'c'].map((id) => ({ id, label: id }));

test('a sound draft may be published, and nothing is said of it', () => {
	expect(checkDraft(aTemplate())).toEqual([]);
	expect(mayPublish([])).toBe(true);
});

describe('gaps', () => {
	test('each is told with where it is, and stops publishing', () => {
		const [first] = aTemplate().sections;
		const gap: TemplateDraft = {
			...aTemplate(),
			title: '',
			short: '',
			auditor: ' ',
			sections:
				first === undefined
					? []
					: [{ ...first, title: '', short: '', questions: [{ ...aQuestion({ id: 'Q1' }), text: '' }] }]
		};
		const found = checkDraft(gap);
		expect(found.map(({ code, at }) => [code, at.section, at.question])).toEqual([
			['template.title-missing', undefined, undefined],
			['template.short-missing', undefined, undefined],
			['template.auditor-missing', undefined, undefined],
			['section.title-missing', 'T', undefined],
			['section.short-missing', 'T', undefined],
			['question.text-missing', 'T', 'Q1']
		]);
		expect(mayPublish(found)).toBe(false);
		expect(codes({ ...aTemplate(), sections: [] })).toEqual(['template.no-sections']);
	});

	test('a question without guidance may be published, with a word about it', () => {
		const found = checkDraft(withQuestions({ id: 'Q1', guidance: '' }));
		expect(found).toMatchObject([{ code: 'question.guidance-missing', weight: 'look' }]);
		expect(mayPublish(found)).toBe(true);
	});

	test('an option without words, a cap without a reason', () => {
		const blank = [
			{ id: 'a', label: 'A' },
			{ id: 'b', label: '' }
		];
		expect(
			codes({
				...aTemplate(),
				sections: withQuestions({ id: 'Q1' }).sections.map((section) => ({
					...section,
					questions: section.questions.map((one) => ({ ...one, kind: 'pick' as const, options: blank }))
				}))
			})
		).toEqual(['question.option-missing']);
		const cap: Cap = { id: 'c', openAlert: true, count: 1, grade: 'inadequate', holdsAt: 'good', because: '' };
		expect(codes({ ...aTemplate(), grading: { overall: false, suggestion: 'lower-median', caps: [cap] } })).toContain(
			'cap.reason-missing'
		);
	});

	test.each([
		[{ all: [] }],
		[{ answer: '', is: [] }],
		[{ answer: 'Q1', is: [] }],
		[{ not: { any: [{ fact: 'stage', is: [] }] } }]
	] as [Condition][])('a condition still being written (%j) is told as that and as nothing else', (askWhen) => {
		const draft = withQuestions({ id: 'Q1' }, { id: 'Q2' });
		const sections = draft.sections.map((section) => ({
			...section,
			questions: section.questions.map((one) => (one.id === 'Q2' ? { ...one, askWhen } : one))
		}));
		expect(codes({ ...draft, sections })).toEqual(['condition.unfinished']);
	});
});

describe('bad input from elsewhere', () => {
	const renamed = (id: string): TemplateDraft => {
		const [first] = aTemplate().sections;
		return {
			...aTemplate(),
			sections: first === undefined ? [] : [{ ...first, questions: [{ ...aQuestion({ id: 'Q1' }), id }] }]
		};
	};

	test('an emoji id, an id twice, a ring of conditions: what, where', () => {
		expect(checkDraft(renamed('🙂'))).toMatchObject([
			{ code: 'question.id-wrong', at: { section: 'T', question: '🙂' }, facts: { id: '🙂' } }
		]);
		expect(codes(withQuestions({ id: 'Q1' }, { id: 'Q1' }))).toContain('template.same-id');
		const round = (id: string, answer: string): Words => ({ id, askWhen: { answer, is: ['yes'] } });
		expect(codes(withQuestions(round('Q1', 'Q2'), round('Q2', 'Q1')))).toEqual([
			'condition.goes-round',
			'condition.goes-round'
		]);
	});

	test('a scale that is not there', () => {
		expect(codes({ ...aTemplate(), scale: undefined } as unknown as TemplateDraft)).toEqual(['template.scale-missing']);
	});

	test('what no form here could have made is told by its path', () => {
		const draft = { ...aTemplate(), minutes: 1.5 };
		expect(checkDraft(draft)).toMatchObject([{ code: 'template.shape', facts: { at: 'minutes' } }]);
	});

	test('HTML and script are words like any others', () => {
		const html = '<script>alert(1)</script><b>bold</b>';
		expect(checkDraft(withQuestions({ id: 'Q1', text: html, guidance: html }))).toEqual([]);
	});
});

describe('a question that is never asked', () => {
	const asksWhen = (askWhen: Condition, ...more: Words[]) =>
		neverAsked(
			withQuestions({ id: 'Q1' }, { id: 'Q2', kind: 'multi', options: choice }, ...more, { id: 'Q9', askWhen })
		);

	test.each([
		[
			{
				all: [
					{ answer: 'Q1', is: ['yes'] },
					{ answer: 'Q1', is: ['no'] }
				]
			}
		],
		[{ all: [{ answer: 'Q1', is: ['yes'] }, { not: { answer: 'Q1', is: ['yes', 'no'] } }] }],
		[{ not: { answer: 'Q1', is: ['yes', 'partly', 'no', 'na'] } }],
		[
			{
				not: {
					any: [
						{ answer: 'Q1', is: ['yes', 'partly'] },
						{ answer: 'Q1', is: ['no', 'na'] }
					]
				}
			}
		],
		[
			{
				all: [
					{ fact: 'stage', is: ['looked-after'] },
					{ fact: 'stage', is: ['care-leaver'] }
				]
			}
		],
		[{ all: [{ answer: 'Q2', is: ['a'] }, { not: { answer: 'Q2', is: ['a', 'b'] } }] }]
	] as [Condition][])('%j can never hold', (askWhen) => {
		expect(asksWhen(askWhen)).toEqual(['Q9']);
		expect(
			codes(withQuestions({ id: 'Q1' }, { id: 'Q2', kind: 'multi', options: choice }, { id: 'Q9', askWhen }))
		).toContain('question.never-asked');
	});

	test.each([
		[{ answer: 'Q1', is: ['yes'] }],
		[
			{
				all: [
					{ answer: 'Q2', is: ['a'] },
					{ answer: 'Q2', is: ['b'] }
				]
			}
		],
		[{ all: [{ answer: 'Q1', is: ['yes', 'no'] }, { not: { answer: 'Q1', is: ['yes'] } }] }],
		[
			{
				any: [
					{
						all: [
							{ answer: 'Q1', is: ['yes'] },
							{ answer: 'Q1', is: ['no'] }
						]
					},
					{ fact: 'uasc', is: ['yes'] }
				]
			}
		]
	] as [Condition][])('%j can', (askWhen) => {
		expect(asksWhen(askWhen)).toEqual([]);
	});

	test('what it hangs on must be asked too', () => {
		const between: Words = { id: 'Q5', askWhen: { answer: 'Q1', is: ['yes'] } };
		expect(
			asksWhen(
				{
					all: [
						{ answer: 'Q5', is: ['no'] },
						{ answer: 'Q1', is: ['no'] }
					]
				},
				between
			)
		).toEqual(['Q9']);
		expect(
			asksWhen(
				{
					all: [
						{ answer: 'Q5', is: ['no'] },
						{ answer: 'Q1', is: ['yes'] }
					]
				},
				between
			)
		).toEqual([]);
		expect(asksWhen({ not: { answer: 'Q5', is: ['yes', 'partly', 'no', 'na'] } }, between)).toEqual([]);
	});

	test('whatever the conditions, it is said of none that some answers would have asked', () => {
		const leaf = fc.record({
			answer: fc.constantFrom('Q1', 'Q2', 'Q3'),
			is: fc.subarray(['yes', 'partly', 'no', 'na'], { minLength: 1 })
		});
		const anyCondition = fc.letrec<{ condition: Condition }>((tie) => ({
			condition: fc.oneof(
				{ maxDepth: 3, depthIdentifier: 'condition' },
				leaf,
				fc.record({ not: tie('condition') }),
				fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
				fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) })
			)
		})).condition;
		const answers = ['yes', 'partly', 'no', 'na'];
		fc.assert(
			fc.property(anyCondition, anyCondition, (two, three) => {
				const draft = withQuestions(
					{ id: 'Q1' },
					{ id: 'Q2', askWhen: only(two, ['Q1']) },
					{ id: 'Q3', askWhen: only(three, ['Q1', 'Q2']) }
				);
				const never = new Set(neverAsked(draft));
				const asked = new Set<string>();
				for (const one of answers)
					for (const other of answers) {
						const given = new Map([
							['Q1', one],
							['Q2', other]
						]);
						for (const id of askedQuestions(draft, { answerTo: (id) => given.get(id), facts: {} })) asked.add(id);
					}
				for (const id of ['Q2', 'Q3']) expect([id, never.has(id)]).toEqual([id, !asked.has(id)]);
			}),
			{ numRuns: 200 }
		);
	});

	/** The same condition, asking only about questions that stand before. */
	function only(condition: Condition, ids: readonly string[]): Condition {
		if ('not' in condition) return { not: only(condition.not, ids) };
		if ('all' in condition) return { all: condition.all.map((part) => only(part, ids)) };
		if ('any' in condition) return { any: condition.any.map((part) => only(part, ids)) };
		if (!('answer' in condition)) return condition;
		return ids.includes(condition.answer) ? condition : { ...condition, answer: ids[0] ?? 'Q1' };
	}
});

describe('what would not do what it seems to', () => {
	test('a condition on a question that comes later is worth a look', () => {
		expect(checkDraft(withQuestions({ id: 'Q1', askWhen: { answer: 'Q2', is: ['no'] } }, { id: 'Q2' }))).toMatchObject([
			{ code: 'condition.looks-ahead', weight: 'look', at: { question: 'Q1' }, facts: { id: 'Q2' } }
		]);
	});

	test('polarity: a question to which Yes is bad news is worth a look', () => {
		expect(codes(withQuestions({ id: 'Q1', text: 'Was the visit late?' }))).toEqual(['question.asks-for-trouble']);
		expect(codes(withQuestions({ id: 'Q1', text: 'Was a late visit explained?' }))).toEqual([]);
		expect(codes(withQuestions({ id: 'Q1', text: 'Was the visit late?', kind: 'text' }))).toEqual([]);
		expect(codes(withQuestions({ id: 'Q1', noteWhen: { is: ['yes'] } }))).toEqual(['question.asks-for-trouble']);
	});

	test('an alert that asks for an action where none can be raised has no pathway', () => {
		const alerts: Question['alerts'] = [{ level: 'priority', on: ['no'] }];
		const inProfile = aTemplate({
			sections: [{ id: 'T', judged: false, graded: false, questions: [{ id: 'Q1', alerts }] }]
		});
		expect(codes(inProfile)).toEqual(['alert.no-pathway']);
		expect(codes(withQuestions({ id: 'Q1', alerts }))).toEqual([]);
	});

	const whole = (caps: Partial<Cap>[], more: Partial<GradingRule> = {}): TemplateDraft =>
		aTemplate({
			grading: {
				overall: true,
				suggestion: 'single',
				question: 'Q2',
				...more,
				caps: caps.map((cap, index) => ({
					id: `c${index}`,
					count: 1,
					grade: 'inadequate',
					holdsAt: 'good',
					because: 'Because.',
					...cap
				}))
			},
			sections: [
				{ id: 'T', questions: [{ id: 'Q1' }, { id: 'Q2', kind: 'g4' }] },
				{ id: 'U', questions: [{ id: 'Q3' }] }
			]
		});
	const idle = (draft: TemplateDraft) =>
		checkDraft(draft).flatMap(({ code, at }) => (code === 'cap.never-applies' ? [at.cap] : []));

	test('a cap that never applies', () => {
		expect(idle(whole([{ openAlert: true }]))).toEqual([]);
		expect(idle(whole([{ openAlert: true }], { overall: false }))).toEqual(['c0']);
		expect(idle(whole([{ openAlert: true }, { openAlert: true }]))).toEqual(['c1']);
		expect(idle(whole([{ openAlert: true }, { openAlert: true, holdsAt: 'inadequate' }]))).toEqual(['c0']);
		expect(idle(whole([{ sections: ['T', 'U'], holdsAt: 'inadequate' }, { sections: ['U'] }]))).toEqual(['c1']);
		expect(idle(whole([{ sections: ['T', 'U'], count: 2, holdsAt: 'inadequate' }, { sections: ['U'] }]))).toEqual([]);
		expect(
			idle(whole([{ questions: [{ id: 'Q1', is: ['no', 'partly'] }] }, { questions: [{ id: 'Q1', is: ['no'] }] }]))
		).toEqual(['c1']);
	});

	test('a cap that waits for a question nobody is asked', () => {
		const draft = whole([{ questions: [{ id: 'Q3', is: ['no'] }] }]);
		const never: Condition = {
			all: [
				{ answer: 'Q1', is: ['yes'] },
				{ answer: 'Q1', is: ['no'] }
			]
		};
		const sections = draft.sections.map((section) => ({
			...section,
			questions: section.questions.map((one) => (one.id === 'Q3' ? { ...one, askWhen: never } : one))
		}));
		expect(idle({ ...draft, sections })).toEqual(['c0']);
	});
});

test.each(shippedTemplates().map((one) => [one.id, one] as const))('%s could be published as it is', (_, shipped) => {
	const found = checkDraft(shipped, { clocks: new Set(shippedClocks.map(({ id }) => id)) });
	expect(found.filter(({ weight, code }) => weight === 'must' || code === 'question.asks-for-trouble')).toEqual([]);
});
