import type { Day } from '../shared/dates.ts';
import type { Result } from '../shared/Result.ts';
import { ok, problem } from '../shared/Result.ts';
import { numberHouseholds } from './caseMarks.ts';
import { caseKey } from './caseNumber.ts';
import type { SheetRow } from './cells.ts';
import { columnLetter, isBlank } from './cells.ts';
import { countCases } from './countCases.ts';
import { WarningLog } from './dataQuality.ts';
import type { MappingChoice } from './MappedRow.ts';
import { MappedRow } from './MappedRow.ts';
import type { Caseload } from './readAnnexA.ts';
import type { FrameCase, ImportedCase, Stage } from './SamplingFrame.ts';
import { stages } from './SamplingFrame.ts';
import type { ColumnMapping, MappableField } from './suggestMapping.ts';
import { isPersonalHeader } from './suggestMapping.ts';

export type { MappingChoice } from './MappedRow.ts';

export type MappingProblem = 'caseload.mapping-no-case-number' | 'caseload.mapping-personal' | 'caseload.no-children';

/** Any CSV to a caseload: the first row has the headers, a row is a child; repeated children keep their weightiest row. */
export function mapColumns(
	rows: readonly SheetRow[],
	choice: MappingChoice,
	takenOn: Day
): Result<Caseload, MappingProblem> {
	const [header, ...data] = rows;
	const refused = refuseMapping(header, choice.columns);
	if (refused !== null) return refused;
	const log = new WarningLog();
	const cases = new Map<string, ImportedCase>();
	for (const row of data) {
		if (row.cells.every(isBlank)) continue;
		const one = new MappedRow(row, choice, log).read(takenOn);
		if (one === null) continue;
		const known = cases.get(caseKey(one.caseRef));
		if (known !== undefined) log.add('caseload.row-repeated', { row: row.row });
		const weightier = known === undefined || outweighs(one, known) ? one : known;
		cases.set(caseKey(one.caseRef), known === undefined ? one : { ...weightier, ...marksOfBoth(one, known) });
	}
	if (cases.size === 0) return problem('caseload.no-children');
	const kept = numberHouseholds([...cases.values()]);
	return ok({ cases: kept, counts: countCases(kept), warnings: log.warnings() });
}

/** Only these may read a column that by its name holds something personal: they keep a band, not the value. */
const bandFields: ReadonlySet<MappableField> = new Set(['bornOn', 'age']);

function refuseMapping(header: SheetRow | undefined, columns: ColumnMapping) {
	if (header === undefined || columns.caseRef === undefined) return problem('caseload.mapping-no-case-number');
	for (const field of Object.keys(columns) as MappableField[]) {
		const index = columns[field];
		if (index !== undefined && !bandFields.has(field) && isPersonalHeader(header.cells[index])) {
			return problem('caseload.mapping-personal', { column: columnLetter(index) });
		}
	}
	return null;
}

/** What one row says of a child's record stands, whichever of the child's rows is kept. */
function marksOfBoth(one: ImportedCase, other: ImportedCase): Partial<ImportedCase> {
	return {
		...(one.restricted === undefined ? {} : { restricted: one.restricted || other.restricted === true }),
		...(one.complaint === undefined ? {} : { complaint: one.complaint || other.complaint === true }),
		...(one.household === undefined ? {} : { household: one.household ?? other.household ?? null })
	};
}

function outweighs(one: FrameCase, other: FrameCase): boolean {
	if (one.open !== other.open) return one.open;
	return weightOf(one.stage) > weightOf(other.stage);
}

/** `stages` runs from the lightest to looked after; care leavers and adoption stand apart, below them all. */
function weightOf(stage: Stage): number {
	return stage === 'care-leaver' || stage === 'adoption' ? -1 : stages.indexOf(stage);
}
