import { error } from '@sveltejs/kit';
import type { Template } from '#lib/domain/templates/Template.ts';
import { exportXlsForm } from '#lib/domain/templates/xlsform/exportXlsForm.ts';
import { canonicalJson } from '#lib/protocol/canonical.ts';
import { fileAnswer, isFileType } from '#lib/server/http/fileAnswer.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { writeCsv } from '#lib/server/papers/writeCsv.ts';
import { writeDocx } from '#lib/server/papers/writeDocx.ts';
import { writePdf } from '#lib/server/papers/writePdf.ts';
import { writeXlsx } from '#lib/server/papers/writeXlsx.ts';
import { instantOf } from '#lib/server/records/Acting.ts';
import { readToTakeOut } from '#lib/server/templates/readToTakeOut.ts';
import { choicesOf } from '#lib/ui/words/kinds.ts';
import { formPaper } from '../formPaper.ts';
import { questionRows } from '../questionRows.ts';
import type { RequestHandler } from './$types';

/** A template as a file: `template.json`, an XLSForm, a form to print, or its questions as a list. `?version=2`, else the newest. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const version = url.searchParams.get('version');
	const wanted = { id: params.templateId, version: version === null ? null : Number(version) };
	const { template, council, publishedAt } = await orSayWhy(readToTakeOut(actingOf(locals), wanted));
	const type = params.file.replace(/^template\./, '');
	if (!params.file.startsWith('template.') || !isFileType(type))
		error(404, { message: 'not-found', code: 'not-found' });
	const paper = () => formPaper(template, council, instantOf(publishedAt));
	const written = {
		json: () => canonicalJson(template),
		xlsx: () => Uint8Array.from(writeXlsx(formSheets(template))),
		docx: () => writeDocx(paper()),
		pdf: () => writePdf(paper()),
		csv: () => writeCsv(questionRows(template))
	};
	return fileAnswer(await written[type](), `${template.title}, version ${template.version}`, type);
};

function formSheets(template: Template) {
	return exportXlsForm(template, { from: 'From', to: 'To', choicesOf });
}
