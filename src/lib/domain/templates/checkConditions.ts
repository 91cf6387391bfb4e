import { answersAskedFor, askedAbout, questionAskedAbout, type AnswerCondition } from './Condition.ts';
import { possibleAnswers } from './possibleAnswers.ts';
import type { Question, Template } from './Template.ts';
import { problemAt, type TemplatePlace, type TemplateProblem } from './templateProblems.ts';

type ById = ReadonlyMap<string, Question>;

/** Conditions that ask about nothing, about what cannot be, or round in a ring, would hide questions for good. */
export function checkConditions(template: Template): readonly TemplateProblem[] {
	const byId: ById = new Map(
		template.sections.flatMap((section) => section.questions.map((question) => [question.id, question] as const))
	);
	const inRing = ring(byId);
	return template.sections.flatMap((section) =>
		section.questions.flatMap((question) => {
			if (question.askWhen === undefined) return [];
			const at = { section: section.id, question: question.id };
			return [
				...answersAskedFor(question.askWhen).flatMap((asked) => checkAsked(asked, byId, at)),
				...(inRing.has(question.id) ? [problemAt(at, 'condition.goes-round')] : [])
			];
		})
	);
}

function checkAsked(asked: AnswerCondition, byId: ById, at: TemplatePlace): TemplateProblem[] {
	const id = questionAskedAbout(asked);
	const question = byId.get(id);
	if (question === undefined) return [problemAt(at, 'condition.unknown-question', { id })];
	if ('answered' in asked) return [];
	if ('answer' in asked) return checkChosen(asked, question, at);
	if ('number' in asked && question.kind !== 'num') return [problemAt(at, 'condition.not-a-number', { id })];
	if ('date' in asked && question.kind !== 'date') return [problemAt(at, 'condition.not-a-date', { id })];
	return isEmptyRange(asked) ? [problemAt(at, 'condition.never-holds', { id })] : [];
}

function checkChosen(
	{ answer: id, is }: Extract<AnswerCondition, { answer: string }>,
	question: Question,
	at: TemplatePlace
): TemplateProblem[] {
	const isNumber = question.kind === 'num';
	const possible = possibleAnswers(question);
	if (possible === null && !isNumber) return [problemAt(at, 'condition.cannot-compare', { id })];
	return is
		.filter((answer) => (typeof answer === 'number' ? !isNumber : isNumber || possible?.includes(answer) !== true))
		.map((answer) => problemAt(at, 'condition.impossible-answer', { id, answer }));
}

function isEmptyRange(asked: Extract<AnswerCondition, { number: string } | { date: string }>): boolean {
	if ('number' in asked)
		return asked.atLeast !== undefined && asked.below !== undefined && asked.atLeast >= asked.below;
	return asked.onOrAfter !== undefined && asked.before !== undefined && asked.onOrAfter >= asked.before;
}

/**
 * The questions from which following conditions comes back to where it began. What hangs on nothing is taken away
 * again and again (Kahn 1962) from either end, so that only rings and what lies between two of them is left; each of
 * those few is then followed. Linear for a template without rings, however many questions hang on one another.
 */
function ring(byId: ById): ReadonlySet<string> {
	const hangsOn = new Map(
		[...byId].map(([id, { askWhen }]) => [id, askWhen === undefined ? [] : askedAbout(askWhen)] as const)
	);
	const left = withoutLoose(withoutLoose(hangsOn), 'turned');
	return new Set([...left.keys()].filter((id) => comesBack(id, left)));
}

type Graph = ReadonlyMap<string, readonly string[]>;

function withoutLoose(given: Graph, way: 'straight' | 'turned' = 'straight'): Graph {
	const graph = way === 'straight' ? given : turned(given);
	const users = turned(graph);
	const open = new Map([...graph].map(([id, next]) => [id, next.filter((one) => graph.has(one)).length]));
	const loose = [...open].filter(([, count]) => count === 0).map(([id]) => id);
	for (let id = loose.pop(); id !== undefined; id = loose.pop()) {
		open.delete(id);
		for (const user of users.get(id) ?? []) {
			const count = (open.get(user) ?? 0) - 1;
			if (open.has(user)) open.set(user, count);
			if (count === 0) loose.push(user);
		}
	}
	return new Map([...given].filter(([id]) => open.has(id)));
}

function turned(graph: Graph): Graph {
	const back = new Map<string, string[]>([...graph.keys()].map((id) => [id, []]));
	for (const [id, next] of graph) for (const one of next) back.get(one)?.push(id);
	return back;
}

function comesBack(start: string, graph: Graph): boolean {
	const seen = new Set<string>();
	const open = [...(graph.get(start) ?? [])];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		if (id === start) return true;
		if (seen.has(id)) continue;
		seen.add(id);
		open.push(...(graph.get(id) ?? []));
	}
	return false;
}
