import type { Sheet } from '../../frames/cells.ts';
import { ok, problem, type Result } from '../../shared/Result.ts';
import type { TemplateDraft } from '../editing/TemplateDraft.ts';
import type { ImportProblem } from './fileProblems.ts';
import { readChoices } from './readChoices.ts';
import { readFormSheet, type FormSheet } from './readFormSheet.ts';
import type { Report, ReportLine } from './ReportLine.ts';
import { SurveyReader } from './SurveyReader.ts';

export type Imported = {
	/** For the editor: grades, alerts and caps are the QA manager's to set. */
	readonly draft: TemplateDraft;
	readonly report: readonly ReportLine[];
	/** '' for words without a language. */
	readonly languages: readonly string[];
	readonly language: string;
};
export type ImportWishes = {
	/** Which language's words are taken; the form's own default where it is not one of the form's. */
	readonly language?: string;
	/** What it is called where the form does not say: the file's name. */
	readonly title: string;
	/** Where questions outside any group go. */
	readonly sectionTitle: string;
	/** Whether the workbook came with macros, of which nothing is read. */
	readonly hasMacros?: boolean;
};

/**
 * An XLSForm (xlsform.org) as a draft of a template, with a line of the report for everything that is not in it as it
 * was in the form. Nothing is guessed: a condition is taken exactly or not at all, and what is not taken is asked.
 */
export function importXlsForm(sheets: readonly Sheet[], wishes: ImportWishes): Result<Imported, ImportProblem> {
	const find = (name: string) => {
		const sheet = sheets.find((one) => one.name.trim().toLowerCase() === name);
		return sheet === undefined ? null : readFormSheet(sheet);
	};
	const [survey, choices, settings] = [find('survey'), find('choices'), find('settings')];
	if (survey === null) return problem('xlsform.no-survey', { sheets: sheets.map(({ name }) => name).join(', ') });
	if (!survey.columns.includes('type')) return problem('xlsform.no-type-column');
	const lines: ReportLine[] = [];
	const report: Report = (line) => lines.push(line);
	const languages = [...new Set([...survey.languages, ...(choices?.languages ?? [])])];
	const language = chooseLanguage(languages, wishes.language, settings?.rows[0]?.cells.default_language);
	if (wishes.hasMacros === true)
		report({ sheet: 'workbook', row: null, says: 'vbaProject.bin', code: 'workbook.macros' });
	reportSheets(sheets, report);
	reportLanguages(languages, language, report);
	const title = readSettings(settings, report) ?? wishes.title;
	reportColumns(survey, report);
	const lists = readChoices(choices, language, report);
	const sections = new SurveyReader({ survey, lists, language, sectionTitle: wishes.sectionTitle, report }).read();
	if (sections.length === 0) return problem('xlsform.no-questions');
	return ok({ draft: draftOf(title.slice(0, 200), sections), report: lines, languages, language });
}

function chooseLanguage(languages: readonly string[], wished: string | undefined, own: string | undefined): string {
	const english = languages.find((one) => /^english\b|\(en\b/i.test(one));
	return [wished, own, english].find((one) => one !== undefined && languages.includes(one)) ?? languages[0] ?? '';
}

function draftOf(title: string, sections: TemplateDraft['sections']): TemplateDraft {
	return {
		id: 'own-xlsform',
		version: 1,
		title,
		short: title.slice(0, 40),
		family: 'themed',
		purpose: '',
		auditor: '',
		window: { evidence: 12, judgement: 6 },
		scale: 'ofsted',
		grading: { overall: false, suggestion: 'lower-median', caps: [] },
		sections
	};
}

function reportSheets(sheets: readonly Sheet[], report: Report): void {
	const known = ['survey', 'choices', 'settings'];
	for (const { name, rows } of sheets)
		if (!known.includes(name.trim().toLowerCase()) && rows.length > 0)
			report({ sheet: name, row: null, says: name, code: 'sheet.not-kept' });
}

/** Words without a language, beside others, are what stands where a language says nothing: they are not lost. */
function reportLanguages(languages: readonly string[], language: string, report: Report): void {
	for (const other of languages)
		if (other !== language && other !== '')
			report({ sheet: 'survey', row: null, says: other, code: 'language.not-kept', facts: { language } });
}

const usedSettings = ['form_title', 'form_id', 'default_language', 'version'];

function readSettings(settings: FormSheet | null, report: Report): string | undefined {
	const row = settings?.rows[0];
	if (settings === null || row === undefined) {
		report({ sheet: 'settings', row: null, says: '', code: 'settings.missing' });
		return undefined;
	}
	for (const [name, value] of Object.entries(row.cells))
		if (!usedSettings.includes(name))
			report({ sheet: settings.name, row: row.row, says: `${name}: ${value}`, code: 'settings.not-kept' });
	return row.cells.form_title;
}

const readColumns = [
	...['type', 'name', 'label', 'hint', 'guidance_hint', 'relevant', 'required', 'required_message', 'constraint'],
	...['constraint_message', 'calculation', 'default', 'choice_filter', 'appearance', 'repeat_count', 'parameters']
];

function reportColumns(survey: FormSheet, report: Report): void {
	for (const column of survey.columns)
		if (!readColumns.includes(column)) report({ sheet: survey.name, row: null, says: column, code: 'column.not-kept' });
}
