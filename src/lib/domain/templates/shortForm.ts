import { ok, problem, type Result } from '../shared/Result.ts';
import { forWhatIsLeft } from './forWhatIsLeft.ts';
import type { Section, Template } from './Template.ts';

/** question-sets.md: a dip sample looks at the last three months, and takes five to ten minutes a child. */
const dipWindow = { evidence: 3, judgement: 3 } as const;
const dipMinutes = 10;

/** What a person calls the short form; words belong to whoever ships the template. */
export type ShortFormName = Pick<Template, 'title' | 'short'>;

export function shortFormId(template: Pick<Template, 'id'>): string {
	return `${template.id}-dip`;
}

/**
 * The dip sample of a themed set: only its marked (•) questions and its closers. It has no closing boxes, since
 * several children stand on one screen and X2 asks what would help.
 */
export function shortForm(
	template: Template,
	name: ShortFormName,
	closersId = 'X'
): Result<Template, 'template.no-short-form'> {
	const sections = template.sections.map(onlyDip).filter((section) => section.questions.length > 0);
	if (template.family !== 'themed' || !sections.some((section) => section.id !== closersId))
		return problem('template.no-short-form', { id: template.id });
	return ok(
		forWhatIsLeft({
			...template,
			...name,
			id: shortFormId(template),
			family: 'dip',
			minutes: dipMinutes,
			window: dipWindow,
			sections
		})
	);
}

function onlyDip(section: Section): Section {
	return { ...section, closing: false, questions: section.questions.filter((question) => question.dip) };
}
