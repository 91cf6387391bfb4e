import { addDays, isDay } from '../../shared/dates.ts';
import { ok, problem, type Result } from '../../shared/Result.ts';
import type { Condition } from '../Condition.ts';
import { possibleAnswers } from '../possibleAnswers.ts';
import type { Question } from '../Template.ts';
import { parseExpression, type Comparison, type Expression } from './parseExpression.ts';

/** What the names in a form's expressions stand for. */
export type Names = {
	readonly questions: ReadonlyMap<string, Question>;
	/** Questions of whole numbers: above 3 is from 4. */
	readonly whole: ReadonlySet<string>;
	readonly calculations: ReadonlyMap<string, string>;
	/** In the form, and left out of the draft. */
	readonly leftOut: ReadonlySet<string>;
};

export type ConditionProblem =
	'relevant.not-understood' | 'relevant.unknown-reference' | 'relevant.left-out-reference' | 'relevant.no-such-option';
type Read = Result<Condition, ConditionProblem>;

const notUnderstood = problem('relevant.not-understood' as const);
/** Calculations that use calculations may go round in a ring, or grow without end: one is followed, and no more. */
const mostCalculations = 1;
const longestCalculation = 500;

/** Skip logic as a condition of ours: exactly, or not at all. */
export function conditionFrom(source: string, names: Names): Read {
	const expression = parseExpression(source);
	return expression === null ? notUnderstood : read(expression, names, 0);
}

function read(expression: Expression, names: Names, depth: number): Read {
	switch (expression.kind) {
		case 'all':
		case 'any':
			return joined(expression.kind, expression.parts, names, depth);
		case 'compare':
			return compared(expression, names, depth);
		case 'call':
			return called(expression, names, depth);
		case 'reference':
			return calculated(expression.name, null, names, depth);
		default:
			return notUnderstood;
	}
}

function joined(kind: 'all' | 'any', parts: readonly Expression[], names: Names, depth: number): Read {
	const conditions: Condition[] = [];
	for (const part of parts) {
		const one = read(part, names, depth);
		if (!one.ok) return one;
		conditions.push(one.value);
	}
	const merged = conditions.reduce<Condition[]>((done, next) => {
		const last = done.at(-1);
		const both = last === undefined ? null : kind === 'any' ? eitherAnswer(last, next) : bothBounds(last, next);
		return both === null ? [...done, next] : [...done.slice(0, -1), both];
	}, []);
	const [only] = merged;
	if (merged.length === 1 && only !== undefined) return ok(only);
	return ok(kind === 'all' ? { all: merged } : { any: merged });
}

/** "a or b" of one question is one row of ours. */
function eitherAnswer(one: Condition, next: Condition): Condition | null {
	if (!('answer' in one) || !('answer' in next) || one.answer !== next.answer) return null;
	return { answer: one.answer, is: [...new Set([...one.is, ...next.is])] };
}

function bothBounds(one: Condition, next: Condition): Condition | null {
	if ('number' in one && 'number' in next && one.number === next.number)
		return one.below === undefined && next.atLeast === undefined ? { ...one, below: next.below } : null;
	if ('date' in one && 'date' in next && one.date === next.date)
		return one.before === undefined && next.onOrAfter === undefined ? { ...one, before: next.before } : null;
	return null;
}

function called(
	{ name, given: [first, second] }: Extract<Expression, { kind: 'call' }>,
	names: Names,
	depth: number
): Read {
	if (name === 'not' && first !== undefined && second === undefined) {
		const inner = read(first, names, depth);
		return inner.ok ? ok({ not: inner.value }) : inner;
	}
	if (name === 'selected' && first?.kind === 'reference' && second?.kind === 'text')
		return compared({ kind: 'compare', sign: '=', left: first, right: second }, names, depth);
	return notUnderstood;
}

const turned: Readonly<Record<Comparison, Comparison>> = {
	'=': '=',
	'!=': '!=',
	'<': '>',
	'<=': '>=',
	'>': '<',
	'>=': '<='
};

function compared({ sign, left, right }: Extract<Expression, { kind: 'compare' }>, names: Names, depth: number): Read {
	if (right.kind === 'reference' && left.kind !== 'reference')
		return compared({ kind: 'compare', sign: turned[sign], left: right, right: left }, names, depth);
	if (left.kind === 'call') return counted(left, sign, right, names);
	if (left.kind !== 'reference') return notUnderstood;
	const question = names.questions.get(left.name);
	if (question === undefined) return calculated(left.name, { sign, right }, names, depth);
	const day = dayIn(right);
	if (question.kind === 'date' && day !== null) return dated(question.id, sign, day);
	if (right.kind === 'text' && right.text === '') return isAnswered(question.id, sign);
	if (question.kind === 'num') {
		const number = right.kind === 'number' ? right.number : right.kind === 'text' ? Number(right.text) : NaN;
		return Number.isFinite(number) ? numbered(question.id, sign, number, names.whole.has(left.name)) : notUnderstood;
	}
	if ((sign !== '=' && sign !== '!=') || (right.kind !== 'text' && right.kind !== 'number')) return notUnderstood;
	return chosen(question, right.kind === 'text' ? right.text : String(right.number), sign === '=');
}

