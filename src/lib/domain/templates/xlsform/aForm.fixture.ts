import type { Sheet } from '../../frames/cells.ts';
import { importXlsForm, type Imported, type ImportWishes } from './importXlsForm.ts';

/** Rows of a sheet as a person writes them: the first gives the columns, and each line is numbered as in Excel. */
export function aSheet(name: string, text: string): Sheet {
	const lines = text.trim().split('\n');
	return {
		name,
		rows: lines.map((line, at) => ({
			row: at + 1,
			cells: line.split('|').map((cell) => (cell.trim() === '' ? null : cell.trim().replaceAll('\\n', '\n')))
		}))
	};
}

export type Form = { readonly survey: string; readonly choices?: string; readonly settings?: string };

export function aForm({ survey, choices, settings = 'form_title|form_id\nA form|a_form' }: Form): readonly Sheet[] {
	return [
		aSheet('survey', survey),
		...(choices === undefined ? [] : [aSheet('choices', choices)]),
		aSheet('settings', settings)
	];
}

export function brought(form: Form | readonly Sheet[], wishes: Partial<ImportWishes> = {}): Imported {
	const sheets = 'survey' in form ? aForm(form) : form;
	const read = importXlsForm(sheets, { title: 'From a file', sectionTitle: 'Questions', ...wishes });
	if (!read.ok) throw new Error(read.problem.code);
	return read.value;
}

/** A draft's questions in a line each: id, kind, and what they hang on. */
export function questionsOf({ draft }: Imported): readonly string[] {
	return draft.sections.flatMap(({ questions }) => questions.map(({ id, kind, text }) => `${id} ${kind} ${text}`));
}

/** The report as it can be read line by line: sheet, row, code, what stood there. */
export function linesOf({ report }: Imported): readonly string[] {
	return report.map(({ sheet, row, code, says }) => `${sheet} ${String(row ?? '-')} ${code}: ${says}`);
}
