import type { Question, Section, Template } from '../templates/Template.ts';

/** A question's answer may be given several times: `CJ6.1~2` is its second. */
export function questionOf(key: string): string {
	return key.split('~', 1)[0] ?? key;
}

export function findQuestion(template: Template, key: string): Question | undefined {
	const id = questionOf(key);
	for (const section of template.sections) {
		const found = section.questions.find((question) => question.id === id);
		if (found !== undefined) return found;
	}
	return undefined;
}

export function findSection(template: Template, id: string): Section | undefined {
	return template.sections.find((section) => section.id === id);
}

export function sectionOf(template: Template, key: string): Section | undefined {
	const id = questionOf(key);
	return template.sections.find((section) => section.questions.some((question) => question.id === id));
}

/** The two closing boxes of a section are kept as notes. */
export function workedKey(section: Section): string {
	return `${section.id}.worked`;
}
export function needsKey(section: Section): string {
	return `${section.id}.needs`;
}

/** Notes stand beside questions, in a section's closing boxes, and beside a section's grade. */
export function isNoteKey(template: Template, key: string): boolean {
	if (findQuestion(template, key) !== undefined) return true;
	return template.sections.some(
		(section) => key === workedKey(section) || key === needsKey(section) || key === `${section.id}.G`
	);
}

export function isGradedSection(template: Template, id: string): boolean {
	return findSection(template, id)?.graded === true;
}
