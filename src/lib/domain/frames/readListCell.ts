import type { Day } from '../shared/dates.ts';
import { codeForm, readCaseStatus, readCode, readYesNo } from './annexACodes.ts';
import type { AnnexAColumn, CodeField } from './annexAColumns.ts';
import { looksPersonal } from './caseNumber.ts';
import type { Cell } from './cells.ts';
import { cleanText, hasOddSpace, isBlank, isErrorCell, isTypedDate, readCount, readDay } from './cells.ts';
import type { WarningCode, WarningLog } from './dataQuality.ts';
import type { ListRow } from './listRow.ts';

export type CellContext = {
	readonly list: number;
	readonly date1904: boolean;
	readonly isText: boolean;
	readonly takenOn: Day;
	readonly log: WarningLog;
};

/** Takes one cell into the row, or only looks at it when its column is not kept. */
export function readListCell(row: ListRow, cell: Cell | undefined, column: AnnexAColumn, context: CellContext): void {
	const warn = (code: WarningCode) => context.log.add(code, { list: row.list, column: column.header, row: row.row });
	if (isBlank(cell)) return warnBlank(column, warn);
	if (isErrorCell(cell)) return warn('caseload.not-available');
	const use = column.use;
	switch (use.kind) {
		case 'team':
		case 'worker':
		case 'adviser':
			return readName(row, cell, use.kind, warn);
		case 'born':
			row.bornOn = readDate(cell, context, warn);
			return;
		case 'age':
			return readAge(row, cell, warn);
		case 'date': {
			const date = readDate(cell, context, warn);
			if (date !== null && use.field !== null) row.dates[use.field] = date;
			return;
		}
		case 'count': {
			const number = readCount(cell);
			if (number === null) warn('caseload.number-unreadable');
			else if (use.field !== null) row[use.field] = number;
			return;
		}
		case 'code': {
			const text = cleanText(cell);
			const form = codeForm(use.code, text);
			if (form !== 'official') warn(form === 'loose' ? 'caseload.code-loose' : 'caseload.code-unknown');
			if (use.field !== null) readCoded(row, text, use.field);
			return;
		}
		case 'postcode':
			if (!/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(cleanText(cell))) warn('caseload.postcode-unusable');
	}
}

type Warn = (code: WarningCode) => void;

function warnBlank(column: AnnexAColumn, warn: Warn): void {
	if (column.use.kind === 'born') warn('caseload.born-missing');
	else if (column.required) warn('caseload.cell-missing');
}

export const longestName = 120;

function readName(row: ListRow, cell: Cell | undefined, kind: 'team' | 'worker' | 'adviser', warn: Warn): void {
	const text = cleanText(cell);
	if (looksPersonal(text)) return warn('caseload.text-not-kept');
	if (hasOddSpace(cell)) warn('caseload.space-in-text');
	if (text.length > longestName) warn('caseload.text-shortened');
	const name = text.slice(0, longestName);
	if (kind === 'team') row.team = name;
	else if (kind === 'worker') row.worker = name;
	else row.worker ??= name;
}

function readDate(cell: Cell | undefined, { date1904, isText }: CellContext, warn: Warn): Day | null {
	const date = readDay(cell, date1904);
	if (date === null) warn('caseload.date-unreadable');
	else if (!isText && isTypedDate(cell)) warn('caseload.date-as-text');
	return date;
}

function readAge(row: ListRow, cell: Cell | undefined, warn: Warn): void {
	row.age = readCount(cell);
	if (row.age === null) warn('caseload.number-unreadable');
	else if (typeof cell === 'number' ? !Number.isInteger(cell) : cleanText(cell).includes('.'))
		warn('caseload.age-decimal');
}

function readCoded(row: ListRow, text: string, field: CodeField): void {
	switch (field) {
		case 'uasc':
		case 'disability':
		case 'seenAlone':
			row[field] = readYesNo(text);
			return;
		case 'referralClosed':
		case 'conferenceUnnecessary':
			row[field] = readYesNo(text) === true;
			return;
		case 'caseStatus':
			row.caseStatus = readCaseStatus(text);
			return;
		case 'legalStatus':
			row.legalStatus = readCode('legalStatus', text);
			return;
		case 'placement':
			row.placement = readCode('placementType', text);
			return;
		case 'inTouch':
			row.hasDied = /^c\)|^died/i.test(text);
	}
}
