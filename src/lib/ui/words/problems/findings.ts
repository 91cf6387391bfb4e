import type { ProblemWords } from './ProblemWords.ts';

/** What can go wrong where findings are answered or set aside. */
export const findingsProblems: ProblemWords = {
	'findings.none-chosen': () => 'Choose one finding at least.',
	'findings.not-there': () => 'One of these findings is no longer there. Look at the list again and choose once more.',
	'findings.says-missing': () => 'Write what the audits show.',
	'findings.what-missing': () => 'Write what will be done.',
	'findings.difference-missing': () => 'Write the difference it is meant to make.',
	'findings.owner-missing': () => 'Choose who does it.',
	'findings.due-wrong': () => 'Write a due date after today.',
	'findings.why-missing': () => 'Write why nothing is to be done.'
};
