import { cleanText, type Sheet } from '../../frames/cells.ts';

/** A row by the names of its columns: lower case, one spelling each. */
export type FormRow = { readonly row: number; readonly cells: Readonly<Record<string, string>> };
export type FormSheet = {
	readonly name: string;
	readonly columns: readonly string[];
	/** In the order they stand; '' where a column says none. */
	readonly languages: readonly string[];
	readonly rows: readonly FormRow[];
};

/** Other spellings that are read the same (XLSForm reference, and what older forms use). */
const aliases: Readonly<Record<string, string>> = {
	'list name': 'list_name',
	value: 'name',
	relevance: 'relevant',
	'read only': 'readonly',
	read_only: 'readonly',
	calculate: 'calculation',
	caption: 'label',
	'constraint message': 'constraint_message',
	'choice filter': 'choice_filter',
	'guidance hint': 'guidance_hint',
	title: 'form_title',
	id_string: 'form_id'
};

/** The columns of words, which may stand once for each language. */
const translated = ['label', 'hint', 'guidance_hint'];

/** `label::English (en)` and `label:English` are the label in that language. */
function splitHeader(header: string): { readonly column: string; readonly language: string } {
	const clean = cleanText(header);
	const at = clean.indexOf(':');
	const plain = (at === -1 ? clean : clean.slice(0, at)).trim().toLowerCase();
	const column = aliases[plain] ?? plain;
	return at === -1 || !translated.includes(column)
		? { column: at === -1 ? column : clean.toLowerCase(), language: '' }
		: { column, language: clean.slice(at).replace(/^:+\s*/, '') };
}

/** Words are kept by language: `label` without one, `label::French` with one. */
export function readFormSheet(sheet: Sheet): FormSheet {
	const [head, ...rows] = sheet.rows;
	const headers = (head?.cells ?? []).map((cell) => splitHeader(cleanText(cell)));
	const languages = headers.filter(({ column }) => translated.includes(column)).map(({ language }) => language);
	return {
		name: sheet.name,
		columns: [...new Set(headers.map(({ column }) => column).filter((column) => column !== ''))],
		languages: [...new Set(languages)],
		rows: rows.map(({ row, cells }) => {
			const read = headers.flatMap(({ column, language }, at): [string, string][] => {
				const cell = cells[at];
				const text = typeof cell === 'string' ? cell.trim() : cleanText(cell);
				return text === '' || column === '' ? [] : [[language === '' ? column : `${column}::${language}`, text]];
			});
			return { row, cells: Object.fromEntries(read) };
		})
	};
}

/** Words in the language chosen; where it has none, those without a language. */
export function wordsIn(row: FormRow, column: string, language: string): string {
	return row.cells[`${column}::${language}`] ?? row.cells[column] ?? '';
}
