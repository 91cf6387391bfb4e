import type { ProblemWords } from './ProblemWords.ts';

export const samplingProblems: ProblemWords = {
	'sampling.frame-too-small': () => 'Fewer cases are left than you want to draw. Draw fewer, or take away a filter.',
	'sampling.nothing-left': () => 'No case is left to draw from. Take away a filter or an exclusion.'
};
