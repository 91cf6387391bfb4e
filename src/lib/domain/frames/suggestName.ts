/** Somebody or something here that a name of the import may stand for. */
export type Candidate = { readonly id: string; readonly name: string };

/** Words that say what, and not who: they stand in one system and not in the other. */
const idleWords = new Set(['mr', 'mrs', 'ms', 'miss', 'dr', 'team', 'service', 'the', 'social', 'worker', 'sw']);

/**
 * Whom a name of the import most likely stands for: the same words in another order ("Okafor, Sam"), an initial for a
 * first name ("S Okafor"), or a slip of the pen. Only a suggestion, and only where one candidate is likelier than every
 * other: a wrong tie would give a worker their own case to audit, so a person says yes or no.
 */
export function suggestName(name: string, candidates: readonly Candidate[]): Candidate | null {
	const words = wordsOf(name);
	if (words.length === 0) return null;
	const scored = candidates
		.map((candidate) => ({ candidate, score: likeness(words, wordsOf(candidate.name)) }))
		.filter(({ score }) => score > 0)
		.sort((one, other) => other.score - one.score);
	const [best, next] = scored;
	return best === undefined || next?.score === best.score ? null : best.candidate;
}

/** 3 the same words, 2 the same but for initials, 1 a slip of one letter, or of two in a long name; 0 nothing alike. */
function likeness(words: readonly string[], other: readonly string[]): 0 | 1 | 2 | 3 {
	if (other.length === 0) return 0;
	const [one, two] = [words.join(' '), other.join(' ')];
	if (one === two) return 3;
	if (agreesByInitials(words, other)) return 2;
	const slips = Math.max(one.length, two.length) >= 10 ? 2 : 1;
	return Math.min(one.length, two.length) >= 5 && isWithinSlips(one, two, slips) ? 1 : 0;
}

/** Every word has its like, an initial counting as one; at least one whole word must be the same. */
function agreesByInitials(words: readonly string[], other: readonly string[]): boolean {
	if (words.length !== other.length || words.length < 2) return false;
	const left = [...other];
	const unmatched = words.filter((word) => {
		const at = left.indexOf(word);
		if (at !== -1) left.splice(at, 1);
		return at === -1;
	});
	if (unmatched.length === words.length) return false;
	return unmatched.every((word) => {
		const at = left.findIndex((one) => isInitialOf(word, one) || isInitialOf(one, word));
		if (at !== -1) left.splice(at, 1);
		return at !== -1;
	});
}

function isInitialOf(initial: string, word: string): boolean {
	return initial.length === 1 && word.startsWith(initial);
}

function wordsOf(name: string): string[] {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '' && !idleWords.has(word))
		.sort();
}

/** Whether one text becomes the other by at most so many letters put in, left out or changed (Levenshtein 1966). */
function isWithinSlips(one: string, other: string, slips: number): boolean {
	if (Math.abs(one.length - other.length) > slips) return false;
	let row = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (const [i, letter] of [...one].entries()) {
		const next = [i + 1];
		for (const [j, against] of [...other].entries()) {
			const [diagonal = 0, above = 0, before = 0] = [row[j], row[j + 1], next[j]];
			next.push(Math.min(above + 1, before + 1, diagonal + (letter === against ? 0 : 1)));
		}
		row = next;
	}
	return (row.at(-1) ?? slips + 1) <= slips;
}
