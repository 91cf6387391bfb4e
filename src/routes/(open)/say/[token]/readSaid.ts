import { askedOf, type Said } from '#lib/domain/voices/Voice.ts';

export const longestWords = 2_000;
type Typed = { readonly text: string; readonly given: Readonly<Record<string, string>> };
type Read =
	| {
			readonly ok: true;
			readonly words: { readonly said: readonly Said[]; readonly text: string };
			readonly typed: Typed;
	  }
	| { readonly ok: false; readonly error: string; readonly typed: Typed };

const answers: ReadonlySet<string> = new Set(['yes', 'partly', 'no']);

/** A form from outside: only the questions that were put, only the answers there are, and words of a length. */
export function readSaid(asks: 'parent' | 'partner', form: FormData): Read {
	const said = askedOf[asks].flatMap((about) => {
		const value = textIn(form, about);
		return answers.has(value) ? [{ about, value }] : [];
	});
	const text = textIn(form, 'words').replaceAll('\r\n', '\n').replaceAll('\u0000', '').trim();
	const typed = { text, given: Object.fromEntries(said.map(({ about, value }) => [about, value])) };
	if (text.length > longestWords)
		return { ok: false, error: `Shorten what you wrote to ${String(longestWords)} characters`, typed };
	return { ok: true, words: { said, text: text.toWellFormed() }, typed };
}

function textIn(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
