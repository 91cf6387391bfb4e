import type { Section, Template } from './Template.ts';
import { problemAt, type TemplateProblem } from './templateProblems.ts';

/** `grade.set` with this section grades the whole audit (sync.md N), so no section may be called so. */
const wholeAudit = 'overall';

/** Sections and questions share one space of ids: an answer, a note and a grade are each found by id alone. */
export function checkIds(template: Template): readonly TemplateProblem[] {
	return [...sameIds(template), ...template.sections.flatMap(checkSection), ...checkJudgement(template)];
}

function sameIds(template: Template): TemplateProblem[] {
	const seen = new Set<string>();
	return template.sections.flatMap((section) =>
		idsOf(section).flatMap((id) => {
			if (!seen.has(id)) {
				seen.add(id);
				return [];
			}
			const at = id === section.id ? { section: id } : { section: section.id, question: id };
			return [problemAt(at, 'template.same-id', { id })];
		})
	);
}

function idsOf(section: Section): readonly string[] {
	const parts = section.builtIn?.map((part) => part.id) ?? [];
	return [section.id, ...section.questions.map((question) => question.id), ...parts];
}

function checkSection(section: Section): TemplateProblem[] {
	const at = { section: section.id };
	const isEmpty = section.questions.length === 0 && (section.builtIn ?? []).length === 0;
	return [
		...(section.id.toLowerCase() === wholeAudit ? [problemAt(at, 'template.kept-id', { id: section.id })] : []),
		...(isEmpty ? [problemAt(at, 'template.section-empty')] : [])
	];
}

/** A template that suggests an overall grade needs the place where the auditor gives it. */
function checkJudgement(template: Template): TemplateProblem[] {
	const { overall, suggestion } = template.grading;
	const hasPlace = template.sections.some((section) => section.builtIn?.some((part) => part.part === 'overall-grade'));
	return overall && suggestion === 'lower-median' && !hasPlace ? [problemAt({}, 'template.judgement-missing')] : [];
}
