import { error } from '@sveltejs/kit';
import { fileAnswer } from '#lib/server/http/fileAnswer.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { writeDocx } from '#lib/server/papers/writeDocx.ts';
import { writePdf } from '#lib/server/papers/writePdf.ts';
import { readExceptions } from '#lib/server/plan/readExceptions.ts';
import { instantOf } from '#lib/server/records/Acting.ts';
import { exceptionPaper } from '../exceptionPaper.ts';
import type { RequestHandler } from './$types';

/** The exception report as a file: `report.docx` or `report.pdf`. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { plan, exceptions, risks } = await orSayWhy(readExceptions(acting, params.planId));
	const at = instantOf(acting.now);
	const paper = exceptionPaper({ name: plan.name, actions: plan.items.length, exceptions, risks, at });
	if (params.file === 'report.docx') return fileAnswer(writeDocx(paper), paper.title, 'docx');
	if (params.file === 'report.pdf') return fileAnswer(await writePdf(paper), paper.title, 'pdf');
	error(404, { message: 'not-found', code: 'not-found' });
};
