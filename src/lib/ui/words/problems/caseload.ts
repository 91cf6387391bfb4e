import type { CaseloadProblemCode } from '#lib/domain/frames/caseloadProblems.ts';
import { number } from '../numbers.ts';
import type { Facts } from './ProblemWords.ts';

const count = (fact: string | number | undefined) => (typeof fact === 'number' ? number(fact) : String(fact ?? ''));

export const caseloadProblems: Record<CaseloadProblemCode, (facts: Facts) => string> = {
	'caseload.no-file': () => 'Choose the caseload file',
	'caseload.empty-file': () => 'This file is empty. Choose another one',
	'caseload.too-large': ({ megabytes, limit }) => `This file is ${count(megabytes)} MB; the most is ${count(limit)} MB`,
	'caseload.not-a-workbook': () =>
		'This is neither a workbook (.xlsx) nor a CSV. Save it as one of these and choose it again',
	'caseload.binary-workbook': () => 'This is a binary workbook (.xlsb). Open it, save it as .xlsx and choose it again',
	'caseload.old-format': () => 'This is an old workbook (.xls). Open it, save it as .xlsx and choose it again',
	'caseload.encrypted': () => 'This workbook has a password. Save a copy without one and choose that',
	'caseload.damaged': () => 'This file is damaged and cannot be read. Export it again',
	'caseload.unpacks-too-large': () => 'This file unpacks to far more than a caseload. It was not read',
	'caseload.too-many-rows': ({ limit }) => `A list in this file has more than ${count(limit)} rows. It was not read`,
	'caseload.too-many-columns': ({ limit }) =>
		`A list in this file has more than ${count(limit)} columns. It was not read`,
	'caseload.no-lists': () => 'None of the eleven Annex A lists is in this workbook. Check that it is the right one',
	'caseload.no-children': () => 'The lists in this file name no children. Check that it is the right one',
	'caseload.csv-not-text': () => 'This CSV cannot be read as text. Export it again as CSV UTF-8',
	'caseload.csv-no-header': () => 'The first row of this CSV must name its columns',
	'caseload.csv-unfinished-quote': () => 'A quotation mark in this CSV is never closed. Export it again',
	'caseload.columns-unmapped': () => 'This CSV is none of the eleven lists. Say which column is which',
	'caseload.mapping-no-case-number': () => 'Say which column holds the case number',
	'caseload.mapping-personal': ({ column }) =>
		`Column ${column} holds names, dates of birth or addresses. Leave it out`,
	'caseload.cancelled': () => 'You stopped the reading. Nothing was kept',
	'caseload.reader-failed': () => 'The file could not be read on this tablet. Close other pages and choose it again'
};
