import { isChange, proportion, type Proportion } from '#lib/domain/reporting/interval.ts';
import type { Quarter } from '#lib/domain/reporting/quarters.ts';
import { percent } from '#lib/ui/words/numbers.ts';
import type { Grade } from '#lib/ui/words/grades.ts';

export type Counts = Readonly<Record<Grade, number>>;

const names: Readonly<Record<string, string>> = {
	'01': 'January to March',
	'04': 'April to June',
	'07': 'July to September',
	'10': 'October to December'
};

export function quarterWords({ from }: Quarter): string {
	return names[from.slice(5, 7)] ?? from;
}

/** For the margin of a chart, where "October to December" would run into the bars. */
export function shortQuarter(quarter: Quarter): string {
	return quarterWords(quarter)
		.split(' to ')
		.map((month) => (month.length <= 5 ? month : month.slice(0, month === 'September' ? 4 : 3)))
		.join(' to ');
}

export function countAll(counts: Counts): number {
	return counts.outstanding + counts.good + counts['requires-improvement'] + counts.inadequate;
}

/** Good or better, of all that were graded. */
export function goodOrBetter(counts: Counts): Proportion {
	return proportion(counts.outstanding + counts.good, countAll(counts));
}

/** "31 of 48 are Good or better, so between 50% and 77%": the finding is the heading. */
export function findingWords(counts: Counts): string {
	const good = goodOrBetter(counts);
	if (good.of === 0) return 'No audit was graded this quarter yet';
	return `${good.count} of ${good.of} are Good or better, so between ${percent(good.low)} and ${percent(good.high)}`;
}

/** What stands beside it from a year ago; a change that chance alone could make is called that. */
export function comparedWords(now: Counts, then: Counts): string {
	const [good, before] = [goodOrBetter(now), goodOrBetter(then)];
	if (before.of === 0) return 'There is nothing of the same quarter last year to compare with.';
	const was = `Same quarter last year ${before.count} of ${before.of}, between ${percent(before.low)} and ${percent(before.high)}.`;
	if (good.of === 0) return was;
	return isChange(good, before)
		? `${was} The change is more than chance alone would do.`
		: `${was} The change is within what chance alone could do.`;
}
