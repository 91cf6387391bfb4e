import { checkAlert } from './checkAlert.ts';
import { clockDateKeys, prefillKeys, prefillValues } from './importKeys.ts';
import type { ClockUse, Question } from './Template.ts';
import { problemAt, type TemplatePlace, type TemplateProblem } from './templateProblems.ts';

/** What the council has that a template may name. Left out: not checked. */
export type TemplateSurroundings = { readonly clocks?: ReadonlySet<string> };

export function checkQuestion(
	question: Question,
	section: string,
	surroundings: TemplateSurroundings
): readonly TemplateProblem[] {
	const at = { section, question: question.id };
	return [
		...checkOptions(question, at),
		...checkPrefill(question, at),
		...clockUses(question).flatMap((use) => checkClockUse(use, at, surroundings)),
		...(question.kind === 'gate' && question.optional ? [problemAt(at, 'question.optional-gate')] : []),
		...question.alerts.flatMap((rule) => checkAlert(rule, question, at))
	];
}

/** The question's own clock and those that stages put in its place. */
export function clockUses(question: Question): readonly ClockUse[] {
	return [question, ...Object.values(question.byStage ?? {})];
}

function checkOptions(question: Question, at: TemplatePlace): TemplateProblem[] {
	const isChoice = question.kind === 'pick' || question.kind === 'multi';
	const options = question.options ?? [];
	if (!isChoice) return options.length > 0 ? [problemAt(at, 'question.options-not-wanted')] : [];
	if (options.length < 2) return [problemAt(at, 'question.options-missing')];
	const ids = options.map((option) => option.id);
	const again = ids.filter((id, index) => ids.indexOf(id) < index);
	return again.map((option) => problemAt(at, 'question.same-option', { option }));
}

function checkPrefill(question: Question, at: TemplatePlace): TemplateProblem[] {
	const key = question.prefill;
	if (key === undefined) return [];
	if (!prefillKeys.includes(key)) return [problemAt(at, 'question.unknown-import-key', { key })];
	if (question.kind !== 'pick') return [];
	const options = new Set(question.options?.map((option) => option.id));
	const missing = (prefillValues[key] ?? []).filter((value) => !options.has(value));
	return missing.map((value) => problemAt(at, 'question.prefill-has-no-option', { key, value }));
}

function checkClockUse(use: ClockUse, at: TemplatePlace, { clocks }: TemplateSurroundings): TemplateProblem[] {
	const dates = [use.from, use.to].filter((key) => key !== undefined && !clockDateKeys.includes(key));
	const isUnknown = use.clock !== undefined && clocks !== undefined && !clocks.has(use.clock);
	return [
		...dates.map((key) => problemAt(at, 'question.unknown-import-key', { key: key ?? '' })),
		...(isUnknown ? [problemAt(at, 'question.unknown-clock', { clock: use.clock ?? '' })] : [])
	];
}
