import type { GivenNames } from './GivenNames.ts';
import { institutions, isKnownWord, places } from './knownWords.ts';
import { nameWord, roleNear, startsSentence } from './names.ts';
import { detail, matches, type PersonalDetail } from './PersonalDetail.ts';

const capitalised = new RegExp(`(?<![\\p{L}\\p{N}’'-])(${nameWord})(?![\\p{L}\\p{N}])`, 'gu');
/** Words after which only a person makes sense: "Mark said", "Grace lives with". */
const personSigns =
	/^(?:['’]s|(?: has| was| is)? (?:said|says|told|tells|lives?|lived|wants?|wanted|attends?|attended|feels?|felt|moved|asked|disclosed|denied|presented|reports|reported|shared|enjoys|likes|loves|seen|spoken|visited)\b)/;

/** Words after which a place makes sense. */
const toPlaces =
	/(?:^|[^\p{L}])(?:in|near|at|around|outside|from|of|(?:moved?|then|back|went|going|transferred|travels?|travelled) to)(?: the)? $/iu;

/** A single given name, by the list: "spoke with Maisie", "Kai’s plan"; in small letters where it can be nothing else. */
export function loneNames(text: string, names: GivenNames): PersonalDetail[] {
	const found = matches(text, capitalised).flatMap(({ word, start }) => {
		const name = word.replace(/['’]s$/, '');
		const kind = kindOf(name, names);
		if (kind === null || isKnownWord(name) || isPlaceOrBody(text, start, name)) return [];
		const end = start + name.length;
		if (kind === 'word' && startsSentence(text, start) && !personSigns.test(text.slice(end, end + 24))) return [];
		return [detail('name', start, name, roleNear(text, end))];
	});
	return [...found, ...smallNames(text, names)];
}

/** "Anne-Marie" by either half. */
function kindOf(word: string, names: GivenNames): 'name' | 'word' | null {
	const kinds = word
		.toLowerCase()
		.split('-')
		.map((part) => names.kindOf(part));
	return kinds.includes('name') ? 'name' : kinds.includes('word') ? 'word' : null;
}

/** "in Preston", "St Oliver’s", "Kingsley Road", "the Alice Street surgery". */
function isPlaceOrBody(text: string, start: number, name: string): boolean {
	const before = text.slice(Math.max(0, start - 24), start);
	const after = text.slice(start + name.length, start + name.length + 32);
	if (/(?:^|[^\p{L}])(?:St\.?|Saint) $/u.test(before)) return true;
	if (places.has(name.toLowerCase()) && toPlaces.test(before) && !personSigns.test(after)) return true;
	const next = /^(?:['’]s)?(?: (?:\p{Lu}\p{L}*|and))*? (\p{Lu}?\p{L}+)/u.exec(after)?.[1]?.toLowerCase();
	return next !== undefined && institutions.has(next) && !/^['’]s /.test(after.slice(0, 3)) && isCapital(after, next);
}

function isCapital(after: string, word: string): boolean {
	const at = after.toLowerCase().indexOf(word);
	return after.charAt(at) !== word.charAt(0);
}

/** Four letters or more, and a name in no dictionary: "spoke to maisie". */
function smallNames(text: string, names: GivenNames): PersonalDetail[] {
	return matches(text, /(?<![\p{L}\p{N}@./_’'-])\p{Ll}{4,}(?![\p{L}\p{N}@_-])/gu)
		.filter(({ word }) => names.kindOf(word) === 'name' && !isKnownWord(word))
		.map(({ word, start }) => detail('name', start, word, roleNear(text, start + word.length)));
}
