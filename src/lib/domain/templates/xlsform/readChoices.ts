import type { Report } from './ReportLine.ts';
import { wordsIn, type FormSheet } from './readFormSheet.ts';

export type FormChoice = { readonly id: string; readonly label: string };

/** The lists of the choices sheet by name, in the language chosen. */
export function readChoices(
	sheet: FormSheet | null,
	language: string,
	report: Report
): ReadonlyMap<string, readonly FormChoice[]> {
	const lists = new Map<string, FormChoice[]>();
	for (const row of sheet?.rows ?? []) {
		const { list_name: list = '', name = '' } = row.cells;
		if (list === '' && name === '') continue;
		const says = (words: string) => ({ sheet: sheet?.name ?? 'choices', row: row.row, says: words });
		if (list === '' || name === '') {
			report({ ...says(list === '' ? name : list), code: 'name.missing' });
			continue;
		}
		const known = lists.get(list) ?? [];
		lists.set(list, known);
		if (known.some(({ id }) => id === name)) {
			report({ ...says(`${list}: ${name}`), code: 'choices.same-name' });
			continue;
		}
		const label = wordsIn(row, 'label', language);
		if (label === '') report({ ...says(`${list}: ${name}`), code: 'label.missing' });
		known.push({ id: name, label: label === '' ? name : label });
	}
	return lists;
}
