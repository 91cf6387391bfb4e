import { addDays, type Day } from '../shared/dates.ts';

/** Three months, both days included. */
export type Quarter = { readonly from: Day; readonly to: Day };

/** The calendar quarter in which a day lies, which is the council's too: its year begins with April. */
export function quarterOf(on: Day): Quarter {
	const year = Number(on.slice(0, 4));
	const first = Math.floor((Number(on.slice(5, 7)) - 1) / 3) * 3 + 1;
	const from = dayOf(year, first);
	const next = first === 10 ? dayOf(year + 1, 1) : dayOf(year, first + 3);
	return { from, to: addDays(next, -1) };
}

/** The last so many quarters, the one of this day last. */
export function quartersUpTo(on: Day, count: number): Quarter[] {
	const quarters: Quarter[] = [];
	for (let at = on; quarters.length < count; at = addDays(quarterOf(at).from, -1)) quarters.unshift(quarterOf(at));
	return quarters;
}

/** The same quarter of the year before. */
export function yearBefore({ from }: Quarter): Quarter {
	return quarterOf(dayOf(Number(from.slice(0, 4)) - 1, Number(from.slice(5, 7))));
}

export function isIn(on: Day, { from, to }: Quarter): boolean {
	return from <= on && on <= to;
}

function dayOf(year: number, month: number): Day {
	return `${year}-${String(month).padStart(2, '0')}-01`;
}
