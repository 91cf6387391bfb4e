import { readDay } from '../frames/cells.ts';
import { addDays, type Day } from '../shared/dates.ts';
import { addMonths } from '../calendar/months.ts';

export type Lead = {
	/** Whoever is to do it, as the plan names them: "Rose Hill/Sam Ford". */
	readonly who: string;
	/** By when, as written: "To commence from 08/01/18". */
	readonly timescale: string;
	/** The last day that stands in it; null where no day can be read: "ongoing", 31/02/2018. */
	readonly dueOn: Day | null;
};

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec';
const monthName = `(?:${months})[a-z]*`;
const date = `\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{1,2}(?:st|nd|rd|th)?\\s+${monthName}\\s+\\d{4}|${monthName}\\s+\\d{4}`;
const anyDate = new RegExp(`(?<![\\p{L}\\p{N}/.-])(?:${date})(?![\\p{L}\\p{N}/])`, 'giu');
/** How a timescale begins that stands on a line of its own. */
const opening =
	/(?:^|\n)[ \t]*(?:to commence|commenc\w*|to start|start\w*|from|by|before|until|end of|within|every|on-?going|immediate\w*|weekly|monthly|quarterly|half-yearly|annual\w*|yearly|tbc\b|tba\b)/iu;

/** Lead and timescale stand in one cell of the plan: who comes first, by when begins with a date or on a line of its own. */
export function readLead(cell: string): Lead {
	const dates = [...cell.matchAll(anyDate)];
	const spoken = opening.exec(cell);
	const starts = [dates[0]?.index, spoken?.index].filter((at) => at !== undefined);
	if (starts.length === 0) return { who: cell.trim(), timescale: '', dueOn: null };
	const at = Math.min(...starts);
	const who = cell
		.slice(0, at)
		.replace(/[\s,;–-]+$/u, '')
		.trim();
	return { who, timescale: cell.slice(at).trim(), dueOn: dayIn(dates.at(-1)?.[0] ?? '') };
}

/** The two put together as the table has them. */
export function joinLead(who: string, timescale: string): string {
	return [who.trim(), timescale.trim()].filter((part) => part !== '').join('\n');
}

/** A month without a day is until its last one; two figures for a year are of this century. */
function dayIn(text: string): Day | null {
	const plain = text.replace(/(\d)(?:st|nd|rd|th)\b/i, '$1').replace(/\s+/g, ' ');
	const short = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})$/.exec(plain);
	if (short !== null) return readDay(`${short[1]}/${short[2]}/20${short[3]}`);
	const month = new RegExp(`^(${monthName}) (\\d{4})$`, 'i').exec(plain);
	if (month === null) return readDay(plain.replace(/^(\d{1,2} [a-z]{3})[a-z]*/i, '$1'));
	const first = readDay(`1 ${(month[1] ?? '').slice(0, 3)} ${month[2] ?? ''}`);
	return first === null ? null : addDays(addMonths(first, 1), -1);
}
