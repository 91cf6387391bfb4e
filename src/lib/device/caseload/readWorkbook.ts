import { listOfSheet } from '#lib/domain/frames/annexAColumns.ts';
import type { CaseloadProblemCode } from '#lib/domain/frames/caseloadProblems.ts';
import type { Sheet } from '#lib/domain/frames/cells.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import { CaseloadFault, resultOf } from './CaseloadFault.ts';
import type { ReadLimits } from './limits.ts';
import { readLimits } from './limits.ts';
import type { Relation, WorkbookPart } from './workbook/readParts.ts';
import {
	relationHandlers,
	resolveTarget,
	sharedStringHandlers,
	styleHandlers,
	workbookHandlers
} from './workbook/readParts.ts';
import type { XmlHandlers } from './workbook/readXml.ts';
import { xmlReader } from './workbook/readXml.ts';
import type { SheetContext } from './workbook/SheetReader.ts';
import { SheetReader } from './workbook/SheetReader.ts';
import type { ZipEntry } from './zip/readDirectory.ts';
import { readDirectory } from './zip/readDirectory.ts';
import type { Watch } from './zip/streamEntry.ts';
import { streamEntry } from './zip/streamEntry.ts';

export type ReadOptions = {
	readonly limits?: ReadLimits;
	readonly signal?: AbortSignal;
	/** Which sheets are read by their names; Annex A's lists where it is not said, and then there has to be one. */
	readonly isRead?: (name: string) => boolean;
	/** The share of the file read, 0 to 1. */
	readonly onProgress?: (fraction: number) => void;
};

/** The sheets of an .xlsx or .xlsm that are wanted; the others come by name only, without rows. Macros are never looked at. */
export function readWorkbook(file: Blob, options: ReadOptions = {}): Promise<Result<Sheet[], CaseloadProblemCode>> {
	return resultOf(async () => {
		const limits = options.limits ?? readLimits;
		const entries = await readDirectory(file, limits);
		const archive = new Archive(file, entries, options);
		const workbook = await openWorkbook(archive);
		return readSheets(archive, workbook, { isRead: isList, ...options, limits });
	});
}

function isList(name: string): boolean {
	return listOfSheet(name) !== null;
}

/** One zip, read entry by entry, telling how far it is. */
class Archive {
	readonly #file: Blob;
	readonly #entries: ReadonlyMap<string, ZipEntry>;
	readonly #watch: Watch;

	constructor(file: Blob, entries: ReadonlyMap<string, ZipEntry>, { signal, onProgress }: ReadOptions) {
		this.#file = file;
		this.#entries = entries;
		let read = 0;
		this.#watch = { signal, onPacked: (bytes) => onProgress?.(Math.min(1, (read += bytes) / file.size)) };
	}

	has(name: string): boolean {
		return this.#entries.has(name);
	}

	/** False when the archive has no such file. */
	async read(name: string, handlers: XmlHandlers): Promise<boolean> {
		const entry = this.#entries.get(name);
		if (entry === undefined) return false;
		const xml = xmlReader(handlers);
		await streamEntry(this.#file, entry, xml.write, this.#watch);
		xml.close();
		return true;
	}
}

type OpenWorkbook = {
	readonly part: WorkbookPart;
	readonly path: string;
	readonly relations: ReadonlyMap<string, Relation>;
};

async function openWorkbook(archive: Archive): Promise<OpenWorkbook> {
	const roots = new Map<string, Relation>();
	await archive.read('_rels/.rels', relationHandlers(roots));
	const root = [...roots.values()].find(({ type }) => type.endsWith('/officeDocument'));
	const path = resolveTarget('', root?.target ?? 'xl/workbook.xml');
	if (path.endsWith('.bin')) throw new CaseloadFault('caseload.binary-workbook');
	const part: WorkbookPart = { sheets: [], date1904: false };
	if (!path.endsWith('workbook.xml') && !archive.has('xl/workbook.xml'))
		throw new CaseloadFault('caseload.not-a-workbook');
	if (!(await archive.read(path, workbookHandlers(part)))) throw new CaseloadFault('caseload.not-a-workbook');
	const relations = new Map<string, Relation>();
	const at = path.lastIndexOf('/') + 1;
	await archive.read(`${path.slice(0, at)}_rels/${path.slice(at)}.rels`, relationHandlers(relations));
	return { part, path, relations };
}

async function readSheets(
	archive: Archive,
	{ part, path, relations }: OpenWorkbook,
	{ limits, isRead }: Required<Pick<ReadOptions, 'limits' | 'isRead'>>
): Promise<Sheet[]> {
	if (!part.sheets.some(({ name }) => isRead(name))) throw new CaseloadFault('caseload.no-lists');
	const strings: string[] = [];
	const isDateStyle: boolean[] = [];
	const partOf = (type: string) => {
		const relation = [...relations.values()].find((one) => one.type.endsWith(type));
		return relation === undefined ? '' : resolveTarget(path, relation.target);
	};
	await archive.read(partOf('/sharedStrings'), sharedStringHandlers(strings));
	await archive.read(partOf('/styles'), styleHandlers(isDateStyle));
	const context: SheetContext = {
		strings,
		isDateStyle,
		date1904: part.date1904,
		limits,
		countRow: rowCounter(limits),
		days: new Map()
	};
	const sheets: Sheet[] = [];
	for (const { name, relation } of part.sheets) {
		const target = resolveTarget(path, relations.get(relation)?.target ?? '');
		sheets.push(isRead(name) ? await readSheet(archive, name, target, context) : { name, rows: [] });
	}
	return sheets;
}

async function readSheet(archive: Archive, name: string, target: string, context: SheetContext): Promise<Sheet> {
	const reader = new SheetReader(context);
	if (!(await archive.read(target, reader.handlers()))) throw new CaseloadFault('caseload.damaged');
	return { name, rows: reader.rows, date1904: context.date1904, unworkedRows: reader.unworkedRows };
}

function rowCounter({ rows }: ReadLimits): () => void {
	let count = 0;
	return () => {
		count += 1;
		if (count > rows) throw new CaseloadFault('caseload.too-many-rows', { limit: rows });
	};
}
