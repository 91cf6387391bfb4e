import type { Section, Template } from './Template.ts';

/** Every themed set ends with the same three questions (question-sets.md 2.3), kept once and added here. */
export function withClosers(theme: Template, closers: Section): Template {
	return { ...theme, sections: [...theme.sections, closers] };
}
