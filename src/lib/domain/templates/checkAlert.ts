import { goodAnswers, possibleAnswers } from './possibleAnswers.ts';
import type { AlertRule, Question } from './Template.ts';
import { problemAt, type TemplatePlace, type TemplateProblem } from './templateProblems.ts';

/** An alert that cannot fire looks like safety and is none; one that fires on a good answer is soon ignored. */
export function checkAlert(rule: AlertRule, question: Question, at: TemplatePlace): readonly TemplateProblem[] {
	return [
		...(canFire(rule) ? [] : [problemAt(at, 'alert.never-fires')]),
		...checkAnswers(rule, question, at),
		...(rule.late !== undefined && !hasClock(question) ? [problemAt(at, 'alert.late-without-clock')] : []),
		...(rule.above !== undefined && question.kind !== 'num' ? [problemAt(at, 'alert.above-without-number')] : []),
		...(rule.confirm === true && rule.says === undefined ? [problemAt(at, 'alert.confirm-without-words')] : [])
	];
}

function canFire(rule: AlertRule): boolean {
	const isLate = rule.late?.days !== undefined || rule.late?.timesClock !== undefined;
	return rule.on.length > 0 || isLate || rule.above !== undefined || rule.confirm === true;
}

function checkAnswers(rule: AlertRule, question: Question, at: TemplatePlace): TemplateProblem[] {
	const possible = possibleAnswers(question) ?? [];
	const good = goodAnswers(question.kind);
	return rule.on.flatMap((answer) => {
		if (!possible.includes(answer)) return [problemAt(at, 'alert.on-impossible-answer', { answer })];
		return good.includes(answer) ? [problemAt(at, 'alert.on-good-answer', { answer })] : [];
	});
}

/** Lateness needs a clock at every stage: the question's own, or it could be late for some children only. */
function hasClock(question: Question): boolean {
	return (question.kind === 'time' || question.kind === 'date') && question.clock !== undefined;
}
