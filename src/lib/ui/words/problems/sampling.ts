import { plural } from '../numbers.ts';
import { stratumWords } from '../sampling.ts';
import type { Facts, ProblemWords } from './ProblemWords.ts';

/** Which column the groups are of is not told, so a group is called by whichever name fits. */
const group = ({ stratum }: Facts) => {
	const name = String(stratum ?? '');
	const columns = ['stage', 'ageBand', 'planType'] as const;
	return columns.map((by) => stratumWords(name, by)).find((words) => words !== name) ?? name;
};

export const samplingProblems: ProblemWords = {
	'sampling.frame-too-small': ({ wanted, available }) =>
		`Only ${plural(Number(available ?? 0), 'case')} can be drawn, and you want ${wanted ?? 'more'}. Draw fewer, or take away a filter.`,
	'sampling.nobody-left': () => 'No case is left to draw from. Take away a filter or an exclusion.',
	'sampling.stratum-too-small': (facts) =>
		`${group(facts)} has only ${plural(Number(facts.available ?? 0), 'case')}. Draw no more than that.`,
	'sampling.size-below-minimums': ({ needed }) => `Draw ${needed} at least, so that every group has its least.`,
	'sampling.size-not-whole': () => 'Say how many to draw: one at least.',
	'sampling.seed-not-valid': () => 'The seed in the address is not one. Begin the sample again.',
	'sampling.duplicate-case': ({ caseRef }) => `${caseRef} stands twice in the caseload. Import the caseload again.`,
	'sampling.not-in-frame': ({ caseRef }) => `${caseRef} is not among the cases that may be drawn.`,
	'sampling.households-too-few': (facts) =>
		`${group(facts)} has too few households for ${facts.wanted}. Draw fewer, or allow children of one household.`,
	'sampling.workers-too-few': (facts) =>
		`${group(facts)} has too few workers for ${facts.wanted}. Draw fewer, or let a worker be audited twice.`,
	'sampling.not-in-sample': ({ caseRef }) => `${caseRef} is not in this sample any more.`,
	'sampling.reason-needed': () => 'Write why it cannot be looked at.',
	'sampling.nobody-to-replace': (facts) => `Nobody is left to take its place: every case of ${group(facts)} is drawn.`,
	'sample.no-frame': () => 'There is no caseload to draw from. Import one first.',
	'sample.rule-invalid': () => 'What you asked for does not fit together. Check the numbers and the dates.',
	'sample.name-missing': () => 'Write what this sample is called.',
	'sample.template-unknown': () => 'This template is not here any more. Choose another.',
	'sample.template-coming': () => 'This version is not in use yet. Choose the one that is, or wait for its day.',
	'sample.template-retired': () => 'This template was replaced by a newer version. Choose that one.',
	'sample.allocated': () => 'This sample is allocated, so its cases stay as they are.'
};
