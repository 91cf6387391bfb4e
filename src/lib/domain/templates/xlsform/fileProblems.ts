/** Why a file cannot be read as a template at all. */
export type TemplateFileProblem =
	| 'template-file.empty'
	/** facts: megabytes */
	| 'template-file.too-large'
	| 'template-file.neither'
	| 'template-file.old-format'
	| 'template-file.encrypted'
	| 'template-file.damaged'
	/** facts: at, the path of the first thing that is wrong */
	| 'template-file.not-a-template';

/** Why a workbook is no form. */
export type ImportProblem =
	/** facts: sheets */
	'xlsform.no-survey' | 'xlsform.no-type-column' | 'xlsform.no-questions';

export type TemplateFileProblemCode = TemplateFileProblem | ImportProblem;
