import { expect, test } from 'vitest';
import { aQuestion, aTemplate } from './aTemplate.fixture.ts';
import { checkTemplate } from './checkTemplate.ts';
import type { Condition } from './Condition.ts';
import type { Cap, GradingRule, Kind, Question, Template } from './Template.ts';

const choice = ['a', 'b'].map((id) => ({ id, label: id }));

function found(template: Template, clocks?: ReadonlySet<string>) {
	return checkTemplate(template, clocks === undefined ? {} : { clocks });
}

function codes(template: Template): string[] {
	return found(template).map((problem) => problem.code);
}

function codesOf(...questions: (Partial<Question> & { id: string })[]): string[] {
	return codes(aTemplate({ sections: [{ id: 'T', questions }] }));
}

function codesOfCap(cap: Partial<Cap>): string[] {
	const whole: Cap = { id: 'cap', count: 1, grade: 'inadequate', holdsAt: 'good', because: 'Because.', ...cap };
	return codes(aTemplate({ grading: { overall: false, suggestion: 'lower-median', caps: [whole] } }));
}

function codesOfGrading(grading: Partial<GradingRule>, graded = true): string[] {
	const rule: GradingRule = { overall: true, suggestion: 'lower-median', caps: [], ...grading };
	const questions = [{ id: 'Q1' }, { id: 'Q2', kind: 'g4' as const }];
	const end = { id: 'END', graded: false, questions: [], builtIn: [overallGrade] };
	return codes(aTemplate({ grading: rule, sections: [{ id: 'T', graded, questions }, end] }));
}

const overallGrade = {
	...{ id: 'END1', number: '1', part: 'overall-grade' as const, text: 'Your grade', guidance: 'Say why.' },
	alerts: []
};

test('a sound template has no problems', () => {
	expect(found(aTemplate())).toEqual([]);
});

test('a problem says where it is', () => {
	const template = aTemplate({ sections: [{ id: 'T', questions: [{ id: 'Q1', kind: 'pick' }] }] });
	expect(found(template)).toEqual([{ code: 'question.options-missing', at: { section: 'T', question: 'Q1' } }]);
});

test('all problems are listed at once, in the order they stand', () => {
	expect(codesOf({ id: 'Q1', kind: 'pick' }, { id: 'Q2', options: choice }, { id: 'Q1' })).toEqual([
		'template.same-id',
		'question.options-missing',
		'question.options-not-wanted'
	]);
});

test('an id is used once among sections, questions and built-in parts', () => {
	expect(codes(aTemplate({ sections: [{ id: 'T' }, { id: 'T', questions: [{ id: 'Q2' }] }] }))).toEqual([
		'template.same-id'
	]);
	const part = { ...overallGrade, id: 'Q1' };
	expect(codes(aTemplate({ sections: [{ id: 'T', builtIn: [part] }] }))).toEqual(['template.same-id']);
});

test('no section takes the name of the whole audit', () => {
	expect(codes(aTemplate({ sections: [{ id: 'OVERALL' }] }))).toEqual(['template.kept-id']);
});

test('a section asks something', () => {
	expect(codes(aTemplate({ sections: [{ id: 'T', questions: [] }] }))).toEqual(['template.section-empty']);
});

test('a choice has two options or more, all different; nothing else has options', () => {
	expect(codesOf({ id: 'Q1', kind: 'multi', options: choice.slice(0, 1) })).toEqual(['question.options-missing']);
	expect(codesOf({ id: 'Q1', kind: 'pick', options: [...choice, ...choice.slice(0, 1)] })).toEqual([
		'question.same-option'
	]);
	expect(codesOf({ id: 'Q1', kind: 'text', options: choice })).toEqual(['question.options-not-wanted']);
});

test('only what the import keeps can fill a question', () => {
	expect(codesOf({ id: 'Q1', kind: 'text', prefill: 'dateOfBirth' })).toEqual(['question.unknown-import-key']);
	expect(codesOf({ id: 'Q1', kind: 'text', prefill: 'team' })).toEqual([]);
	expect(codesOf({ id: 'Q1', kind: 'time', from: 'visitedOn' })).toEqual(['question.unknown-import-key']);
	expect(codesOf({ id: 'Q1', kind: 'time', from: 'cppVisitOn', to: 'today' })).toEqual([]);
	expect(codesOf({ id: 'Q1', kind: 'time', byStage: { adoption: { to: 'soon' } } })).toEqual([
		'question.unknown-import-key'
	]);
});

test('a choice filled from the import has an option for whatever the import may say', () => {
	const missing = codesOf({ id: 'Q1', kind: 'pick', options: choice, prefill: 'stage' });
	expect(new Set(missing)).toEqual(new Set(['question.prefill-has-no-option']));
	expect(missing).toHaveLength(10);
});

