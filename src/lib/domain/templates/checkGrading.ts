import { shippedScales } from '../grading/scales.ts';
import { possibleAnswers } from './possibleAnswers.ts';
import type { Cap, Question, Section, Template } from './Template.ts';
import { problemAt, type TemplatePlace, type TemplateProblem } from './templateProblems.ts';

/** A cap that names what is not there would never hold, and nobody would notice. */
export function checkGrading(template: Template): readonly TemplateProblem[] {
	const { caps, outstandingNeeds } = template.grading;
	const ids = caps.map((cap) => cap.id);
	return [
		...checkScale(template),
		...checkSuggestion(template),
		...(outstandingNeeds === undefined
			? []
			: [
					...checkSections([outstandingNeeds.section], template, {}),
					...outstandingNeeds.feedback.flatMap((id) => (findQuestion(template, id) ? [] : [unknownQuestion(id, {})]))
				]),
		...ids
			.filter((id, index) => ids.indexOf(id) < index)
			.map((cap) => problemAt({ cap }, 'grading.same-cap', { id: cap })),
		...caps.flatMap((cap) => checkCap(cap, template))
	];
}

/** Colours are for questions: the rule for the whole is worked out on the four grades alone. */
function checkScale({ scale: id, grading, sections }: Template): TemplateProblem[] {
	const isGraded = grading.overall || sections.some(({ graded }) => graded);
	const scale = Object.values(shippedScales).find((one) => one.id === id);
	return isGraded && scale?.gradesAudits === false ? [problemAt({}, 'grading.scale-cannot-grade')] : [];
}

function checkSuggestion(template: Template): TemplateProblem[] {
	const { overall, suggestion, question: id } = template.grading;
	if (!overall) return [];
	if (suggestion === 'lower-median')
		return template.sections.some((section) => section.graded) ? [] : [problemAt({}, 'grading.nothing-graded')];
	const question = id === undefined ? undefined : findQuestion(template, id);
	if (question === undefined) return [unknownQuestion(id ?? '', {})];
	return question.kind === 'g4' ? [] : [problemAt({ question: question.id }, 'grading.question-not-graded')];
}

function checkCap(cap: Cap, template: Template): TemplateProblem[] {
	const at = { cap: cap.id };
	const sections = cap.sections ?? [];
	const questions = cap.questions ?? [];
	const hasCause = sections.length > 0 || questions.length > 0 || cap.openAlert === true;
	return [
		...(hasCause ? [] : [problemAt(at, 'grading.cap-without-cause')]),
		...(sections.length > 0 && cap.count > sections.length ? [problemAt(at, 'grading.count-too-high')] : []),
		...checkSections(sections, template, at),
		...questions.flatMap((asked) => checkAsked(asked, template, at))
	];
}

function checkSections(ids: readonly string[], template: Template, at: TemplatePlace): TemplateProblem[] {
	return ids.flatMap((id) => {
		const section: Section | undefined = template.sections.find((one) => one.id === id);
		if (section === undefined) return [problemAt(at, 'grading.unknown-section', { id })];
		return section.graded ? [] : [problemAt(at, 'grading.section-not-graded', { id })];
	});
}

function checkAsked(
	asked: NonNullable<Cap['questions']>[number],
	template: Template,
	at: TemplatePlace
): TemplateProblem[] {
	const question = findQuestion(template, asked.id);
	if (question === undefined) return [unknownQuestion(asked.id, at)];
	const possible = possibleAnswers(question) ?? [];
	const impossible = asked.is.filter((answer) => !possible.includes(answer));
	return [
		...impossible.map((answer) => problemAt(at, 'grading.impossible-answer', { id: asked.id, answer })),
		...(asked.late === true && question.clock === undefined
			? [problemAt(at, 'grading.late-without-clock', { id: asked.id })]
			: []),
		...(asked.is.length === 0 && asked.late !== true
			? [problemAt(at, 'grading.cap-without-cause', { id: asked.id })]
			: [])
	];
}

function findQuestion(template: Template, id: string): Question | undefined {
	return template.sections.flatMap((section) => section.questions).find((question) => question.id === id);
}

function unknownQuestion(id: string, at: TemplatePlace): TemplateProblem {
	return problemAt(at, 'grading.unknown-question', { id });
}
