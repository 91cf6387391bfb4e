import type { Sheet } from '#lib/domain/frames/cells.ts';
import type { PlanFileProblem } from '#lib/domain/plan/table/fileProblems.ts';
import type { TableRow } from '#lib/domain/plan/table/PlanTable.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { resultOf } from '../caseload/CaseloadFault.ts';
import { fileKind } from '../caseload/fileKind.ts';
import type { ReadLimits } from '../caseload/limits.ts';
import { readWorkbook } from '../caseload/readWorkbook.ts';
import { relationHandlers, resolveTarget, type Relation } from '../caseload/workbook/readParts.ts';
import { xmlReader, type XmlHandlers } from '../caseload/workbook/readXml.ts';
import { readDirectory, type ZipEntry } from '../caseload/zip/readDirectory.ts';
import { streamEntry } from '../caseload/zip/streamEntry.ts';
import { WordReader } from './WordReader.ts';

const megabytes = 20;

/** Many times over the longest plan that a board would read; photographs in a Word file are passed over unopened. */
const planLimits: ReadLimits = {
	fileBytes: megabytes * 1024 * 1024,
	entries: 2000,
	unpackedBytes: 128 * 1024 * 1024,
	ratio: 250,
	ratioFromBytes: 4 * 1024 * 1024,
	rows: 20_000,
	columns: 300
};

/** The lines of a plan in a Word file or a workbook; by its first bytes, whatever it is called. Nothing leaves this computer. */
export async function readPlanFile(file: File): Promise<Result<readonly TableRow[], PlanFileProblem>> {
	if (file.size === 0) return problem('plan-file.empty');
	if (file.size > planLimits.fileBytes) return problem('plan-file.too-large', { megabytes });
	const kind = await fileKind(file);
	if (kind.kind === 'workbook') return readPacked(file);
	if (kind.kind === 'refused' && kind.code === 'caseload.encrypted') return problem('plan-file.encrypted');
	const isOld = kind.kind === 'refused' && kind.code === 'caseload.old-format';
	return problem(isOld ? 'plan-file.old-format' : 'plan-file.neither');
}

async function readPacked(file: File): Promise<Result<readonly TableRow[], PlanFileProblem>> {
	const entries = await resultOf(() => readDirectory(file, planLimits));
	if (!entries.ok) return problem(codeFor(entries.problem.code), { megabytes });
	const isWord = [...entries.value.keys()].some((name) => name.startsWith('word/'));
	const read = isWord
		? await resultOf(() => readWord(file, entries.value))
		: await readWorkbook(file, { limits: planLimits, isRead: () => true });
	if (!read.ok) return problem(codeFor(read.problem.code), { megabytes });
	return ok(isWord ? (read.value as readonly TableRow[]) : (read.value as readonly Sheet[]).flatMap(rowsOf));
}

function codeFor(code: string): PlanFileProblem {
	switch (code) {
		case 'caseload.encrypted':
			return 'plan-file.encrypted';
		case 'caseload.binary-workbook':
			return 'plan-file.old-format';
		case 'caseload.unpacks-too-large':
		case 'caseload.too-many-rows':
		case 'caseload.too-many-columns':
			return 'plan-file.too-large';
		case 'caseload.not-a-workbook':
			return 'plan-file.neither';
		default:
			return 'plan-file.damaged';
	}
}

function rowsOf({ name, rows }: Sheet): TableRow[] {
	return rows.map(({ row, cells }) => ({
		at: { part: 'sheet', name, row },
		cells: Array.from(cells, (cell) => (cell === null || cell === undefined ? '' : String(cell)))
	}));
}

async function readWord(file: File, entries: ReadonlyMap<string, ZipEntry>): Promise<readonly TableRow[]> {
	const relations = new Map<string, Relation>();
	await readPart(file, entries.get('_rels/.rels'), relationHandlers(relations));
	const root = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'));
	const reader = new WordReader();
	const body = entries.get(resolveTarget('', root?.target ?? 'word/document.xml'));
	if (body === undefined) throw new Error('no document in the file');
	await readPart(file, body, reader.handlers());
	return reader.rows;
}

async function readPart(file: File, entry: ZipEntry | undefined, handlers: XmlHandlers): Promise<void> {
	if (entry === undefined) return;
	const xml = xmlReader(handlers);
	await streamEntry(file, entry, xml.write);
	xml.close();
}
