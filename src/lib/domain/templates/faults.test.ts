import { describe, expect, test } from 'vitest';
import { shippedTemplates } from '../../../templates/shippedTemplates.ts';
import { shippedClocks } from '../calendar/clocks.ts';
import { must } from '../shared/Result.ts';
import { checkTemplate } from './checkTemplate.ts';
import type { Cap, Question, Section, Template } from './Template.ts';
import type { TemplateProblemCode } from './templateProblems.ts';

const clocks = new Set(shippedClocks.map((clock) => clock.id));
const shipped = shippedTemplates();
const core = must(
	shipped.find((template) => template.id === 'cj'),
	'the core'
);

test.each(shipped)('$id as shipped has nothing wrong with it', (template) => {
	expect(checkTemplate(template, { clocks })).toEqual([]);
});

type Planted = (template: Template) => Template;

/** The first question that will do, changed; the rest as shipped. */
function onQuestion(
	willDo: (question: Question) => boolean,
	change: (question: Question) => Partial<Question>
): Planted {
	return (template) => {
		const found = must(template.sections.flatMap((one) => one.questions).find(willDo), 'a question to spoil');
		return {
			...template,
			sections: template.sections.map((section) => ({
				...section,
				questions: section.questions.map((one) => (one === found ? { ...one, ...change(one) } : one))
			}))
		};
	};
}

function onSection(willDo: (section: Section) => boolean, change: (section: Section) => Partial<Section>): Planted {
	return (template) => {
		const found = must(template.sections.find(willDo), 'a section to spoil');
		return {
			...template,
			sections: template.sections.map((one) => (one === found ? { ...one, ...change(one) } : one))
		};
	};
}

function withCap(cap: Partial<Cap>): Planted {
	const whole: Cap = { id: 'planted', count: 1, grade: 'inadequate', holdsAt: 'good', because: 'Planted.', ...cap };
	return (template) => ({ ...template, grading: { ...template.grading, caps: [...template.grading.caps, whole] } });
}

const isOf = (kind: Question['kind']) => (question: Question) => question.kind === kind;
const alert = { level: 'priority' as const, on: [] as string[] };
const firstQuestion = must(core.sections.flatMap((one) => one.questions)[0], 'a question').id;
const firstGate = must(
	core.sections.flatMap((one) => one.questions).find((one) => one.kind === 'gate'),
	'a gate'
).id;
const firstGraded = must(
	core.sections.find((one) => one.graded),
	'a graded section'
).id;
const ungraded = must(
	core.sections.find((one) => !one.graded),
	'a section without a grade'
).id;

