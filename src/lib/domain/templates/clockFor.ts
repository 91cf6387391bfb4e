import type { Stage } from '../frames/SamplingFrame.ts';
import type { ClockUse, Question } from './Template.ts';

/**
 * The clock of a question for a child at a stage: the question's own, with what the stage changes.
 * One question ("seen in time?") serves children whose plans set different clocks.
 */
export function clockFor(question: Question, stage: Stage | null): ClockUse {
	const { clock, from, to, fromLabel, toLabel } = question;
	const ofStage = stage === null ? undefined : question.byStage?.[stage];
	return withoutUndefined({ clock, from, to, fromLabel, toLabel, ...ofStage });
}

function withoutUndefined(use: ClockUse): ClockUse {
	return Object.fromEntries(Object.entries(use).filter(([, value]) => value !== undefined));
}
