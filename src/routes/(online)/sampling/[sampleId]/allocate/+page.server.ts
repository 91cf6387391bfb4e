import { fail, redirect } from '@sveltejs/kit';
import { addWorkingDays } from '#lib/domain/calendar/workingDays.ts';
import { usualPolicy } from '#lib/domain/programme/Allocation.ts';
import { mayAudit } from '#lib/domain/programme/mayAudit.ts';
import { caseToAllocate } from '#lib/server/audits/auditors.ts';
import { allocateSample, listAuditors, proposeAllocation } from '#lib/server/audits/audits.useCases.ts';
import { readNameTies } from '#lib/server/frames/nameTies.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { readSample } from '#lib/server/samples/samples.useCases.ts';
import { readAuditPast } from '#lib/server/samples/standings.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { dateOf, type FieldError } from '../../../readForm.ts';
import { fieldOf, readAuditors, readGiven } from './readAllocation.ts';
import type { Actions, PageServerLoad } from './$types';

/** Working days an auditor usually has; the date can be changed. */
const usualDays = 20;

export const load: PageServerLoad = async ({ locals, params }) => {
	const acting = actingOf(locals);
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const auditors = await orSayWhy(listAuditors(acting));
	const sample = await orSayWhy(readSample(acting, params.sampleId));
	if (sample.cases.every(({ audit }) => audit !== null)) redirect(303, `/sampling/${params.sampleId}`);
	const [past, ties] = [await readAuditPast(db), await readNameTies(db)];
	return {
		id: sample.id,
		name: sample.name,
		dueOn: addWorkingDays(today, usualDays).on,
		auditors: auditors.map(({ id, name, load, capacity }) => ({ id, name, load, capacity })),
		cases: sample.cases
			.filter(({ audit }) => audit === null)
			.map(({ caseRef, facts }) => {
				const one = caseToAllocate(facts, ties, past);
				const checked = auditors.map((auditor) => ({ id: auditor.id, ...mayAudit(auditor, one, usualPolicy, today) }));
				return {
					caseRef,
					stage: facts.stage,
					team: facts.team,
					worker: facts.worker,
					workerKnown: one.worker !== null,
					teamKnown: one.team !== null,
					barred: checked.flatMap(({ id, bars: [bar] }) => (bar === undefined ? [] : [{ id, code: bar.code }])),
					warnings: checked.flatMap(({ id, warnings }) => warnings.map(({ code }) => ({ id, code })))
				};
			})
	};
};

type Form = {
	readonly errors: FieldError[];
	readonly who: string[];
	readonly given: Record<string, string>;
	readonly dueOn: string | null;
};

/** What every answer of this page gives back, so that nothing that was chosen is lost. */
async function readPage(request: Request): Promise<{ form: FormData; answer: Form; dueOn: string | null }> {
	const form = await request.formData();
	const { day, problem } = dateOf(form, 'dueOn');
	const dueWords = problem ?? (day === null ? 'Write the due date' : null);
	const caseRefs = [...form.keys()].flatMap((key) => (key.startsWith('case-') ? [key.slice('case-'.length)] : []));
	const given = Object.fromEntries(readGiven(form, caseRefs).map(({ caseRef, auditor }) => [caseRef, auditor]));
	const errors = dueWords === null ? [] : [{ id: 'dueOn', words: dueWords }];
	return { form, dueOn: day, answer: { errors, who: readAuditors(form), given, dueOn: day } };
}

function idOf(code: string, facts: Readonly<Record<string, string | number>> | undefined): string {
	if (code === 'allocation.due-in-past' || code === 'allocation.not-a-day') return 'dueOn';
	return typeof facts?.caseRef === 'string' ? fieldOf(facts.caseRef) : 'who';
}

/** What was given by hand stays while other cases are shared out; once every case has somebody, all are shared anew. */
function keepByHand(
	shared: Record<string, string>,
	given: Record<string, string>,
	form: FormData
): Record<string, string> {
	const cases = [...form.keys()].filter((key) => key.startsWith('case-')).length;
	return Object.keys(given).length >= cases ? shared : { ...shared, ...given };
}

export const actions: Actions = {
	/** Shares the cases out by rule: a proposal, which the person may change before it goes. */
	share: async ({ locals, params, request }) => {
		const { form, dueOn, answer } = await readPage(request);
		if (answer.who.length === 0) answer.errors.push({ id: 'who', words: 'Choose who takes part' });
		if (dueOn === null || answer.errors.length > 0) return fail(400, { ...answer, proposal: null });
		const wish = { sampleId: params.sampleId, dueOn, auditors: answer.who.map((id) => ({ id })) };
		const proposed = await orSayWhy(proposeAllocation(actingOf(locals), wish));
		if (!proposed.ok) {
			const { code, facts } = proposed.problem;
			return fail(409, {
				...answer,
				errors: [{ id: idOf(code, facts), words: problemWords(proposed.problem) }],
				proposal: null
			});
		}
		const shared = Object.fromEntries(proposed.value.allocated.map(({ caseRef, auditor }) => [caseRef, auditor]));
		return { ...answer, given: keepByHand(shared, answer.given, form), proposal: proposed.value };
	},
	go: async ({ locals, params, request }) => {
		const { dueOn, answer } = await readPage(request);
		const allocations = Object.entries(answer.given).map(([caseRef, auditor]) => ({ caseRef, auditor }));
		if (allocations.length === 0) {
			answer.errors.push({ id: 'who', words: 'Choose an auditor for one case at least, or share the cases out' });
		}
		if (dueOn === null || answer.errors.length > 0) return fail(400, { ...answer, proposal: null });
		const gone = await orSayWhy(allocateSample(actingOf(locals), { sampleId: params.sampleId, dueOn, allocations }));
		if (!gone.ok) {
			const { code, facts } = gone.problem;
			const at = typeof facts?.caseRef === 'string' ? `${facts.caseRef}: ` : '';
			return fail(409, {
				...answer,
				errors: [{ id: idOf(code, facts), words: at + problemWords(gone.problem) }],
				proposal: null
			});
		}
		redirect(303, `/sampling/${params.sampleId}?gone=yes`);
	}
};