test('a clock is one that the council has, where its clocks are given', () => {
	const template = aTemplate({
		sections: [{ id: 'T', questions: [{ id: 'Q1', kind: 'time', clock: 'a', byStage: { adoption: { clock: 'b' } } }] }]
	});
	expect(found(template)).toEqual([]);
	expect(found(template, new Set(['a', 'b']))).toEqual([]);
	expect(found(template, new Set(['a']))).toMatchObject([{ code: 'question.unknown-clock', facts: { clock: 'b' } }]);
});

test('safety is never optional', () => {
	expect(codesOf({ id: 'Q1', kind: 'gate', optional: true })).toEqual(['question.optional-gate']);
});

function codesOfAlert(question: Partial<Question>, rule: Partial<Question['alerts'][number]>): string[] {
	return codesOf(aQuestion({ id: 'Q1', ...question, alerts: [{ level: 'priority', on: [], ...rule }] }));
}

test('an alert can fire', () => {
	expect(codesOfAlert({}, {})).toEqual(['alert.never-fires']);
	expect(codesOfAlert({}, { on: ['no'] })).toEqual([]);
	expect(codesOfAlert({ kind: 'text' }, { confirm: true, says: 'if this is a complaint' })).toEqual([]);
});

test('an alert fires on answers that can be given', () => {
	expect(codesOfAlert({}, { on: ['inadequate'] })).toEqual(['alert.on-impossible-answer']);
	expect(codesOfAlert({ kind: 'pick', options: choice }, { on: ['c'] })).toEqual(['alert.on-impossible-answer']);
	expect(codesOfAlert({ kind: 'num' }, { on: ['3'] })).toEqual(['alert.on-impossible-answer']);
});

test.each([
	['ynp', 'yes'],
	['ynp', 'na'],
	['g4', 'good'],
	['gate', 'safe'],
	['rag', 'green']
] as const)('polarity: no alert on a good answer (%s %s)', (kind, answer) => {
	expect(codesOfAlert({ kind }, { on: [answer] })).toEqual(['alert.on-good-answer']);
});

test('lateness needs a clock, a limit needs a number, what is to be confirmed needs words', () => {
	expect(codesOfAlert({ kind: 'time' }, { late: { days: 0 } })).toEqual(['alert.late-without-clock']);
	expect(codesOfAlert({ kind: 'time', clock: 'visits' }, { late: { days: 0 } })).toEqual([]);
	expect(codesOfAlert({ kind: 'ynp', clock: 'visits' }, { late: { days: 0 } })).toEqual(['alert.late-without-clock']);
	expect(codesOfAlert({}, { above: 3 })).toEqual(['alert.above-without-number']);
	expect(codesOfAlert({}, { on: ['no'], confirm: true })).toEqual(['alert.confirm-without-words']);
});

test('a condition asks about a question that is there', () => {
	expect(codesOf({ id: 'Q1', askWhen: { answer: 'Q7', is: ['yes'] } })).toEqual(['condition.unknown-question']);
});

test('a condition asks about an answer that can be given', () => {
	const asks = (is: (string | number)[], on: Partial<Question> = {}) =>
		codesOf({ id: 'Q1', ...on }, { id: 'Q2', askWhen: { not: { any: [{ answer: 'Q1', is }] } } });
	expect(asks(['yes'])).toEqual([]);
	expect(asks(['good'])).toEqual(['condition.impossible-answer']);
	expect(asks([1])).toEqual(['condition.impossible-answer']);
	expect(asks([1], { kind: 'num' })).toEqual([]);
	expect(asks(['1'], { kind: 'num' })).toEqual(['condition.impossible-answer']);
	expect(asks(['b'], { kind: 'multi', options: choice })).toEqual([]);
	expect(asks(['well'], { kind: 'text' })).toEqual(['condition.cannot-compare']);
});

test('a condition on a number, a date or an answer is one that its question can be put to', () => {
	const asks = (askWhen: Condition, kind: Kind) => codesOf({ id: 'Q1', askWhen }, { id: 'Q7', kind });
	expect(asks({ number: 'Q7', atLeast: 3 }, 'num')).toEqual([]);
	expect(asks({ number: 'Q7', atLeast: 3 }, 'date')).toEqual(['condition.not-a-number']);
	expect(asks({ number: 'Q7', atLeast: 3, below: 3 }, 'num')).toEqual(['condition.never-holds']);
	expect(asks({ date: 'Q7', before: '2026-03-01' }, 'date')).toEqual([]);
	expect(asks({ date: 'Q7', before: '2026-03-01' }, 'time')).toEqual(['condition.not-a-date']);
	expect(asks({ date: 'Q7', onOrAfter: '2026-03-01', before: '2026-03-01' }, 'date')).toEqual([
		'condition.never-holds'
	]);
	expect(asks({ answered: 'Q7' }, 'text')).toEqual([]);
	expect(codesOf({ id: 'Q1', askWhen: { answered: 'Q7' } })).toEqual(['condition.unknown-question']);
});

