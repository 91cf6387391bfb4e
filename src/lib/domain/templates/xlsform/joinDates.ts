import type { FormRow } from './readFormSheet.ts';

/** Two dates in a group of their own, `x_from` and `x_to` in `x`: how a form writes a question that asks from when to when. */
export type JoinedRow = FormRow & { readonly dates?: { readonly from: FormRow; readonly to: FormRow } };

export function joinDates(rows: readonly FormRow[]): JoinedRow[] {
	const joined: JoinedRow[] = [];
	for (let at = 0; at < rows.length; at += 1) {
		const [group, from, to, end] = rows.slice(at, at + 4);
		if (group === undefined) continue;
		if (from === undefined || to === undefined || !isPair(group, from, to) || !isType(end, 'end group')) {
			joined.push(group);
			continue;
		}
		joined.push({ ...group, dates: { from, to } });
		at += 3;
	}
	return joined;
}

function isPair(group: FormRow, from: FormRow, to: FormRow): boolean {
	const { name } = group.cells;
	const areDates = isType(group, 'begin group') && isType(from, 'date') && isType(to, 'date');
	return areDates && name !== undefined && from.cells.name === `${name}_from` && to.cells.name === `${name}_to`;
}

function isType(row: FormRow | undefined, type: string): boolean {
	return row?.cells.type?.toLowerCase().replace(/[ _]+/g, ' ') === type;
}
