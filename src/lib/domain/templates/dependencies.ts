import { askedAbout } from './Condition.ts';
import type { Question, Template } from './Template.ts';

/** Which questions hang on which: worked out once for a template, so that an answer reaches only what asks about it. */
export type Dependencies = {
	/** Every question, as they stand in the template. */
	readonly questions: readonly Question[];
	/** Every question after those it hangs on; in a ring, from where the ring was entered. */
	readonly order: readonly Question[];
	/** A question's place in `order`; undefined for one that the template does not have. */
	readonly placeOf: (questionId: string) => number | undefined;
	/** The questions whose own condition asks about a question, by their places, ascending. */
	readonly dependentsOf: (questionId: string) => readonly number[];
};

export function readDependencies(template: Template): Dependencies {
	const questions = template.sections.flatMap((section) => section.questions);
	const order = inOrder(questions);
	const places = new Map(order.map((question, place) => [question.id, place]));
	const dependents = new Map<string, number[]>();
	for (const [place, { askWhen }] of order.entries()) {
		if (askWhen === undefined) continue;
		for (const id of new Set(askedAbout(askWhen))) {
			const users = dependents.get(id);
			if (users === undefined) dependents.set(id, [place]);
			else users.push(place);
		}
	}
	return {
		questions,
		order,
		placeOf: (id) => places.get(id),
		dependentsOf: (id) => dependents.get(id) ?? []
	};
}

type Visit = { readonly question: Question; readonly on: readonly string[]; next: number };

/** Depth first with a stack of its own: five thousand questions in a row are no deeper than one. */
function inOrder(questions: readonly Question[]): readonly Question[] {
	const byId = new Map(questions.map((question) => [question.id, question]));
	const seen = new Set<string>();
	const order: Question[] = [];
	for (const first of byId.values()) {
		const stack = enter(first, seen);
		for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
			const id = visit.on[visit.next++];
			const next = id === undefined ? undefined : byId.get(id);
			if (next !== undefined) stack.push(...enter(next, seen));
			else if (id === undefined) {
				stack.pop();
				order.push(visit.question);
			}
		}
	}
	return order;
}

function enter(question: Question, seen: Set<string>): Visit[] {
	if (seen.has(question.id)) return [];
	seen.add(question.id);
	return [{ question, on: question.askWhen === undefined ? [] : askedAbout(question.askWhen), next: 0 }];
}
