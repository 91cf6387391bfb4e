import { askedAbout } from './forWhatIsLeft.ts';
import { possibleAnswers } from './possibleAnswers.ts';
import type { Condition, Question, Template } from './Template.ts';
import { problemAt, type TemplatePlace, type TemplateProblem } from './templateProblems.ts';

type ById = ReadonlyMap<string, Question>;

/** Conditions that ask about nothing, about what cannot be, or round in a ring, would hide questions for good. */
export function checkConditions(template: Template): readonly TemplateProblem[] {
	const byId: ById = new Map(
		template.sections.flatMap((section) => section.questions.map((question) => [question.id, question] as const))
	);
	return template.sections.flatMap((section) =>
		section.questions.flatMap((question) => {
			if (question.askWhen === undefined) return [];
			const at = { section: section.id, question: question.id };
			return [
				...answersAsked(question.askWhen).flatMap((asked) => checkAnswerAsked(asked, byId, at)),
				...(goesRound(question.id, byId) ? [problemAt(at, 'condition.goes-round')] : [])
			];
		})
	);
}

type AnswerAsked = Extract<Condition, { answer: string }>;

function answersAsked(condition: Condition): readonly AnswerAsked[] {
	if ('answer' in condition) return [condition];
	if ('fact' in condition) return [];
	if ('not' in condition) return answersAsked(condition.not);
	return ('all' in condition ? condition.all : condition.any).flatMap(answersAsked);
}

function checkAnswerAsked(asked: AnswerAsked, byId: ById, at: TemplatePlace): TemplateProblem[] {
	const question = byId.get(asked.answer);
	if (question === undefined) return [problemAt(at, 'condition.unknown-question', { id: asked.answer })];
	const isNumber = question.kind === 'num';
	const possible = possibleAnswers(question);
	if (possible === null && !isNumber) return [problemAt(at, 'condition.cannot-compare', { id: asked.answer })];
	return asked.is
		.filter((answer) => (typeof answer === 'number' ? !isNumber : isNumber || possible?.includes(answer) !== true))
		.map((answer) => problemAt(at, 'condition.impossible-answer', { id: asked.answer, answer }));
}

/** Whether following conditions from a question comes back to it. */
function goesRound(start: string, byId: ById): boolean {
	const seen = new Set<string>();
	const follow = (id: string): boolean => {
		const condition = byId.get(id)?.askWhen;
		if (condition === undefined) return false;
		return askedAbout(condition).some((next) => {
			if (next === start) return true;
			if (seen.has(next)) return false;
			seen.add(next);
			return follow(next);
		});
	};
	return follow(start);
}
