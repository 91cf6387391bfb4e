import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedTemplates } from '#templates/shippedTemplates.ts';
import { anyCondition, anyGiven, kindsAsked } from '../anyCondition.fixture.ts';
import { aTemplate } from '../aTemplate.fixture.ts';
import type { Condition } from '../Condition.ts';
import { fixedAnswers } from '../possibleAnswers.ts';
import type { Question, Template } from '../Template.ts';
import { truthOf } from '../truthOf.ts';
import { brought } from './aForm.fixture.ts';
import { exportXlsForm, type FormSheetOut, type FormWords } from './exportXlsForm.ts';
import { expressionFor } from './expressionFor.ts';

const words: FormWords = {
	from: 'From',
	to: 'To',
	choicesOf: ({ kind, options }) =>
		options?.map(({ id, label }) => ({ value: id, label })) ??
		(fixedAnswers[kind] ?? []).map((value) => ({ value, label: value }))
};

const asSheets = (sheets: readonly FormSheetOut[]) =>
	sheets.map(({ name, rows }) => ({
		name,
		rows: rows.map((cells, at) => ({ row: at + 1, cells: cells.map((cell) => (cell === '' ? null : cell)) }))
	}));

/** What of a template has a place in a form. */
function mapped(template: Template) {
	const questions = new Map(template.sections.flatMap((one) => one.questions).map((one) => [one.id, one] as const));
	return {
		title: template.title,
		sections: template.sections
			.filter((section) => section.questions.length > 0)
			.map((section) => ({
				id: section.id,
				title: section.title,
				intro: section.intro,
				questions: section.questions.map((one) => mappedQuestion(one, questions))
			}))
	};
}

function mappedQuestion(question: Question, questions: ReadonlyMap<string, Question>) {
	const { id, text, guidance, kind, options, optional, askWhen, fromLabel = words.from, toLabel = words.to } = question;
	const isSaid = askWhen !== undefined && expressionFor(askWhen, questions) !== null;
	return {
		...{ id, text, guidance, kind, options },
		optional: optional && kind !== 'gate',
		...(kind === 'time' ? { fromLabel, toLabel } : {}),
		askWhen: isSaid ? askWhen : undefined
	};
}

test.each(shippedTemplates().map((template) => [template.id, template] as const))(
	'%s comes back from a form as it was, as far as a form holds it, with nothing to report',
	(_, template) => {
		const back = brought(asSheets(exportXlsForm(template, words)));
		expect(mapped(back.draft)).toEqual(mapped(template));
		expect(back.report).toEqual([]);
	}
);

function withCondition(askWhen: Condition): Template {
	const asked = [...kindsAsked, { id: 'Q9', askWhen }];
	return aTemplate({ sections: [{ id: 'T', questions: asked.map((one) => ({ text: 'Is it so?', ...one })) }] });
}

test('a condition means the same after a form, whatever is answered; or it is not in the form', () => {
	fc.assert(
		fc.property(anyCondition, anyGiven, (condition, { answers, facts }) => {
			const back = brought(asSheets(exportXlsForm(withCondition(condition), words)));
			const [read] = back.draft.sections.flatMap(({ questions }) => questions.filter(({ id }) => id === 'Q9'));
			if (read?.askWhen === undefined) {
				expect(JSON.stringify(condition)).toContain('fact');
				return;
			}
			const known = { answerTo: (id: string) => answers[id], facts };
			const all = () => true;
			expect(truthOf(read.askWhen, known, all)).toBe(truthOf(condition, known, all));
		}),
		{ numRuns: 200 }
	);
});

test('a label with marks that a form reads as something else is kept as it is', () => {
	const options = [{ id: "it's", label: 'A “label”, with =1+1' }];
	const questions = [
		{ id: 'Q1', kind: 'pick' as const, options },
		{ id: 'Q2', askWhen: { answer: 'Q1', is: ["it's"] } }
	];
	const template = aTemplate({ sections: [{ id: 'T', questions }] });
	expect(mapped(brought(asSheets(exportXlsForm(template, words))).draft)).toEqual(mapped(template));
});
