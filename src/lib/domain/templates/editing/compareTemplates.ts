import type { Question, Section, Template } from '../Template.ts';

export type HowChanged = 'added' | 'removed' | 'changed' | 'moved' | 'same';

/** One question in two versions: what became of it, and which of its parts are not as they were. */
export type QuestionChange = {
	readonly id: string;
	readonly how: HowChanged;
	readonly before: Question | null;
	readonly after: Question | null;
	/** Of one that is in both: the members that differ, its number aside. Of one that came or went: all that say something. */
	readonly parts: readonly (keyof Question)[];
	/** The section it stood in, where that is another now. */
	readonly movedFrom: string | null;
};

export type SectionChange = {
	readonly id: string;
	readonly how: HowChanged;
	readonly before: Section | null;
	readonly after: Section | null;
	/** As of a question. */
	readonly parts: readonly (keyof Section)[];
	readonly questions: readonly QuestionChange[];
};

export type TemplateChanges = {
	/** Members of the template itself that differ: its title, its grading rule and the like. */
	readonly parts: readonly (keyof Template)[];
	readonly sections: readonly SectionChange[];
	readonly counts: Readonly<Record<HowChanged, number>>;
};

/** How two versions differ, question by question, in the order of the later one; what was removed stands where it was. */
export function compareTemplates(before: Template, after: Template): TemplateChanges {
	const place = placesOf(before);
	const sections = inOrder(before.sections, after.sections).map((id): SectionChange => {
		const one = before.sections.find((section) => section.id === id) ?? null;
		const other = after.sections.find((section) => section.id === id) ?? null;
		const questions = inOrder(stillThere(one, after), other?.questions ?? []).map((question) =>
			compareQuestion(question, place.get(question), other, one)
		);
		const parts = partsOf(one, other, ['id', 'number', 'questions']);
		return { id, how: howOf(one, other, parts.length > 0, false), before: one, after: other, parts, questions };
	});
	const counts = { added: 0, removed: 0, changed: 0, moved: 0, same: 0 };
	for (const { how } of sections.flatMap((section) => section.questions)) counts[how] += 1;
	return { parts: differing(before, after, ['id', 'version', 'sections']), sections, counts };
}

type Stood = { readonly question: Question; readonly section: string };

/** Where each question stood. */
function placesOf({ sections }: Template): ReadonlyMap<string, Stood> {
	return new Map(
		sections.flatMap((section) =>
			section.questions.map((question) => {
				const stood = { question, section: section.id };
				return [question.id, stood] as const;
			})
		)
	);
}

/** Of a section's questions those that are in no other section now. */
function stillThere(section: Section | null, after: Template): readonly Question[] {
	const elsewhere = new Set(
		after.sections.filter(({ id }) => id !== section?.id).flatMap(({ questions }) => questions.map(({ id }) => id))
	);
	return (section?.questions ?? []).filter(({ id }) => !elsewhere.has(id));
}

function compareQuestion(
	id: string,
	stood: Stood | undefined,
	now: Section | null,
	then: Section | null
): QuestionChange {
	const before = stood?.question ?? null;
	const after = now?.questions.find((question) => question.id === id) ?? null;
	const parts = partsOf(before, after, ['id', 'number']);
	const movedFrom = after !== null && stood !== undefined && stood.section !== now?.id ? stood.section : null;
	const isMoved = movedFrom !== null || (before !== null && after !== null && changedPlace(id, then, now));
	return { id, how: howOf(before, after, parts.length > 0, isMoved), before, after, parts, movedFrom };
}

/** Whether it changed its place among those that are in both versions: what came or went beside it moved nothing. */
function changedPlace(id: string, then: Section | null, now: Section | null): boolean {
	const both = (section: Section | null, other: Section | null) =>
		(section?.questions ?? []).map((one) => one.id).filter((one) => other?.questions.some((two) => two.id === one));
	return !longestInOrder(both(then, now), both(now, then)).has(id);
}

/** The largest set of ids that stand in the same order in both: the others are those that were moved. */
function longestInOrder(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
	const best: string[][] = [];
	for (const [at, id] of after.entries()) {
		const rank = before.indexOf(id);
		const earlier = best.slice(0, at).filter((chain) => before.indexOf(chain.at(-1) ?? '') < rank);
		best.push([...earlier.reduce((long, one) => (one.length > long.length ? one : long), [] as string[]), id]);
	}
	return new Set(best.reduce((long, one) => (one.length > long.length ? one : long), []));
}

function howOf(before: object | null, after: object | null, isChanged: boolean, isMoved: boolean): HowChanged {
	if (before === null) return 'added';
	if (after === null) return 'removed';
	if (isChanged) return 'changed';
	return isMoved ? 'moved' : 'same';
}

/** Of what is in both the members that differ; of what is in one, those that are more than an empty list or a No. */
function partsOf<Thing extends object>(
	before: Thing | null,
	after: Thing | null,
	besides: readonly (keyof Thing)[]
): (keyof Thing)[] {
	if (before !== null && after !== null) return differing(before, after, besides);
	const only = after ?? before;
	const says = (value: unknown) =>
		value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
	return only === null
		? []
		: (Object.keys(only) as (keyof Thing)[]).filter((key) => !besides.includes(key) && says(only[key]));
}

function differing<Thing extends object>(
	before: Thing,
	after: Thing,
	besides: readonly (keyof Thing)[]
): (keyof Thing)[] {
	const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Thing)[];
	return keys.filter((key) => !besides.includes(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** The ids of both lists in the order of the later one, what is only in the earlier where it stood. */
function inOrder(before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]): string[] {
	const order = after.map(({ id }) => id);
	for (const [index, { id }] of before.entries()) {
		if (order.includes(id)) continue;
		const previous = before[index - 1]?.id;
		order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
	}
	return order;
}
