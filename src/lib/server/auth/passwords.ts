import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';
import type { Result } from '#lib/domain/shared/Result.ts';
import { ok, problem } from '#lib/domain/shared/Result.ts';
import { commonPasswords } from './commonPasswords.ts';

export const shortestPassword = 12;
/** Argon2 reads it all; a limit keeps a megabyte of it from being work for us. */
export const longestPassword = 256;

/** Argon2id as OWASP's password storage sheet has it: 19 MiB, two passes, one lane. */
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), argon2id);
}

let nobodysHash: Promise<string> | null = null;

/** For an account without a password the same work is done, so that the time it takes tells nothing. */
export async function isPasswordRight(kept: string | null, password: string): Promise<boolean> {
	nobodysHash ??= hashPassword(makePassword());
	const right = await verify(kept ?? (await nobodysHash), password.slice(0, longestPassword).normalize('NFKC'));
	return right && kept !== null;
}

export type PasswordProblem =
	'password.too-short' | 'password.too-long' | 'password.common' | 'password.about-you' | 'password.repeats';

/** No rules about kinds of characters (NIST 800-63B): length, and nothing that is guessed first. */
export function checkPassword(password: string, about: readonly string[]): Result<string, PasswordProblem> {
	if ([...password].length < shortestPassword) return problem('password.too-short', { least: shortestPassword });
	if (password.length > longestPassword) return problem('password.too-long', { most: longestPassword });
	const plain = plainForm(password);
	if (isPattern(plain)) return problem('password.repeats');
	if (isCommon(plain)) return problem('password.common');
	if (isAbout(plain, about)) return problem('password.about-you');
	return ok(password);
}

const looksLike: Readonly<Record<string, string>> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'!': 'i'
};

/** "P4ssw0rd" is guessed right after "password". */
function plainForm(password: string): string {
	return password.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
}

function withoutDisguise(plain: string): string {
	return [...plain].map((character) => looksLike[character] ?? character).join('');
}

/** A common password stays common when digits and marks are put around it or it is written twice. */
function isCommon(plain: string): boolean {
	const core = plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
	const forms = [plain, core, withoutDisguise(plain), withoutDisguise(core)];
	return forms.some((form) => commonPasswords.has(form) || commonPasswords.has(half(form)));
}

function half(text: string): string {
	const middle = text.length / 2;
	return text.slice(0, middle) === text.slice(middle) ? text.slice(0, middle) : text;
}

const rows = [
	'abcdefghijklmnopqrstuvwxyz',
	'01234567890123456789',
	'qwertyuiopasdfghjklzxcvbnm',
	'1qaz2wsx3edc4rfv5tgb6yhn7ujm'
];
const runs = rows.flatMap((row) => [row, [...row].reverse().join('')]);

/** Few different characters, one short piece again and again, or a walk along the keyboard or the alphabet. */
function isPattern(plain: string): boolean {
	if (new Set(plain).size < 5) return true;
	if (/^(.{1,4})\1+.{0,3}$/u.test(plain)) return true;
	return runs.some((run) => run.repeat(2).includes(plain));
}

/** Their name, sign-in name, council or this program may be part of a password, but not most of it. */
function isAbout(plain: string, about: readonly string[]): boolean {
	const words = ['dipper', ...about].flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
	const known = [...new Set(words)].filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
	const rest = known.reduce((left, word) => left.replaceAll(word, ''), plain);
	return rest.length < 6 && rest.length < plain.length;
}

/** No letters or digits that look alike, for it is read from a screen and typed once. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

/** About 99 bits: shown once to whoever made the account, and changed at the first sign-in. */
export function makePassword(): string {
	const character = () => readable.charAt(randomInt(readable.length));
	return Array.from({ length: 5 }, () => Array.from({ length: 4 }, character).join('')).join('-');
}
