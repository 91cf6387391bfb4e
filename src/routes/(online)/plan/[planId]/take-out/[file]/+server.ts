import { error } from '@sveltejs/kit';
import { fileAnswer } from '#lib/server/http/fileAnswer.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { readTable } from '#lib/server/plan/planTable.useCases.ts';
import { writeDocx } from '#lib/server/papers/writeDocx.ts';
import { writeXlsx } from '#lib/server/papers/writeXlsx.ts';
import { instantOf, todayOf } from '#lib/server/records/Acting.ts';
import { dayAndMonth } from '#lib/ui/words/dates.ts';
import { planPaper } from '../planPaper.ts';
import { planSheet } from '../planSheet.ts';
import type { RequestHandler } from './$types';

/** The table of the plan as `plan.docx` or `plan.xlsx`: what comes in again without loss. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const table = await orSayWhy(readTable(acting, params.planId));
	const foot = `As it stood on ${dayAndMonth(todayOf(acting.now), '')}`;
	if (params.file === 'plan.docx')
		return fileAnswer(writeDocx(planPaper(table, { foot, at: instantOf(acting.now) })), table.title, 'docx');
	if (params.file === 'plan.xlsx')
		return fileAnswer(Uint8Array.from(writeXlsx([planSheet(table)])), table.title, 'xlsx');
	error(404, { message: 'not-found', code: 'not-found' });
};
