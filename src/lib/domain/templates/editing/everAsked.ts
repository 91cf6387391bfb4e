import { possibleAnswers } from '../possibleAnswers.ts';
import type { Condition, Question, Template } from '../Template.ts';

/**
 * One way in which a condition holds, once everything asked has been answered: what each answer may still be. For a
 * question of one answer it is what is left of its answers; for one of several, what must and must not be among them.
 */
type Way = ReadonlyMap<string, Narrowed>;
type Narrowed = {
	readonly among: readonly (readonly (string | number)[])[];
	readonly never: readonly (string | number)[];
};

/** Beyond so many ways it is not worked out: nobody writes such a condition, and nothing is then said of it. */
const mostWays = 2000;

/** The ids of questions that no child can ever be asked: what their condition wants cannot all be so. */
export function neverAsked(template: Template): readonly string[] {
	const byId = new Map(template.sections.flatMap(({ questions }) => questions.map((one) => [one.id, one] as const)));
	return [...byId.values()]
		.filter(({ askWhen }) => askWhen !== undefined && !canHold(askWhen, byId))
		.map(({ id }) => id);
}

type ById = ReadonlyMap<string, Question>;

function canHold(condition: Condition, byId: ById): boolean {
	const ways = waysOf(condition, true, { byId, above: [] });
	return ways === null || ways.some((way) => isPossible(way, byId));
}

type Looking = { readonly byId: ById; readonly above: readonly string[] };

/** Null: too many to follow, or of a kind that is not reasoned about here. */
function waysOf(condition: Condition, wanted: boolean, looking: Looking): readonly Way[] | null {
	if ('not' in condition) return waysOf(condition.not, !wanted, looking);
	if ('all' in condition) return wanted ? every(condition.all, true, looking) : either(condition.all, false, looking);
	if ('any' in condition) return wanted ? either(condition.any, true, looking) : every(condition.any, false, looking);
	if ('fact' in condition && 'is' in condition) return [narrowed(`fact ${condition.fact}`, condition.is, wanted)];
	if ('answer' in condition && 'is' in condition) return answerWays(condition.answer, condition.is, wanted, looking);
	return null;
}

/** An answer counts only while its question is asked: so what is wanted of it is wanted of what it hangs on too. */
function answerWays(
	id: string,
	is: readonly (string | number)[],
	wanted: boolean,
	{ byId, above }: Looking
): readonly Way[] | null {
	const own = [narrowed(id, is, wanted)];
	const hangsOn = byId.get(id)?.askWhen;
	if (hangsOn === undefined || above.includes(id)) return own;
	const deeper = { byId, above: [...above, id] };
	const asked = waysOf(hangsOn, wanted, deeper);
	if (asked === null) return null;
	return wanted ? together(own, asked) : within([...own, ...asked]);
}

function every(parts: readonly Condition[], wanted: boolean, looking: Looking): readonly Way[] | null {
	let ways: readonly Way[] | null = [new Map()];
	for (const part of parts) {
		const more = waysOf(part, wanted, looking);
		ways = ways === null || more === null ? null : together(ways, more);
		if (ways === null) return null;
	}
	return ways;
}

function either(parts: readonly Condition[], wanted: boolean, looking: Looking): readonly Way[] | null {
	const ways = parts.map((part) => waysOf(part, wanted, looking));
	return ways.some((one) => one === null) ? null : within(ways.flatMap((one) => one ?? []));
}

function together(some: readonly Way[], others: readonly Way[]): readonly Way[] | null {
	if (some.length * others.length > mostWays) return null;
	return some.flatMap((one) => others.map((other) => joined(one, other)));
}

function within(ways: readonly Way[]): readonly Way[] | null {
	return ways.length > mostWays ? null : ways;
}

function joined(one: Way, other: Way): Way {
	const all = new Map(one);
	for (const [key, { among, never }] of other) {
		const here = all.get(key) ?? { among: [], never: [] };
		all.set(key, { among: [...here.among, ...among], never: [...here.never, ...never] });
	}
	return all;
}

function narrowed(key: string, is: readonly (string | number)[], wanted: boolean): Way {
	return new Map([[key, wanted ? { among: [is], never: [] } : { among: [], never: is }]]);
}

function isPossible(way: Way, byId: ById): boolean {
	return [...way].every(([key, { among, never }]) => {
		const question = byId.get(key);
		const left = among.map((some) => some.filter((one) => !never.includes(one)));
		if (left.some((some) => some.length === 0)) return false;
		if (question?.kind === 'multi') return true;
		const [first, ...rest] = left;
		if (first === undefined) return hasOther(question, never);
		return first.some((one) => rest.every((some) => some.includes(one)));
	});
}

/** Whether a question can be answered with anything but these. Of a fact, and of a number, there is always more. */
function hasOther(question: Question | undefined, never: readonly (string | number)[]): boolean {
	const possible = question === undefined ? null : possibleAnswers(question);
	return possible === null || possible.some((one) => !never.includes(one));
}
