import type { ReplaceProblemCode } from '#lib/domain/sampling/replaceCase.ts';
import type { SamplingProblemCode } from '#lib/domain/sampling/drawSample.ts';
import { plural } from '../numbers.ts';
import type { Facts, ProblemWords } from './ProblemWords.ts';

const many = (fact: string | number | undefined, one: string, more?: string) => plural(Number(fact ?? 0), one, more);

const drawing: Record<SamplingProblemCode | ReplaceProblemCode, (facts: Facts) => string> = {
	'sampling.frame-too-small': ({ wanted, available }) =>
		`${many(available, 'case is', 'cases are')} left to draw from, and ${wanted ?? 'more'} are wanted. Draw fewer, or take away a filter`,
	'sampling.stratum-too-small': ({ stratum, wanted, available }) =>
		`${stratum ?? 'A group'} has ${many(available, 'case')}, and ${wanted ?? 'more'} are wanted. Draw fewer of it`,
	'sampling.size-below-minimums': ({ size, needed }) =>
		`The least of each group comes to ${needed}, and ${size} are drawn. Draw more, or ask for fewer of each`,
	'sampling.size-not-whole': () => 'Write how many to draw, 1 or more',
	'sampling.seed-not-valid': () => 'The seed is a number and a word, like 417-heron',
	'sampling.duplicate-case': ({ caseRef }) => `${caseRef ?? 'A case'} stands twice in the caseload. Import it again`,
	'sampling.nobody-left': ({ matched }) =>
		`${many(matched, 'case matches', 'cases match')} the filters, and every one is left out by an exclusion. Take one away`,
	'sampling.not-in-frame': ({ caseRef }) => `${caseRef ?? 'A case'} is not among the cases that may be drawn`,
	'sampling.households-too-few': ({ stratum, wanted, found }) =>
		`Only one child of a household is drawn, and ${stratum ?? 'this group'} has ${many(found, 'household')} for ${wanted ?? 'more'}. Draw fewer`,
	'sampling.not-in-sample': ({ caseRef }) => `${caseRef ?? 'This case'} is not in the sample any more`,
	'sampling.reason-needed': () => 'Write why this case is replaced',
	'sampling.nobody-to-replace': ({ stratum }) => `Nobody is left in ${stratum ?? 'this group'} to take its place`
};

export const samplingProblems: ProblemWords = {
	...drawing,
	/** A warning, not a refusal. */
	'sampling.frame-stale': ({ days, limit }) =>
		`The caseload is ${many(days, 'day')} old; past ${limit} days, import a newer one`,
	'sample.no-frame': () => 'There is no caseload to draw from. Import one first',
	'sample.name-missing': () => 'Write a name for the sample',
	'sample.rule-invalid': () => 'Something in the filters or numbers is missing. Look at them once more',
	'sample.template-unknown': () => 'Choose the template again: this one is not there any more',
	'sample.template-retired': () => 'This template is retired. Choose the one that took its place',
	'sample.allocated': () => 'The cases of this sample have auditors already, so it cannot be changed'
};
