import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEmptyValue, isValueOf } from '#lib/domain/audits/values.ts';
import type { AnswerValue } from '#lib/domain/changes/Change.ts';
import { ageBands, stages } from '#lib/domain/frames/SamplingFrame.ts';
import { alertsFired } from '#lib/domain/templates/alertsFired.ts';
import { askedQuestions, type CaseFacts } from '#lib/domain/templates/isAsked.ts';
import type { Kind, Question, Template } from '#lib/domain/templates/Template.ts';
import { shippedTemplates } from './shippedTemplates.ts';

const shipped = shippedTemplates();
const anyTemplate = fc.constantFrom(...shipped);

const anyDay = fc
	.integer({ min: 0, max: 3000 })
	.map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10));

const anyOf: Record<Kind, (question: Question) => fc.Arbitrary<AnswerValue>> = {
	ynp: () => fc.constantFrom('yes', 'partly', 'no', 'na'),
	g4: () => fc.constantFrom('outstanding', 'good', 'requires-improvement', 'inadequate', 'na'),
	gate: () => fc.constantFrom('safe', 'concern', 'cannot-tell'),
	rag: () => fc.constantFrom('red', 'amber', 'green'),
	num: () => fc.integer({ min: 0, max: 100 }),
	date: () => anyDay,
	time: () => fc.record({ from: anyDay, to: anyDay }),
	pick: (question) => fc.constantFrom(...optionsOf(question)),
	multi: (question) => fc.subarray(optionsOf(question), { minLength: 1 }),
	text: () => fc.constant('Words from the record.')
};

function optionsOf(question: Question): string[] {
	return question.options?.map((option) => option.id) ?? [];
}

const anyFacts: fc.Arbitrary<CaseFacts> = fc.record(
	{
		stage: fc.constantFrom(...stages),
		ageBand: fc.constantFrom(...ageBands),
		disability: fc.option(fc.boolean()),
		uasc: fc.option(fc.boolean())
	},
	{ requiredKeys: [] }
);

/** Answers one open question after another, in whatever order, until none is left. */
function walk(template: Template, facts: CaseFacts, draw: fc.GeneratorValue): Map<string, AnswerValue> {
	const questions = template.sections.flatMap((section) => section.questions);
	const answers = new Map<string, AnswerValue>();
	for (let step = 0; step <= questions.length; step++) {
		const asked = askedQuestions(template, { answerTo: (id) => answers.get(id), facts });
		const open = questions.filter((question) => asked.has(question.id) && !answers.has(question.id));
		if (open.length === 0) return answers;
		const next = draw(() => fc.constantFrom(...open));
		answers.set(next.id, draw(anyOf[next.kind], next));
	}
	throw new Error('never done');
}

test('however it is answered, in whatever order, an audit comes to its end', () => {
	fc.assert(
		fc.property(anyTemplate, anyFacts, fc.gen(), (template, facts, draw) => {
			const answers = walk(template, facts, draw);
			const asked = askedQuestions(template, { answerTo: (id) => answers.get(id), facts });
			for (const id of asked) expect(answers.has(id)).toBe(true);
		}),
		{ numRuns: 60 }
	);
});

test('every answer that was drawn is one that its question takes, and says something', () => {
	fc.assert(
		fc.property(anyTemplate, fc.gen(), (template, draw) => {
			const answers = walk(template, {}, draw);
			for (const question of template.sections.flatMap((section) => section.questions)) {
				const value = answers.get(question.id);
				if (value === undefined) continue;
				expect(isValueOf(question, value)).toBe(true);
				expect(isEmptyValue(value)).toBe(false);
			}
		}),
		{ numRuns: 30 }
	);
});

test('of a child of whom nothing is known and nothing answered, everything is asked', () => {
	for (const template of shipped) {
		const asked = askedQuestions(template, { answerTo: () => undefined, facts: {} });
		expect(asked.size).toBe(template.sections.flatMap((section) => section.questions).length);
	}
});

test('best answers throughout raise no alert that does not ask the auditor first', () => {
	const best: Partial<Record<Kind, AnswerValue>> = {
		...{ ynp: 'yes', g4: 'outstanding', gate: 'safe', rag: 'green', num: 0, text: 'All is well.' }
	};
	for (const question of shipped.flatMap((template) => template.sections.flatMap((section) => section.questions))) {
		const value = best[question.kind] ?? question.options?.[0]?.id ?? null;
		const lateness = { days: 0, clockDays: 10 };
		expect(alertsFired(question, { value, lateness }).filter((rule) => rule.confirm !== true)).toEqual([]);
	}
});

test('wherever safety is asked about, a concern and a doubt raise a same-day alert', () => {
	for (const template of shipped) {
		const gates = template.sections.flatMap((section) => section.questions).filter(({ kind }) => kind === 'gate');
		expect(gates.length).toBeGreaterThan(0);
		for (const gate of gates)
			for (const value of ['concern', 'cannot-tell'])
				expect(alertsFired(gate, { value }).map(({ level }) => level)).toEqual(['same-day']);
	}
});
