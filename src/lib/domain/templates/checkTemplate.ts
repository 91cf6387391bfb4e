import { checkConditions } from './checkConditions.ts';
import { checkGrading } from './checkGrading.ts';
import { checkIds } from './checkIds.ts';
import { checkQuestion, type TemplateSurroundings } from './checkQuestion.ts';
import type { Template } from './Template.ts';
import type { TemplateProblem } from './templateProblems.ts';

/**
 * What is wrong with a template that its shape alone does not show, in the order it stands. Empty: it may be
 * published. Everything is listed at once, so that whoever writes it mends it in one go.
 */
export function checkTemplate(template: Template, surroundings: TemplateSurroundings = {}): readonly TemplateProblem[] {
	return [
		...checkIds(template),
		...template.sections.flatMap((section) =>
			section.questions.flatMap((question) => checkQuestion(question, section.id, surroundings))
		),
		...checkConditions(template),
		...checkGrading(template)
	];
}
