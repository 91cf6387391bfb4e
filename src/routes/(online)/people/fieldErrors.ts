import { problemWords } from '#lib/ui/words/problems.ts';
import type { FieldError } from '../readForm.ts';

type FieldProblem = { readonly field: string; readonly code: string };

/** The same words for the summary and beside each control. */
export function fieldErrors(problems: readonly FieldProblem[]): FieldError[] {
	return problems.map(({ field, code }) => ({ id: field, words: problemWords({ code }) }));
}

export function errorsById(errors: readonly FieldError[]): Record<string, string> {
	return Object.fromEntries(errors.map(({ id, words }) => [id, words]));
}
