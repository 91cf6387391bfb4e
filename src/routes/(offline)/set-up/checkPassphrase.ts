import { judgePassphrase } from '#lib/device/vault/passphrase.ts';
import type { SetUpCode } from '#lib/ui/words/setUp.ts';

/** What was chosen and typed: the words that were suggested, once; words of one's own, twice. */
export type TypedPassphrase =
	| { readonly kind: 'suggested'; readonly words: string; readonly typed: string }
	| { readonly kind: 'own'; readonly typed: string; readonly again: string };
export type PassphraseFault = { readonly field: 'passphrase' | 'again'; readonly code: SetUpCode };

const tidy = (text: string) => text.trim().replace(/\s+/g, ' ');

/** Null when it will do. */
export function checkPassphrase(given: TypedPassphrase): PassphraseFault | null {
	if (given.kind === 'suggested')
		return tidy(given.typed) === given.words ? null : { field: 'passphrase', code: 'passphrase.not-the-words' };
	if (tidy(given.typed) === '') return { field: 'passphrase', code: 'passphrase.missing' };
	const judged = judgePassphrase(given.typed);
	if (!judged.ok) return { field: 'passphrase', code: judged.problem.code };
	return tidy(given.typed) === tidy(given.again) ? null : { field: 'again', code: 'passphrase.differs' };
}
