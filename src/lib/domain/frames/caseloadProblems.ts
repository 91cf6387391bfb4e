/** Why a whole file is refused. ui/words has a sentence for each; facts are named beside those that have any. */
export const caseloadProblemCodes = [
	'caseload.no-file',
	'caseload.empty-file',
	/** facts: megabytes, limit */
	'caseload.too-large',
	'caseload.not-a-workbook',
	'caseload.binary-workbook',
	'caseload.old-format',
	'caseload.encrypted',
	'caseload.damaged',
	/** A file that unpacks to far more than a workbook would. */
	'caseload.unpacks-too-large',
	/** facts: limit */
	'caseload.too-many-rows',
	/** facts: limit */
	'caseload.too-many-columns',
	'caseload.no-lists',
	'caseload.no-children',
	'caseload.csv-not-text',
	'caseload.csv-no-header',
	'caseload.csv-unfinished-quote',
	/** The CSV is none of the eleven lists: its columns must be mapped first. */
	'caseload.columns-unmapped',
	'caseload.mapping-no-case-number',
	/** facts: column (its letter) */
	'caseload.mapping-personal',
	'caseload.cancelled',
	'caseload.reader-failed'
] as const;
export type CaseloadProblemCode = (typeof caseloadProblemCodes)[number];