test('colours grade questions, not sections and audits', () => {
	const codes = (graded: boolean, overall: boolean) =>
		checkTemplate(
			aTemplate({
				scale: 'rag',
				grading: { overall, suggestion: 'single', question: 'Q1', caps: [] },
				sections: [{ id: 'T', graded, questions: [{ id: 'Q1', kind: 'g4' }] }]
			})
		).map(({ code }) => code);
	expect(codes(false, false)).toEqual([]);
	expect(codes(true, false)).toEqual(['grading.scale-cannot-grade']);
	expect(codes(false, true)).toEqual(['grading.scale-cannot-grade']);
});

test('five thousand questions that hang on one another in a row are checked, and a ring among them is found', () => {
	const rowOf = (first: Condition | undefined) =>
		aTemplate({
			sections: [
				{
					id: 'T',
					questions: Array.from({ length: 5000 }, (_, index) => ({
						id: `Q${index}`,
						...(index > 0 ? { askWhen: { answer: `Q${index - 1}`, is: ['yes'] } } : first && { askWhen: first })
					}))
				}
			]
		});
	expect(checkTemplate(rowOf(undefined))).toEqual([]);
	const round = checkTemplate(rowOf({ answered: 'Q2' }));
	expect(round.map(({ at }) => at.question)).toEqual(['Q0', 'Q1', 'Q2']);
});

test('conditions do not go round', () => {
	const round = (id: string, answer: string) => ({ id, askWhen: { all: [{ answer, is: ['yes'] }] } });
	expect(codesOf(round('Q1', 'Q1'))).toEqual(['condition.goes-round']);
	expect(codesOf(round('Q1', 'Q3'), round('Q2', 'Q1'), round('Q3', 'Q2'))).toEqual(
		Array(3).fill('condition.goes-round')
	);
	expect(codesOf(round('Q1', 'Q2'), round('Q2', 'Q2'), { id: 'Q3' })).toEqual(['condition.goes-round']);
	expect(codesOf({ id: 'Q1' }, round('Q2', 'Q1'), round('Q3', 'Q2'))).toEqual([]);
});

test('a cap has a cause that is there', () => {
	expect(codesOfCap({})).toEqual(['grading.cap-without-cause']);
	expect(codesOfCap({ openAlert: true })).toEqual([]);
	expect(codesOfCap({ sections: ['ZZ'] })).toEqual(['grading.unknown-section']);
	expect(codesOfCap({ sections: ['T'], count: 2 })).toEqual(['grading.count-too-high']);
	expect(codesOfCap({ questions: [{ id: 'Q9', is: ['no'] }] })).toEqual(['grading.unknown-question']);
	expect(codesOfCap({ questions: [{ id: 'Q1', is: ['late'] }] })).toEqual(['grading.impossible-answer']);
	expect(codesOfCap({ questions: [{ id: 'Q1', is: [], late: true }] })).toEqual(['grading.late-without-clock']);
	expect(codesOfCap({ questions: [{ id: 'Q1', is: [] }] })).toEqual(['grading.cap-without-cause']);
});

test('a cap rests on sections that are graded', () => {
	const caps: Cap[] = [
		{ id: 'a', sections: ['T'], count: 1, grade: 'inadequate', holdsAt: 'good', because: 'Because.' }
	];
	const template = aTemplate({
		sections: [{ id: 'T', graded: false }],
		grading: { overall: false, suggestion: 'lower-median', caps: [...caps, ...caps] }
	});
	expect(codes(template)).toEqual(['grading.same-cap', 'grading.section-not-graded', 'grading.section-not-graded']);
});

test('the suggestion has something to rest on', () => {
	expect(codesOfGrading({})).toEqual([]);
	expect(codesOfGrading({}, false)).toEqual(['grading.nothing-graded']);
	expect(codesOfGrading({ suggestion: 'single', question: 'Q2' })).toEqual([]);
	expect(codesOfGrading({ suggestion: 'single', question: 'Q1' })).toEqual(['grading.question-not-graded']);
	expect(codesOfGrading({ suggestion: 'single' })).toEqual(['grading.unknown-question']);
	expect(codesOfGrading({ overall: false, suggestion: 'single' })).toEqual([]);
});

test('an overall grade from sections has a place where it is given', () => {
	const grading: GradingRule = { overall: true, suggestion: 'lower-median', caps: [] };
	expect(codes(aTemplate({ grading }))).toEqual(['template.judgement-missing']);
});

test('what Outstanding needs is there', () => {
	const needs = (section: string, id: string) =>
		codesOfGrading({ outstandingNeeds: { section, noneBelow: 'good', feedback: [id] } });
	expect(needs('T', 'Q1')).toEqual([]);
	expect(needs('ZZ', 'Q9')).toEqual(['grading.unknown-section', 'grading.unknown-question']);
});
