import { readDependencies, type Dependencies } from './dependencies.ts';
import type { Question, Template } from './Template.ts';
import { truthOf, type Known, type Truth } from './truthOf.ts';

export type { CaseFacts, Known } from './truthOf.ts';

/** Which questions are asked, with what it was worked out from, so that one answer need not work out all again. */
export type Asking = {
	/** Their ids, in the order the questions stand. */
	readonly asked: ReadonlySet<string>;
	/** Of each question by its place, whether its condition holds. */
	readonly truths: readonly Truth[];
	readonly dependencies: Dependencies;
};

/** The ids of the questions that are asked, in the order they stand. */
export function askedQuestions(template: Template, known: Known): ReadonlySet<string> {
	return beginAsking(template, known).asked;
}

/** A question whose condition is not known yet is asked: better one question too many than a risk unseen. */
export function isAsked(template: Template, questionId: string, known: Known): boolean {
	return askedQuestions(template, known).has(questionId);
}

/** Each question is worked out once, after those it hangs on; one that hangs on itself is not known, and so is asked. */
export function beginAsking(template: Template, known: Known): Asking {
	const dependencies = readDependencies(template);
	const truths: Truth[] = [];
	for (const [place, question] of dependencies.order.entries())
		truths.push(workOut(question, place, known, { dependencies, truths }));
	return { asked: askedBy(truths, dependencies), truths, dependencies };
}

/**
 * What is asked once some answers have changed: only conditions that ask about them are worked out again, and what
 * hangs on those only where one came out otherwise. The same value comes back where nothing changed. The facts of the
 * case, and the template, must be those it began with.
 */
export function askAgain(asking: Asking, changed: Iterable<string>, known: Known): Asking {
	const { dependencies } = asking;
	const open = new Set([...changed].flatMap(dependencies.dependentsOf));
	const truths = [...asking.truths];
	let isSame = true;
	for (let place = Math.min(...open); open.size > 0; place++) {
		const question = dependencies.order[place];
		if (question === undefined || !open.delete(place)) continue;
		const truth = workOut(question, place, known, { dependencies, truths });
		if (truth === truths[place]) continue;
		truths[place] = truth;
		isSame = false;
		for (const later of dependencies.dependentsOf(question.id)) if (later > place) open.add(later);
	}
	return isSame ? asking : { asked: askedBy(truths, dependencies), truths, dependencies };
}

type Worked = { readonly dependencies: Dependencies; readonly truths: readonly Truth[] };

/** In a ring something is asked about that comes later: it counts as not known, however often it is worked out. */
function workOut({ askWhen }: Question, place: number, known: Known, { dependencies, truths }: Worked): Truth {
	if (askWhen === undefined) return true;
	return truthOf(askWhen, known, (id) => {
		const other = dependencies.placeOf(id);
		return other === undefined || other >= place ? undefined : truths[other];
	});
}

function askedBy(truths: readonly Truth[], { questions, placeOf }: Dependencies): ReadonlySet<string> {
	return new Set(questions.flatMap(({ id }) => (truths[placeOf(id) ?? -1] === false ? [] : [id])));
}
