import type { Problem } from '#lib/domain/shared/Result.ts';
import type { ProblemWords } from './ProblemWords.ts';

/** What can go wrong where an improvement plan is written, brought in or carried over. */
export const planProblems: ProblemWords = {
	'plan.name-missing': () => 'Write what the plan is called.',
	'plan.number-missing': () => 'Write the recommendation’s number, such as 5 or 12a.',
	'plan.words-missing': () => 'Write what is recommended.',
	'plan.number-twice': ({ number }) => `There is a recommendation ${number} already. Choose another number.`,
	'plan.heading-in-text': ({ line }) => `“${line}” reads as the heading of a recommendation. Word it in another way.`,
	'plan.too-long': ({ most }) => `This is too long: at most ${most}.`,
	'plan.closed': () => 'This plan is closed. What goes on stands in the plan after it.',
	'plan.ref-missing': () => 'Write a reference.',
	'plan.ref-wrong': () => 'Write a reference with a figure in it and no space, such as 5.8.',
	'plan.ref-taken': ({ ref }) => `${ref} is taken. Choose another reference.`,
	'plan.action-missing': () => 'Write what is to be done.',
	'plan.reason-missing': () => 'Write why the Impact RAG is what it is.',
	'plan.not-yours': () => 'Only whoever keeps the plan may change that. What you wrote is still here.',
	'plan.changed-meanwhile': () =>
		'Somebody changed this action while you wrote. Look at what stands there now, and write yours again.',
	'plan.leader-unknown': () => 'Choose somebody who may see the plan.',
	'plan.recommendation-missing': () => 'Choose the recommendation it belongs to.',
	'plan.link-missing': () => 'That is not there, or not yours to see. Choose something else.',
	'plan.comment-missing': () => 'Write your comment.',
	'plan.table-wrong': () => 'This table could not be taken. Choose the file once more.',
	'risk.what-missing': () => 'Write what may happen.',
	'risk.answer-missing': () => 'Write what is done about it.',
	'risk.rating': ({ most }) => `Choose from 1 to ${most}.`,
	'plan-file.empty': () => 'This file is empty. Choose another one',
	'plan-file.too-large': ({ megabytes }) => `This file is too large for a plan: at most ${megabytes} MB`,
	'plan-file.neither': () => 'This is neither a Word file (.docx) nor a workbook (.xlsx)',
	'plan-file.old-format': () => 'This is an old kind of file. Open it, save it as .docx or .xlsx and choose it again',
	'plan-file.encrypted': () => 'This file has a password. Save a copy without one and choose that',
	'plan-file.damaged': () => 'This file is damaged and cannot be read. Save it once more and choose that'
};

const fields: Readonly<Record<string, string>> = {
	'plan.name-missing': 'name',
	'plan.heading-in-text': 'words',
	'plan.number-missing': 'number',
	'plan.number-twice': 'number',
	'plan.words-missing': 'words',
	'plan.ref-missing': 'ref',
	'plan.ref-wrong': 'ref',
	'plan.ref-taken': 'ref',
	'plan.action-missing': 'action',
	'plan.reason-missing': 'impactReason',
	'plan.leader-unknown': 'leader',
	'plan.recommendation-missing': 'recommendation',
	'plan.comment-missing': 'says',
	'plan.link-missing': 'of',
	'risk.what-missing': 'what',
	'risk.answer-missing': 'answer',
	'risk.rating': 'likelihood'
};

/** Beside which field of its form a problem stands. */
export function planField({ code }: Problem, otherwise: string): string {
	return fields[code] ?? otherwise;
}
