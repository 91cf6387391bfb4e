import { findQuestion, findSection, sectionOf } from '#lib/domain/audits/keys.ts';
import type { Template } from '#lib/domain/templates/Template.ts';

/** Where in an audit something stands: a question, or `grade` for the section's own grade. */
export type Place = { readonly section: string; readonly question: string };

/** The number people say for a place: "4.3"; a section's grade goes by the section's number. */
export function numberOf(template: Template, place: Place): string {
	return findQuestion(template, place.question)?.number ?? findSection(template, place.section)?.number ?? '';
}

/** Where a key of a record stands: an answer's, a note's, a section's grade or closing box. */
export function placeOfKey(template: Template, key: string): Place | null {
	const section =
		sectionOf(template, key) ?? template.sections.find((one) => key === one.id || key.startsWith(`${one.id}.`));
	return section === undefined ? null : { section: section.id, question: key };
}

/** The question in the auditors' words, or the part of the section a key stands for: for conflicts and gaps. */
export function nameOfKey(template: Template, key: string): string {
	const question = findQuestion(template, key);
	if (question !== undefined) return `${question.number} ${question.text}`;
	const section = template.sections.find((one) => key === one.id || key.startsWith(`${one.id}.`));
	if (key === 'overall') return 'The overall grade';
	if (section === undefined) return 'This audit';
	const part = key.endsWith('.worked') ? ', what worked' : key.endsWith('.needs') ? ', what needs to happen' : '';
	return `${section.number} ${section.title}${part}`;
}
