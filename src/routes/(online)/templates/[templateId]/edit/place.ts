import type { TemplateDraft } from '#lib/domain/templates/editing/TemplateDraft.ts';
import { questionIn, sectionOf } from '#lib/domain/templates/editing/editDraft.ts';
import type { TemplatePlace } from '#lib/domain/templates/templateProblems.ts';

/** What of a template is open beside its outline. Each has an address, so that a check can link to it. */
export type Place =
	| { readonly is: 'about' }
	| { readonly is: 'grading' }
	| { readonly is: 'section'; readonly id: string }
	| { readonly is: 'question'; readonly id: string };

export const aboutHash = 'about';
export const gradingHash = 'grading';

/** The place an address names; what is not there any more leads to what the template is about. */
export function placeAt(draft: TemplateDraft, hash: string): Place {
	if (hash === gradingHash || hash.startsWith('cap-')) return { is: 'grading' };
	if (draft.sections.some(({ id }) => id === hash)) return { is: 'section', id: hash };
	return questionIn(draft, hash) === undefined ? { is: 'about' } : { is: 'question', id: hash };
}

export function hashOf(place: Place): string {
	return place.is === 'section' || place.is === 'question' ? place.id : place.is;
}

/** Where a problem is to be put right. A built-in part has no page of its own: it stands in its section. */
export function hashOfProblem(draft: TemplateDraft, at: TemplatePlace): string {
	if (at.cap !== undefined) return gradingHash;
	if (at.question !== undefined && sectionOf(draft, at.question) !== undefined) return at.question;
	return at.section ?? aboutHash;
}

/** The same in words: "1.3", "Section 2", "The grade". */
export function placeWords(draft: TemplateDraft, at: TemplatePlace): string {
	if (at.cap !== undefined) return 'The grade';
	const question = at.question === undefined ? undefined : questionIn(draft, at.question);
	if (question !== undefined) return question.number || question.id;
	const section = draft.sections.find(({ id }) => id === at.section);
	return section === undefined ? 'About it' : `Section ${section.number}`;
}
