import { readDate } from '#lib/ui/form/readDate.ts';
import { problemWords } from '#lib/ui/words/problems.ts';
import type { Day } from '#lib/domain/shared/dates.ts';

/** What is wrong in a form, said in the summary and beside the field of that id. */
export type FieldError = { readonly id: string; readonly words: string };

/** What a person typed, back for them to go on with. */
export type Typed = Readonly<Record<string, string>>;

export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}

/** The three boxes as typed: they are sent without a script too, where the hidden whole date is not kept up. */
export function dateOf(form: FormData, name: string): { readonly day: Day | null; readonly problem: string | null } {
	const box = (part: string) => textOf(form, `${name}-${part}`);
	const read = readDate({ day: box('day'), month: box('month'), year: box('year') });
	return read.ok ? { day: read.value, problem: null } : { day: null, problem: problemWords(read.problem) };
}

export function typedIn(form: FormData): Typed {
	return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

export function errorFor(errors: readonly FieldError[] | undefined, id: string): string | undefined {
	return errors?.find((error) => error.id === id)?.words;
}
