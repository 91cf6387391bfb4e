import type { Condition } from '../Condition.ts';
import type { Question } from '../Template.ts';

/**
 * A condition as a form's skip logic, or null where a form cannot say it: what comes with the import of the caseload is
 * not in a form, and a form has no question of two dates. Without its condition the question is asked always.
 */
export function expressionFor(condition: Condition, questions: ReadonlyMap<string, Question>): string | null {
	if ('fact' in condition) return null;
	if ('not' in condition) {
		const inner = expressionFor(condition.not, questions);
		return inner === null ? null : `not(${inner})`;
	}
	if ('all' in condition) return joined(condition.all, 'and', questions);
	if ('any' in condition) return joined(condition.any, 'or', questions);
	if ('answered' in condition) return isForm(questions, condition.answered) ? `\${${condition.answered}} != ''` : null;
	if ('answer' in condition) return chosen(condition, questions.get(condition.answer));
	if ('number' in condition) return bounded(condition.number, condition.atLeast, condition.below);
	const day = (text: string | undefined) => (text === undefined ? undefined : `date('${text}')`);
	return bounded(condition.date, day(condition.onOrAfter), day(condition.before));
}

function isForm(questions: ReadonlyMap<string, Question>, id: string): boolean {
	const kind = questions.get(id)?.kind;
	return kind !== undefined && kind !== 'time';
}

function joined(
	parts: readonly Condition[],
	word: 'and' | 'or',
	questions: ReadonlyMap<string, Question>
): string | null {
	const said = parts.map((part) => expressionFor(part, questions));
	return said.some((one) => one === null) ? null : `(${said.join(` ${word} `)})`;
}

function chosen({ answer, is }: Extract<Condition, { answer: string }>, question: Question | undefined): string | null {
	if (question === undefined || question.kind === 'time') return null;
	const said = is.map((one) => {
		if (typeof one === 'number') return `\${${answer}} = ${one}`;
		const quoted = one.includes("'") ? (one.includes('"') ? null : `"${one}"`) : `'${one}'`;
		if (quoted === null) return null;
		return question.kind === 'multi' ? `selected(\${${answer}}, ${quoted})` : `\${${answer}} = ${quoted}`;
	});
	if (said.some((one) => one === null)) return null;
	return said.length === 1 ? (said[0] ?? null) : `(${said.join(' or ')})`;
}

function bounded(id: string, from: string | number | undefined, below: string | number | undefined): string {
	const parts = [
		...(from === undefined ? [] : [`\${${id}} >= ${from}`]),
		...(below === undefined ? [] : [`\${${id}} < ${below}`])
	];
	return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' and ')})`;
}
