import { gapOf } from '../findings/gatherThemes.ts';
import type { Template } from '../templates/Template.ts';

export type AskedAgain = {
	/** The template's id; the version in use on the day is taken. */
	readonly template: string;
	/** Null: the whole of it. */
	readonly sections: readonly string[] | null;
	/** The questions by which before and after are compared. */
	readonly questions: readonly string[];
	/** The sets in which the same questions stand, whole and short. */
	readonly sets: readonly string[];
};

/** What is looked at again after an action: in which set it was found, and under which key. */
export type FoundIn = { readonly template: string; readonly key: string };

/**
 * What to ask again so that before and after are the same questions: those that showed the gap in the set where most of
 * it was found. The set's short form where that has them all; else only the sections in which they stand. Where the
 * findings name no question (a grade, a closing box) it is all questions of that theme. Null where none of the sets is
 * in use any more.
 */
export function askedAgain(
	found: readonly FoundIn[],
	theme: string,
	inUse: (template: string) => Template | undefined
): AskedAgain | null {
	const counts = new Map<string, number>();
	for (const { template } of found) counts.set(wholeOf(template), (counts.get(wholeOf(template)) ?? 0) + 1);
	const byCount = [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
	for (const [base] of byCount) {
		const whole = inUse(base);
		const short = inUse(`${base}-dip`);
		const template = whole ?? short;
		if (template === undefined) continue;
		const own = found.filter((one) => wholeOf(one.template) === base).map(({ key }) => gapOf(key));
		const questions = questionsIn(template, own, theme);
		if (questions.length === 0) continue;
		const sets = [base, `${base}-dip`];
		if (short !== undefined && questions.every((id) => sectionsOf(short, [id]).length > 0))
			return { template: short.id, sections: null, questions, sets };
		return { template: template.id, sections: sectionsOf(template, questions), questions, sets };
	}
	return null;
}

function wholeOf(template: string): string {
	return template.endsWith('-dip') ? template.slice(0, -'-dip'.length) : template;
}

function questionsIn({ sections }: Template, gaps: readonly string[], theme: string): string[] {
	const all = sections.flatMap((section) => section.questions);
	const named = new Set(gaps.flatMap((gap) => (gap.startsWith('answer/') ? [gap.slice('answer/'.length)] : [])));
	const shown = all.filter(({ id }) => named.has(id));
	return (shown.length > 0 ? shown : all.filter(({ themes }) => themes[0] === theme)).map(({ id }) => id);
}

function sectionsOf({ sections }: Template, questions: readonly string[]): string[] {
	return sections.filter((section) => section.questions.some(({ id }) => questions.includes(id))).map(({ id }) => id);
}
