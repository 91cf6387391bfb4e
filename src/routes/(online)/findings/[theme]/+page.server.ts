import { fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/access/can.ts';
import type { Result } from '#lib/domain/shared/Result.ts';
import {
	answerFindings,
	readTheme,
	setFindingsAside,
	takeUpAgain,
	wordsOf,
	type FindingsProblem
} from '#lib/server/findings/findings.useCases.ts';
import { actingOf, orSayWhy } from '#lib/server/http/officePage.ts';
import { findTeamNames, listActiveNames } from '#lib/server/people/nameBook.ts';
import { todayOf } from '#lib/server/records/Acting.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import { dateOf, textOf, typedIn } from '../../readForm.ts';
import { drawGaps, noteKey } from './drawTheme.ts';
import type { Actions, PageServerLoad } from './$types';

/** So many findings stand on the page; what waits comes first, and the newest of it. */
const most = 100;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const acting = actingOf(locals);
	const { db } = acting.database;
	const today = todayOf(acting.now);
	const all = (await orSayWhy(readTheme(acting, params.theme))).toReversed();
	const inState = (...states: readonly string[]) => all.filter(({ state }) => states.includes(state));
	const shown = {
		waiting: inState('waiting').slice(0, most),
		inHand: inState('in-hand', 'verified').slice(0, most),
		ended: inState('closed', 'not-needed', 'set-aside').slice(0, most),
		strengths: inState('strength').slice(0, most)
	};
	const words = await wordsOf(acting, Object.values(shown).flat(), noteKey);
	const source = { ...words, today };
	return {
		theme: params.theme,
		counts: {
			waiting: inState('waiting').length,
			inHand: inState('in-hand', 'verified').length,
			ended: inState('closed', 'not-needed', 'set-aside').length,
			strengths: inState('strength').length,
			children: new Set(all.filter(({ kind, stands }) => kind === 'concern' && stands).map(({ caseRef }) => caseRef))
				.size,
			audits: new Set(all.map(({ audit }) => audit)).size
		},
		most,
		waiting: drawGaps(shown.waiting, source),
		inHand: drawGaps(shown.inHand, source),
		ended: drawGaps(shown.ended, source),
		strengths: drawGaps(shown.strengths, source),
		mayAnswer: may(acting.person, 'answer-findings', today),
		maySetAside: may(acting.person, 'set-findings-aside', today),
		people: await listActiveNames(db),
		teamNames: await findTeamNames(db),
		said: url.searchParams.get('said')
	};
};

/** The field that each problem is said beside. */
const fieldOf: Readonly<Record<FindingsProblem, string>> = {
	'findings.none-chosen': 'findings',
	'findings.not-there': 'findings',
	'findings.says-missing': 'says',
	'findings.what-missing': 'what',
	'findings.difference-missing': 'difference',
	'findings.owner-missing': 'owner',
	'findings.due-wrong': 'dueOn',
	'findings.why-missing': 'why'
};

function saidWrong(form: FormData, act: string, result: Extract<Result<unknown, FindingsProblem>, { ok: false }>) {
	const { problem } = result;
	const errors = [{ id: fieldOf[problem.code], words: problemWords(problem) }];
	return fail(400, { act, errors, typed: typedIn(form), chosen: chosenIn(form) });
}

function chosenIn(form: FormData): string[] {
	return form.getAll('findings').filter((one) => typeof one === 'string');
}

export const actions: Actions = {
	answer: async ({ locals, params, request }) => {
		const form = await request.formData();
		const wish = {
			...{ theme: params.theme ?? '', findings: chosenIn(form), dueOn: dateOf(form, 'dueOn').day },
			...{ level: textOf(form, 'level') === 'service' ? ('service' as const) : ('team' as const) },
			...{ says: textOf(form, 'says'), what: textOf(form, 'what') },
			...{ difference: textOf(form, 'difference'), owner: textOf(form, 'owner') }
		};
		const answered = await orSayWhy(answerFindings(actingOf(locals), wish));
		if (!answered.ok) return saidWrong(form, 'answer', answered);
		redirect(303, `/loops/${answered.value}`);
	},
	aside: async ({ locals, params, request }) => {
		const form = await request.formData();
		const asked = { theme: params.theme ?? '', findings: chosenIn(form), why: textOf(form, 'why') };
		const done = await orSayWhy(setFindingsAside(actingOf(locals), asked));
		if (!done.ok) return saidWrong(form, 'aside', done);
		redirect(303, `/findings/${encodeURIComponent(asked.theme)}?said=aside`);
	},
	again: async ({ locals, params, request }) => {
		const form = await request.formData();
		const asked = { theme: params.theme ?? '', findings: chosenIn(form) };
		const done = await orSayWhy(takeUpAgain(actingOf(locals), asked));
		if (!done.ok) return saidWrong(form, 'again', done);
		redirect(303, `/findings/${encodeURIComponent(asked.theme)}?said=again`);
	}
};
