import type { Impact } from '#lib/domain/impact/judgeImpact.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { wholeDay } from '#lib/ui/words/dates.ts';
import { percent, plural } from '#lib/ui/words/numbers.ts';

type Standing = {
	readonly state: 'drawn' | 'stuck' | 'settled' | 'undecided';
	readonly dueOn: Day | null;
	readonly isIn: number;
	readonly isOut: number;
	readonly impact: Impact | null;
};

/** The finding of one look back, as the heading over its figures. */
export function impactHeading({ state, impact }: Pick<Standing, 'state' | 'impact'>): string {
	if (state === 'stuck') return 'A fresh sample could not be drawn';
	if (state === 'drawn' || impact === null) return 'A fresh sample is being looked at';
	switch (impact.verdict) {
		case 'moved':
			return 'Practice has moved';
		case 'not-moved':
			return 'Practice has not moved';
		case 'cannot-tell':
			return `It cannot be told with ${plural(impact.after.of, 'child', 'children')}`;
	}
}

/** What it rests on, in a sentence or two. */
export function impactSentence({ state, dueOn, isIn, isOut, impact }: Standing, today: Day): string {
	if (state === 'stuck')
		return 'It is tried again each working day. Look whether the caseload has children of this place, and whether somebody may audit them.';
	const waits = state === 'drawn' ? waitsFor(isIn, isOut, dueOn, today) : '';
	if (impact === null) return waits;
	const { before, after, fall } = impact;
	const counts = `Before, ${before.count} of ${before.of} children showed the gap; after, ${after.count} of ${after.of}.`;
	return [waits, counts, rangeOf(fall)].filter((part) => part !== '').join(' ');
}

function waitsFor(isIn: number, isOut: number, dueOn: Day | null, today: Day): string {
	const due = dueOn === null ? '' : `, due ${wholeDay(dueOn, today)}`;
	return `${isIn} of ${plural(isIn + isOut, 'audit')} in${due}.`;
}

/** "Between 21% and 77% fewer", or a range that goes both ways. */
function rangeOf({ low, high }: Impact['fall']): string {
	if (low > 0) return `That is between ${percent(low)} and ${percent(high)} fewer, more than chance alone would do.`;
	if (high < 0) return `That is between ${percent(-high)} and ${percent(-low)} more, which is no better.`;
	return `That is anything from ${percent(high)} fewer to ${percent(-low)} more: within what chance alone could do.`;
}
