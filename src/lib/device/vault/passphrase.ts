import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import { asTyped } from './keyDerivation.ts';
import { words } from './words.ts';

export type PassphraseProblem = 'passphrase.too-short' | 'passphrase.too-plain';

const shortest = 12;

/** Four words, or twelve characters that are not one thing over and over. */
export function judgePassphrase(text: string): Result<void, PassphraseProblem> {
	const typed = asTyped(text);
	const parts = typed.split(' ').filter((part) => part.length > 0);
	if (typed.length < shortest && parts.length < 4) return problem('passphrase.too-short');
	const distinctCharacters = new Set(typed.toLowerCase()).size;
	const distinctWords = new Set(parts.map((part) => part.toLowerCase())).size;
	if (distinctCharacters < 6 || isRun(typed)) return problem('passphrase.too-plain');
	if (parts.length >= 4 && distinctWords < 3) return problem('passphrase.too-plain');
	return ok(undefined);
}

/** "123456789012", "abcdefghijkl": each character the next one on. */
function isRun(text: string): boolean {
	let steps = 0;
	for (let index = 1; index < text.length; index += 1) {
		const step = text.charCodeAt(index) - text.charCodeAt(index - 1);
		if (step === 1 || step === -1 || step === -9 || step === 9) steps += 1;
	}
	return steps >= text.length - 2;
}

/** Four words of 1024: 40 bits, behind Argon2id (docs/decisions/0005-the-vault.md). */
export function suggestPassphrase(): string {
	const picks = crypto.getRandomValues(new Uint32Array(4));
	// 1024 divides 2^32, so every word is as likely as every other.
	return Array.from(picks, (pick) => words[pick % words.length] ?? '').join(' ');
}