/** A slip of the kind people make, planted in the real Child Journey: what it is called. */
const slips: readonly (readonly [TemplateProblemCode, string, Planted])[] = [
	['template.same-id', 'a question copied and its id kept', onQuestion(isOf('g4'), () => ({ id: firstQuestion }))],
	[
		'template.kept-id',
		'a section called as the whole',
		onSection(
			(one) => !one.graded,
			() => ({ id: 'OVERALL' })
		)
	],
	[
		'template.section-empty',
		'a section emptied',
		onSection(
			(one) => one.id === ungraded,
			() => ({ questions: [], builtIn: [] })
		)
	],
	[
		'template.judgement-missing',
		'the place of the overall grade taken out',
		(template) => ({ ...template, sections: template.sections.map((section) => ({ ...section, builtIn: [] })) })
	],
	[
		'question.options-missing',
		'one option only',
		onQuestion(isOf('pick'), ({ options }) => ({ options: options?.slice(0, 1) }))
	],
	[
		'question.options-not-wanted',
		'options on a yes or no',
		onQuestion(isOf('ynp'), () => ({ options: [{ id: 'a', label: 'A' }] }))
	],
	[
		'question.same-option',
		'an option twice',
		onQuestion(isOf('pick'), ({ options = [] }) => ({ options: [...options, ...options.slice(0, 1)] }))
	],
	[
		'question.unknown-import-key',
		'filled from what is not kept',
		onQuestion(isOf('text'), () => ({ prefill: 'surname' }))
	],
	['question.unknown-import-key', 'a clock from no date', onQuestion(isOf('time'), () => ({ from: 'bornOn' }))],
	['question.unknown-clock', 'a clock misspelt', onQuestion(isOf('time'), () => ({ clock: 'cp-visit' }))],
	['question.optional-gate', 'safety left out', onQuestion(isOf('gate'), () => ({ optional: true }))],
	['alert.never-fires', 'an alert on nothing', onQuestion(isOf('ynp'), () => ({ alerts: [alert] }))],
	[
		'alert.on-impossible-answer',
		'an alert on another kind’s answer',
		onQuestion(isOf('ynp'), () => ({ alerts: [{ ...alert, on: ['concern'] }] }))
	],
	['alert.on-good-answer', 'an alert on Yes', onQuestion(isOf('ynp'), () => ({ alerts: [{ ...alert, on: ['yes'] }] }))],
	[
		'alert.late-without-clock',
		'lateness of what has no clock',
		onQuestion(isOf('ynp'), () => ({ alerts: [{ ...alert, late: { days: 0 } }] }))
	],
	[
		'alert.above-without-number',
		'a limit on words',
		onQuestion(isOf('text'), () => ({ alerts: [{ ...alert, above: 3 }] }))
	],
	[
		'alert.confirm-without-words',
		'something to confirm, unsaid',
		onQuestion(isOf('ynp'), () => ({ alerts: [{ ...alert, on: ['no'], confirm: true }] }))
	],
	[
		'condition.unknown-question',
		'asked when a question that is gone says so',
		onQuestion(isOf('g4'), () => ({ askWhen: { not: { answer: 'CJ99.1', is: ['yes'] } } }))
	],
	[
		'condition.impossible-answer',
		'asked on an answer nobody can give',
		onQuestion(isOf('g4'), () => ({ askWhen: { answer: firstGate, is: ['maybe'] } }))
	],
	[
		'condition.goes-round',
		'asked when it was itself answered',
		onQuestion(isOf('ynp'), ({ id }) => ({ askWhen: { answer: id, is: ['no'] } }))
	],
	['grading.unknown-section', 'a cap on a section that is gone', withCap({ sections: ['CJ99'] })],
	['grading.section-not-graded', 'a cap on a section nobody grades', withCap({ sections: [ungraded] })],
	[
		'grading.unknown-question',
		'a cap on a question that is gone',
		withCap({ questions: [{ id: 'CJ99.1', is: ['no'] }] })
	],
	[
		'grading.impossible-answer',
		'a cap on an answer nobody can give',
		withCap({ questions: [{ id: firstQuestion, is: ['perhaps'] }] })
	],
	['grading.cap-without-cause', 'a cap with no cause', withCap({})],
	['grading.count-too-high', 'a cap on two of one section', withCap({ sections: [firstGraded], count: 2 })],
	[
		'grading.same-cap',
		'a cap copied and its id kept',
		(template) => withCap({ openAlert: true })(withCap({ openAlert: true })(template))
	],
	[
		'grading.nothing-graded',
		'no section graded',
		(template) => ({ ...template, sections: template.sections.map((section) => ({ ...section, graded: false })) })
	],
	[
		'grading.question-not-graded',
		'a theme graded by a yes or no',
		(template) => ({
			...template,
			grading: {
				...template.grading,
				suggestion: 'single',
				question: must(template.sections.flatMap((one) => one.questions).find(isOf('ynp')), 'a yes or no').id
			}
		})
	]
];

describe('a slip in the real Child Journey is found', () => {
	test.each(slips)('%s: %s', (code, _, plant) => {
		const spoilt = plant(core);
		expect(checkTemplate(spoilt, { clocks }).map((problem) => problem.code)).toContain(code);
		expect(checkTemplate(core, { clocks }), 'the shipped one is not altered').toEqual([]);
	});

	test.each(slips)('%s says where it is, where it is in one place', (code, _, plant) => {
		const whole: readonly TemplateProblemCode[] = ['template.judgement-missing', 'grading.nothing-graded'];
		for (const problem of checkTemplate(plant(core), { clocks }).filter((one) => one.code === code))
			expect(Object.keys(problem.at).length > 0, JSON.stringify(problem)).toBe(!whole.includes(code));
	});
});
