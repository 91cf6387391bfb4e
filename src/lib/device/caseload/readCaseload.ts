import { z } from 'zod';
import { listOfSheet, annexAList } from '#lib/domain/frames/annexAColumns.ts';
import type { CaseloadProblemCode } from '#lib/domain/frames/caseloadProblems.ts';
import type { Sheet, SheetRow } from '#lib/domain/frames/cells.ts';
import type { MappingChoice } from '#lib/domain/frames/mapColumns.ts';
import { mapColumns } from '#lib/domain/frames/mapColumns.ts';
import { findHeaderRow } from '#lib/domain/frames/matchHeaders.ts';
import type { Caseload } from '#lib/domain/frames/readAnnexA.ts';
import { readAnnexA } from '#lib/domain/frames/readAnnexA.ts';
import { decodeCsv, readCsv } from '#lib/domain/frames/readCsv.ts';
import { importedCase } from '#lib/domain/frames/SamplingFrame.ts';
import type { ColumnMapping, CsvColumn } from '#lib/domain/frames/suggestMapping.ts';
import { describeColumns, guessList, looksLikeHeader, suggestMapping } from '#lib/domain/frames/suggestMapping.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import { ok } from '#lib/domain/shared/Result.ts';
import { CaseloadFault, resultOf } from './CaseloadFault.ts';
import { fileKind } from './fileKind.ts';
import type { ReadLimits } from './limits.ts';
import { readLimits } from './limits.ts';
import { readWorkbook } from './readWorkbook.ts';

export type ReadStage = 'reading' | 'sorting';
export type ReadProgress = { readonly stage: ReadStage; readonly fraction: number };

export type CaseloadRequest = {
	/** One workbook, or one CSV for each list, or one CSV of any kind with a mapping. */
	readonly files: readonly File[];
	/** The day the caseload was true, as the person importing says. */
	readonly takenOn: string;
	readonly mapping?: MappingChoice | undefined;
};

export type ReadCaseloadOptions = {
	readonly limits?: ReadLimits;
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: ReadProgress) => void;
};

export type CsvDescription = {
	readonly columns: readonly CsvColumn[];
	readonly suggested: ColumnMapping;
	readonly rows: number;
	/** The Annex A list it turns out to be, so that nothing needs mapping. */
	readonly list: number | null;
};

/** Files to cases, off the page's thread. Only what is returned leaves; the rest of the file is forgotten with the worker. */
export async function readCaseload(
	request: CaseloadRequest,
	options: ReadCaseloadOptions = {}
): Promise<Result<Caseload, CaseloadProblemCode>> {
	const read = await resultOf(async () => {
		if (request.files.length === 0) throw new CaseloadFault('caseload.no-file');
		if (request.mapping !== undefined) return readMapped(request.files, request.mapping, request.takenOn);
		const sheets: Sheet[] = [];
		for (const [at, file] of request.files.entries()) {
			const onProgress = (fraction: number) =>
				options.onProgress?.({ stage: 'reading', fraction: (at + fraction) / request.files.length });
			sheets.push(...(await readFile(file, { ...options, onProgress })));
		}
		options.onProgress?.({ stage: 'sorting', fraction: 1 });
		return readAnnexA(sheets, request.takenOn);
	});
	if (!read.ok) return read;
	return read.value.ok ? ok(atTheDoor(read.value.value)) : read.value;
}

/** The last look before anything leaves: a field that importedCase does not know would throw here, not travel. */
function atTheDoor(caseload: Caseload): Caseload {
	return { ...caseload, cases: cases.parse(caseload.cases) };
}
const cases = z.array(importedCase);

type FileOptions = {
	readonly limits?: ReadLimits;
	readonly signal?: AbortSignal;
	readonly onProgress: (fraction: number) => void;
};

async function readFile(file: File, options: FileOptions): Promise<Sheet[]> {
	refuseTooLarge(file, options.limits ?? readLimits);
	const kind = await fileKind(file);
	if (kind.kind === 'refused') throw new CaseloadFault(kind.code);
	if (kind.kind === 'workbook') return valueOf(await readWorkbook(file, options));
	const rows = await readRows(file);
	options.onProgress(1);
	const list = listOfCsv(file.name, rows);
	if (list === null) throw new CaseloadFault('caseload.columns-unmapped');
	return [{ name: `List ${list}`, rows, isText: true }];
}

/** By its name, if its headers agree; else by its headers alone. */
function listOfCsv(name: string, rows: readonly SheetRow[]): number | null {
	const named = annexAList(listOfSheet(name) ?? 0);
	return named !== null && findHeaderRow(named, rows) !== null ? named.number : guessList(rows);
}

async function readMapped(files: readonly File[], mapping: MappingChoice, takenOn: string) {
	const [file] = files;
	if (file === undefined) throw new CaseloadFault('caseload.no-file');
	const rows = await readCsvFile(file);
	return mapColumns(rows, mapping, takenOn);
}

/** The columns of a CSV for mapping: headers and a suggestion, and not one value from below them. */
export function describeCsv(file: File): Promise<Result<CsvDescription, CaseloadProblemCode>> {
	return resultOf(async () => {
		const rows = await readCsvFile(file);
		const [header] = rows;
		if (header === undefined || !looksLikeHeader(header)) throw new CaseloadFault('caseload.csv-no-header');
		return {
			columns: describeColumns(header),
			suggested: suggestMapping(header),
			rows: rows.length - 1,
			list: listOfCsv(file.name, rows)
		};
	});
}

async function readCsvFile(file: File): Promise<SheetRow[]> {
	refuseTooLarge(file, readLimits);
	const kind = await fileKind(file);
	if (kind.kind === 'refused') throw new CaseloadFault(kind.code);
	if (kind.kind === 'workbook') throw new CaseloadFault('caseload.csv-not-text');
	const rows = await readRows(file);
	return rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

async function readRows(file: File): Promise<SheetRow[]> {
	return valueOf(readCsv(valueOf(decodeCsv(new Uint8Array(await file.arrayBuffer())))));
}

function refuseTooLarge(file: File, { fileBytes }: ReadLimits): void {
	const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
	if (file.size <= fileBytes) return;
	throw new CaseloadFault('caseload.too-large', { megabytes: megabytes(file.size), limit: megabytes(fileBytes) });
}

function valueOf<Value>(result: Result<Value, CaseloadProblemCode>): Value {
	if (!result.ok) throw new CaseloadFault(result.problem.code, result.problem.facts);
	return result.value;
}
