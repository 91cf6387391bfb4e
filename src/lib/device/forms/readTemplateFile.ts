import type { Sheet } from '#lib/domain/frames/cells.ts';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { templateDraft, type TemplateDraft } from '#lib/domain/templates/editing/TemplateDraft.ts';
import type { TemplateFileProblem } from '#lib/domain/templates/xlsform/fileProblems.ts';
import { fileKind } from '../caseload/fileKind.ts';
import type { ReadLimits } from '../caseload/limits.ts';
import { readWorkbook } from '../caseload/readWorkbook.ts';
import { readDirectory } from '../caseload/zip/readDirectory.ts';

/** What a file holds that is brought in: a form's sheets, or a template as Dipper writes it. */
export type TemplateFile =
	| { readonly kind: 'form'; readonly sheets: readonly Sheet[]; readonly hasMacros: boolean }
	| { readonly kind: 'template'; readonly draft: TemplateDraft };

const megabytes = 10;

/** Several times over the largest form that anybody could answer. */
const formLimits: ReadLimits = {
	fileBytes: megabytes * 1024 * 1024,
	entries: 1000,
	unpackedBytes: 64 * 1024 * 1024,
	ratio: 250,
	ratioFromBytes: 4 * 1024 * 1024,
	rows: 50_000,
	columns: 300
};

/** Reads an XLSForm or Dipper's own JSON; by its first bytes, whatever it is called. Nothing leaves this computer. */
export async function readTemplateFile(file: File): Promise<Result<TemplateFile, TemplateFileProblem>> {
	if (file.size === 0) return problem('template-file.empty');
	if (file.size > formLimits.fileBytes) return problem('template-file.too-large', { megabytes });
	const kind = await fileKind(file);
	if (kind.kind === 'workbook') return readForm(file);
	if (kind.kind === 'refused' && kind.code === 'caseload.encrypted') return problem('template-file.encrypted');
	if (kind.kind === 'refused' && kind.code === 'caseload.old-format') return problem('template-file.old-format');
	return readOwn(await file.text());
}

async function readForm(file: File): Promise<Result<TemplateFile, TemplateFileProblem>> {
	const read = await readWorkbook(file, { limits: formLimits, isRead: () => true });
	if (read.ok) return ok({ kind: 'form', sheets: read.value, hasMacros: await hasMacros(file) });
	switch (read.problem.code) {
		case 'caseload.encrypted':
			return problem('template-file.encrypted');
		case 'caseload.binary-workbook':
			return problem('template-file.old-format');
		case 'caseload.unpacks-too-large':
		case 'caseload.too-many-rows':
		case 'caseload.too-many-columns':
			return problem('template-file.too-large', { megabytes });
		case 'caseload.not-a-workbook':
			return problem('template-file.neither');
		default:
			return problem('template-file.damaged');
	}
}

/** Macros are never run and never kept; that there were some is said. */
async function hasMacros(file: File): Promise<boolean> {
	const names = [...(await readDirectory(file, formLimits)).keys()];
	return names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name));
}

function readOwn(text: string): Result<TemplateFile, TemplateFileProblem> {
	if (!/^\s*\{/.test(text.replace(/^\ufeff/, ''))) return problem('template-file.neither');
	const parsed = templateDraft.safeParse(parseJson(text.replace(/^\ufeff/, '')));
	if (parsed.success) return ok({ kind: 'template', draft: parsed.data });
	return problem('template-file.not-a-template', { at: parsed.error.issues[0]?.path.join('.') || 'the file' });
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}
