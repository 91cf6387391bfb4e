export type PersonOption = {
	readonly id: string;
	readonly name: string;
	/** "Team manager, Riverside". */
	readonly about?: string;
};

/** Those in whom every word typed begins a word of the name or of what is said about them. */
export function findPeople(people: readonly PersonOption[], typed: string): readonly PersonOption[] {
	const wanted = words(typed);
	if (wanted.length === 0) return people;
	return people.filter((person) => {
		const has = words(`${person.name} ${person.about ?? ''}`);
		return wanted.every((word) => has.some((one) => one.startsWith(word)));
	});
}

/** Accents and apostrophes do not keep a name from being found. */
function words(text: string): string[] {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/['’]/g, '')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}
