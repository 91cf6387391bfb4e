import type { Sheet } from '#lib/domain/frames/cells.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import type { InventedChild } from './annexA/inventChildren.ts';
import { inventChildren } from './annexA/inventChildren.ts';
import type { InventedTeam } from './annexA/inventTeams.ts';
import { makeSheets } from './annexA/makeSheets.ts';
import { Tally } from './annexA/Tally.ts';
import { asSheet } from './annexA/WrittenCell.ts';
import { writeXlsx } from '../papers/writeXlsx.ts';

export { inventChildren } from './annexA/inventChildren.ts';
export type { InventedChild } from './annexA/inventChildren.ts';
export { inventTeams } from './annexA/inventTeams.ts';
export type { InventedTeam } from './annexA/inventTeams.ts';
export type { Tally } from './annexA/Tally.ts';

export type InventedCaseload = {
	/** How many children. */
	readonly children: number;
	/** The same seed, day and teams give the same workbook, byte for byte. */
	readonly seed: string;
	readonly asAt: Day;
	readonly teams?: readonly InventedTeam[];
	/** False for a file with nothing to complain of. */
	readonly isDirty?: boolean;
};

/** An Annex A workbook of an invented council, dirty in the ways real ones are, and a count of the dirt. */
export function annexAWorkbook(caseload: InventedCaseload): {
	bytes: Uint8Array;
	tally: Tally;
	children: InventedChild[];
} {
	const { sheets, tally, children } = writtenCaseload(caseload);
	return { bytes: writeXlsx(sheets), tally, children };
}

/** The same lists without a file between, for `readAnnexA`: how the demo council gets its sampling frame. */
export function annexASheets(caseload: InventedCaseload): { sheets: Sheet[]; tally: Tally; children: InventedChild[] } {
	const { sheets, tally, children } = writtenCaseload(caseload);
	return { sheets: sheets.map(asSheet), tally, children };
}

function writtenCaseload({ isDirty = true, ...council }: InventedCaseload) {
	const tally = new Tally();
	const children = inventChildren(council);
	return { sheets: makeSheets({ ...council, children, isDirty, tally }), tally, children };
}
