import type { Day } from '../shared/dates.ts';
import type { Result } from '../shared/Result.ts';
import { ok, problem } from '../shared/Result.ts';
import type { Sheet } from './cells.ts';
import type { CaseloadCounts } from './countCases.ts';
import { countCases } from './countCases.ts';
import type { CaseloadWarning } from './dataQuality.ts';
import { WarningLog } from './dataQuality.ts';
import { mergeChildren } from './mergeChildren.ts';
import { readLists } from './readLists.ts';
import type { ImportedCase } from './SamplingFrame.ts';

/** A caseload as it may leave the reader: nothing in it names a child but the case number. */
export type Caseload = {
	readonly cases: readonly ImportedCase[];
	readonly counts: CaseloadCounts;
	readonly warnings: readonly CaseloadWarning[];
};

/** The lists of a workbook, or lists from CSV files named after them, to a caseload true on `takenOn`. */
export function readAnnexA(
	sheets: readonly Sheet[],
	takenOn: Day
): Result<Caseload, 'caseload.no-lists' | 'caseload.no-children'> {
	const log = new WarningLog();
	const { rows, tallies } = readLists(sheets, takenOn, log);
	if (tallies.length === 0) return problem('caseload.no-lists');
	const cases = mergeChildren(rows, takenOn, log);
	if (cases.length === 0) return problem('caseload.no-children');
	return ok({ cases, counts: countCases(cases, tallies), warnings: log.warnings() });
}