function chosen(question: Question, option: string, isEqual: boolean): Read {
	const possible = possibleAnswers(question);
	if (possible === null) return notUnderstood;
	if (!possible.includes(option)) return problem('relevant.no-such-option', { name: option });
	const is: Condition = { answer: question.id, is: [option] };
	return ok(isEqual ? is : { not: is });
}

function isAnswered(id: string, sign: Comparison): Read {
	if (sign === '!=') return ok({ answered: id });
	return sign === '=' ? ok({ not: { answered: id } }) : notUnderstood;
}

/** Counting letters or choices asks, of nought, whether there is an answer. */
function counted(call: Extract<Expression, { kind: 'call' }>, sign: Comparison, right: Expression, names: Names): Read {
	const [first] = call.given;
	if (call.name !== 'string-length' && call.name !== 'count-selected') return notUnderstood;
	if (first?.kind !== 'reference' || right.kind !== 'number') return notUnderstood;
	const question = names.questions.get(first.name);
	if (question === undefined) return unknownName(first.name, names);
	const asksForSome = (sign === '>' && right.number === 0) || (sign === '>=' && right.number === 1);
	if (asksForSome || (sign === '!=' && right.number === 0)) return isAnswered(question.id, '!=');
	return sign === '=' && right.number === 0 ? isAnswered(question.id, '=') : notUnderstood;
}

function numbered(id: string, sign: Comparison, number: number, isWhole: boolean): Read {
	const exactly: Condition = { answer: id, is: [number] };
	const step = isWhole && Number.isInteger(number);
	switch (sign) {
		case '=':
			return ok(exactly);
		case '!=':
			return ok({ not: exactly });
		case '>=':
			return ok({ number: id, atLeast: number });
		case '<':
			return ok({ number: id, below: number });
		case '>':
			return ok(
				step ? { number: id, atLeast: number + 1 } : { all: [{ number: id, atLeast: number }, { not: exactly }] }
			);
		case '<=':
			return ok(step ? { number: id, below: number + 1 } : { any: [{ number: id, below: number }, exactly] });
	}
}

function dayIn(expression: Expression): string | null {
	const [inner] = expression.kind === 'call' && expression.name === 'date' ? expression.given : [expression];
	return inner?.kind === 'text' && isDay(inner.text) ? inner.text : null;
}

function dated(id: string, sign: Comparison, day: string): Read {
	const next = addDays(day, 1);
	const on: Condition = { date: id, onOrAfter: day, before: next };
	switch (sign) {
		case '=':
			return ok(on);
		case '!=':
			return ok({ not: on });
		case '>=':
			return ok({ date: id, onOrAfter: day });
		case '<':
			return ok({ date: id, before: day });
		case '>':
			return ok({ date: id, onOrAfter: next });
		case '<=':
			return ok({ date: id, before: next });
	}
}

type Against = { readonly sign: Comparison; readonly right: Expression };

/** A calculation that chooses between two values by a condition is that condition, where it is asked which of them it is. */
function calculated(name: string, against: Against | null, names: Names, depth: number): Read {
	const source = names.calculations.get(name);
	if (source === undefined) return unknownName(name, names);
	const isFollowed = depth < mostCalculations && source.length <= longestCalculation;
	const expression = isFollowed ? parseExpression(source) : null;
	if (expression === null) return problem('relevant.left-out-reference', { name });
	if (against === null) return expression.kind === 'text' ? notUnderstood : read(expression, names, depth + 1);
	if (expression.kind !== 'call' || expression.name !== 'if' || (against.sign !== '=' && against.sign !== '!='))
		return problem('relevant.left-out-reference', { name });
	const [when, then, otherwise] = expression.given;
	const [wanted, ifSo, ifNot] = [against.right, then, otherwise].map((one) => constant(one));
	if (when === undefined || wanted === null || ifSo === null || ifNot === null || ifSo === ifNot)
		return problem('relevant.left-out-reference', { name });
	const condition = read(when, names, depth + 1);
	if (!condition.ok || (wanted !== ifSo && wanted !== ifNot)) return condition.ok ? notUnderstood : condition;
	return ok((wanted === ifSo) === (against.sign === '=') ? condition.value : { not: condition.value });
}

function constant(expression: Expression | undefined): string | null {
	if (expression?.kind === 'text') return expression.text;
	return expression?.kind === 'number' ? String(expression.number) : null;
}

function unknownName(name: string, names: Names): Read {
	return problem(names.leftOut.has(name) ? 'relevant.left-out-reference' : 'relevant.unknown-reference', { name });
}
