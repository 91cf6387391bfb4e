/** A run of words of one text, as it stands to another text: in both, taken out, or put in. */
export type Marked = { readonly text: string; readonly how: 'same' | 'out' | 'in' };

/** Longer than this it is not compared word by word: all of the one goes out and all of the other comes in. */
const mostWords = 800;

/**
 * What changed between two texts, word by word, by the longest common run of words (Wagner and Fischer 1974). Put
 * together, what is the same and what went out is the first text, and what is the same and came in is the second.
 */
export function markWords(before: string, after: string): readonly Marked[] {
	const [one, other] = [wordsOf(before), wordsOf(after)];
	if (one.length > mostWords || other.length > mostWords)
		return before === after
			? runs([{ text: before, how: 'same' }])
			: runs([
					{ text: before, how: 'out' },
					{ text: after, how: 'in' }
				]);
	const common = tableOf(one, other);
	const marked: Marked[] = [];
	let [i, j] = [0, 0];
	while (i < one.length || j < other.length) {
		if (i < one.length && j < other.length && one[i] === other[j]) {
			marked.push({ text: one[i] ?? '', how: 'same' });
			i += 1;
			j += 1;
		} else if (j >= other.length || (i < one.length && at(common, i + 1, j) >= at(common, i, j + 1))) {
			marked.push({ text: one[i] ?? '', how: 'out' });
			i += 1;
		} else {
			marked.push({ text: other[j] ?? '', how: 'in' });
			j += 1;
		}
	}
	return runs(marked);
}

/** Words with the space after them, so that putting them together gives the text again. */
function wordsOf(text: string): readonly string[] {
	return text.match(/\s*\S+\s*|^\s+$/g) ?? [];
}

/** How many words the two have in common from each pair of places on. */
function tableOf(one: readonly string[], other: readonly string[]): readonly (readonly number[])[] {
	const table: number[][] = Array.from({ length: one.length + 1 }, () => Array<number>(other.length + 1).fill(0));
	for (let i = one.length - 1; i >= 0; i -= 1) {
		const row = table[i] ?? [];
		for (let j = other.length - 1; j >= 0; j -= 1)
			row[j] = one[i] === other[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
	}
	return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
	return table[i]?.[j] ?? 0;
}

function runs(marked: readonly Marked[]): Marked[] {
	const together: Marked[] = [];
	for (const { text, how } of marked) {
		if (text === '') continue;
		const last = together.at(-1);
		if (last?.how === how) together[together.length - 1] = { how, text: last.text + text };
		else together.push({ text, how });
	}
	return together;
}
