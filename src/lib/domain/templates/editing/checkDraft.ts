import { scaleIds } from '../../grading/scales.ts';
import { checkTemplate } from '../checkTemplate.ts';
import type { TemplateSurroundings } from '../checkQuestion.ts';
import { checkGaps, isUnfinished } from './checkGaps.ts';
import { checkWorth } from './checkWorth.ts';
import type { DraftProblem } from './draftProblems.ts';
import type { TemplateDraft } from './TemplateDraft.ts';

/**
 * Everything that is wrong with a draft, or worth another look, each with where it is: first what is missing, then
 * what cannot be, then what would not do what it seems to. Total: it never fails, whatever the draft.
 */
export function checkDraft(draft: TemplateDraft, surroundings: TemplateSurroundings = {}): readonly DraftProblem[] {
	const written = withoutUnfinished(draft);
	const unsound = checkTemplate(written, surroundings).map((problem): DraftProblem => ({ ...problem, weight: 'must' }));
	const isCircular = unsound.some(({ code }) => code === 'condition.goes-round');
	return [...checkGaps(draft), ...unsound, ...(isCircular ? [] : checkWorth(written))];
}

/** A condition still being written, or a scale nobody has, is told as that, and nothing is worked out from it. */
function withoutUnfinished(draft: TemplateDraft): TemplateDraft {
	const sections = draft.sections.map((section) => ({
		...section,
		questions: section.questions.map(({ askWhen, ...question }) =>
			askWhen === undefined || isUnfinished(askWhen) ? question : { ...question, askWhen }
		)
	}));
	return { ...draft, sections, scale: isScale(draft.scale) ? draft.scale : 'ofsted' };
}

function isScale(scale: unknown): boolean {
	return scaleIds.some((id) => id === scale);
}

export function mayPublish(problems: readonly DraftProblem[]): boolean {
	return problems.every(({ weight }) => weight !== 'must');
}
