import { expect, test } from 'vitest';
import { usualExclusions } from '#lib/domain/sampling/SamplingRule.ts';
import {
	drawSentence,
	enoughWords,
	exclusionWords,
	filterWords,
	methodWords,
	shownWords,
	sparedSentence,
	stratumWords,
	weightWords
} from './sampling.ts';

const today = '2026-03-12';

test('a filter is said as people would say it', () => {
	expect(filterWords({ column: 'stage', is: ['child-in-need', 'looked-after'] }, today)).toBe(
		'Child in need or Looked after'
	);
	expect(filterWords({ column: 'open', is: true }, today)).toBe('Open cases');
	expect(filterWords({ column: 'team', is: ['A', 'B', 'C', 'D'] }, today)).toBe('4 teams');
	expect(filterWords({ column: 'planType', is: ['care-plan'] }, today)).toBe('Care plan');
	expect(filterWords({ column: 'missingEpisodes', atLeast: 3 }, today)).toBe('3 or more missing episodes');
	expect(filterWords({ column: 'ageBand', is: ['1-4'] }, today)).toBe('1 to 4 years');
	expect(filterWords({ column: 'lists', is: [6, 7] }, today)).toBe('In list 6 or 7');
});

test('a filter by date says since when, up to when, or both', () => {
	const date = 'cppReviewOn';
	expect(filterWords({ date, from: '2025-12-01' }, today)).toBe('Last review conference since 1 December 2025');
	expect(filterWords({ date, to: '2026-03-01' }, today)).toBe('Last review conference up to 1 March');
	expect(filterWords({ date, from: '2026-01-01', to: '2026-03-01' }, today)).toBe(
		'Last review conference 1 January to 1 March'
	);
});

test('every usual exclusion has words', () => {
	expect(usualExclusions.map(exclusionWords)).toEqual([
		'Restricted record',
		'Open complaint',
		'Audited in 12 months',
		'In another open sample',
		'Sibling in an open sample'
	]);
	expect(exclusionWords({ reason: 'begun-recently', date: 'cppStartedOn', days: 10 })).toBe(
		'Child protection plan began under 10 days ago'
	);
});

test('a group is called by its own name', () => {
	expect(stratumWords('child-in-need', 'stage')).toBe('Child in need');
	expect(stratumWords('Riverside', 'team')).toBe('Riverside');
	expect(stratumWords('not-known', 'team')).toBe('Not known');
	expect(stratumWords('under-1', 'ageBand')).toBe('Under 1 year');
});

test('the draw is told in one sentence', () => {
	const method = { kind: 'stratified', by: 'stage', sizes: { share: 'equal', size: 25 } } as const;
	expect(drawSentence({ size: 25, drawnFrom: 204, strata: 5, method }, '12 March 2026')).toBe(
		'On 12 March 2026, 25 of 204 cases, in five groups by stage, at random.'
	);
	expect(methodWords({ kind: 'nominated', caseRefs: ['9X-1'] }, 1)).toBe('nominated, not drawn');
});

test('a worker spared, and no episodes, are said', () => {
	expect(exclusionWords({ reason: 'worker-audited-recently', months: 3 })).toBe('Worker audited in 3 months');
	expect(filterWords({ column: 'missingEpisodes', atMost: 0 }, '2026-03-12')).toBe('No missing episodes');
});

test('how many a case stands for is told from the least to the most', () => {
	const strata = [
		{ available: 10, size: 10 },
		{ available: 190, size: 15 },
		{ available: 7, size: 0 }
	];
	expect(weightWords(strata)).toBe('One case stands for 1 in one group and for 13 in another.');
	expect(weightWords([{ available: 7, size: 0 }])).toBe('');
});

test('what a sample can show is said without promising more', () => {
	expect(enoughWords(0)).toMatch(/exactly/);
	expect(enoughWords(0.3)).toMatch(/Too few to compare teams/);
	expect(enoughWords(0.6)).toMatch(/Too few to say/);
});

test('who gives way to whom is said, before the draw and after it', () => {
	expect(sparedSentence({ onePerHousehold: false, onePerWorker: false })).toBe(
		'Any number of children of a household may be drawn.'
	);
	const after = { onePerHousehold: true, siblingsPassedOver: 1, onePerWorker: true, workersPassedOver: 2 };
	expect(sparedSentence(after)).toBe(
		'Only one child of a household is drawn, where the household is known; 1 sibling passed over. Only one case of a worker is drawn, where the worker is known; 2 cases passed over.'
	);
});

test('what a sample shows is told of those looked at, and of the whole only as far as chance allows', () => {
	const whole = { share: 0.5, low: 0.3, high: 0.7, total: 100, covered: 200, uncovered: 7, worth: 12 };
	const shown = { good: 3, graded: 4, drawn: 10, whole, isUneven: true };
	expect(shownWords(shown)).toBe(
		'Of 4 cases graded so far, of 10 drawn, 3 are Good or better (75%). Weighed back, because some groups were looked at more than others: about 50% of the 200 they were drawn from, some 100; between 30% and 70%, 19 times in 20. Nothing is said of 7 in groups where nobody is graded yet.'
	);
	expect(shownWords({ ...shown, whole: null })).toMatch(/said of them and of no others/);
	const all = { ...whole, low: 0.5, high: 0.5, uncovered: 0 };
	expect(shownWords({ good: 1, graded: 2, drawn: 2, whole: all, isUneven: false })).toBe(
		'Of 2 cases graded, 1 is Good or better (50%). Of the 200 they were drawn from, about 50%, some 100; exactly.'
	);
});
