import type { TemplateFileProblemCode } from '#lib/domain/templates/xlsform/fileProblems.ts';
import type { Facts } from './ProblemWords.ts';

/** Why a file that should be a template cannot be brought in, and what to do. */
export const templateFileProblems: Record<TemplateFileProblemCode, (facts: Facts) => string> = {
	'template-file.empty': () => 'This file is empty. Choose another one',
	'template-file.too-large': ({ megabytes }) =>
		`This file is too large for a form: at most ${megabytes} MB, and 50,000 rows`,
	'template-file.neither': () => 'This is neither an XLSForm (.xlsx) nor a template taken out of Dipper (.json)',
	'template-file.old-format': () => 'This is an old or binary workbook. Open it, save it as .xlsx and choose it again',
	'template-file.encrypted': () => 'This workbook has a password. Save a copy without one and choose that',
	'template-file.damaged': () => 'This file is damaged and cannot be read. Export it again',
	'template-file.not-a-template': ({ at }) =>
		`This file is not a whole template: look at “${at}” in it, or take it out of Dipper again`,
	'xlsform.no-survey': ({ sheets }) => `A form has a sheet called “survey”; this workbook has ${sheets}`,
	'xlsform.no-type-column': () =>
		'The survey sheet has no column called “type” in its first row. Add it, and choose the file again',
	'xlsform.no-questions': () => 'There is no question in this form that could be asked. Check that it is the right one'
};
