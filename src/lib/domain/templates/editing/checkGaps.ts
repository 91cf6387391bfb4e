import { askedAbout } from '../Condition.ts';
import { template, type Condition, type Question, type Section } from '../Template.ts';
import type { TemplatePlace } from '../templateProblems.ts';
import { look, must, type DraftProblem } from './draftProblems.ts';
import type { TemplateDraft } from './TemplateDraft.ts';

const questionId = /^[A-Z]+[0-9]*\.?[0-9]*[a-z]?$/;
const sectionId = /^[A-Z]+[0-9]*$/;

/** What is not there yet, and names that no answer could be kept under. Each where it is, in the order it stands. */
export function checkGaps(draft: TemplateDraft): readonly DraftProblem[] {
	const found = [
		...(isBlank(draft.title, 3) ? [must({}, 'template.title-missing')] : []),
		...(isBlank(draft.short, 2) ? [must({}, 'template.short-missing')] : []),
		...(isBlank(draft.auditor) ? [must({}, 'template.auditor-missing')] : []),
		...(draft.sections.length === 0 ? [must({}, 'template.no-sections')] : []),
		...draft.sections.flatMap(checkSection),
		...draft.grading.caps.flatMap(({ id, because }) =>
			isBlank(because, 3) ? [must({ cap: id }, 'cap.reason-missing')] : []
		)
	];
	return found.some(({ weight }) => weight === 'must') ? found : [...found, ...checkShape(draft)];
}

function checkSection(section: Section): DraftProblem[] {
	const at = { section: section.id };
	return [
		...(sectionId.test(section.id) ? [] : [must(at, 'section.id-wrong', { id: section.id })]),
		...(isBlank(section.title, 2) ? [must(at, 'section.title-missing')] : []),
		...(isBlank(section.short, 2) ? [must(at, 'section.short-missing')] : []),
		...section.questions.flatMap((question) => checkQuestion(question, { ...at, question: question.id }))
	];
}

function checkQuestion(question: Question, at: TemplatePlace): DraftProblem[] {
	return [
		...(questionId.test(question.id) ? [] : [must(at, 'question.id-wrong', { id: question.id })]),
		...(isBlank(question.text, 3) ? [must(at, 'question.text-missing')] : []),
		...(isBlank(question.guidance) ? [look(at, 'question.guidance-missing')] : []),
		...(question.options?.some(({ label }) => isBlank(label)) === true ? [must(at, 'question.option-missing')] : []),
		...(question.askWhen !== undefined && isUnfinished(question.askWhen) ? [must(at, 'condition.unfinished')] : [])
	];
}

/** A row without its question or its answers, or a group without rows. */
export function isUnfinished(condition: Condition): boolean {
	if ('not' in condition) return isUnfinished(condition.not);
	const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
	if (parts !== null) return parts.length === 0 || parts.some(isUnfinished);
	if ('fact' in condition) return condition.is.length === 0;
	const [asked] = askedAbout(condition);
	if (asked === undefined || asked === '') return true;
	if ('number' in condition) return condition.atLeast === undefined && condition.below === undefined;
	if ('date' in condition) return condition.onOrAfter === undefined && condition.before === undefined;
	return 'is' in condition && condition.is.length === 0;
}

/** Whatever else a published version may not be: told by where it is, since its writer cannot have made it here. */
function checkShape(draft: TemplateDraft): DraftProblem[] {
	const read = template.safeParse(draft);
	if (read.success) return [];
	return read.error.issues.map((issue) => {
		const [part, index, , inner] = issue.path;
		if (part === 'scale') return must({}, 'template.scale-missing');
		const section = part === 'sections' ? draft.sections[Number(index)] : undefined;
		const question = section?.questions[Number(inner)];
		const at = {
			...(section === undefined ? {} : { section: section.id }),
			...(question === undefined ? {} : { question: question.id })
		};
		return must(at, 'template.shape', { at: issue.path.join('.') });
	});
}

function isBlank(text: string, least = 1): boolean {
	return text.trim().length < least;
}
