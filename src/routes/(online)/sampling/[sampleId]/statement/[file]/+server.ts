import { error } from '@sveltejs/kit';
import { fileAnswer } from '#lib/server/http/fileAnswer.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { writeDocx } from '#lib/server/papers/writeDocx.ts';
import { writePdf } from '#lib/server/papers/writePdf.ts';
import { readStatement } from '#lib/server/samples/readStatement.ts';
import { statementPaper } from '../statementPaper.ts';
import type { RequestHandler } from './$types';

/** The statement as a file: `statement.docx` or `statement.pdf`. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const stated = await orSayWhy(readStatement(actingOf(locals), params.sampleId));
	const paper = statementPaper(stated);
	const name = `How these cases were chosen ${stated.name}`;
	if (params.file === 'statement.docx') return fileAnswer(writeDocx(paper), name, 'docx');
	if (params.file === 'statement.pdf') return fileAnswer(await writePdf(paper), name, 'pdf');
	error(404, { message: 'not-found', code: 'not-found' });
};
