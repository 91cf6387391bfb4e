import { commonWords, institutions, isKnownWord } from './knownWords.ts';
import { detail, matches, type PersonalDetail } from './PersonalDetail.ts';

export const nameWord = "(?:Ma?c)?\\p{Lu}(?:['’]\\p{Lu})?\\p{Ll}+(?:[-'’]\\p{Lu}?\\p{Ll}+)*";
const titled = new RegExp(
	`(?<![\\p{L}\\p{N}])(Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sir|Dame|Rev|Reverend|Sister|Father|PC|DC|DS|DI|Sgt|Aunt|Auntie|Aunty|Uncle|Nurse)\\.? (?:${nameWord}|\\p{Lu}\\.?)(?: (?:${nameWord}|\\p{Lu}\\.)(?![\\p{L}]))?`,
	'gu'
);
const afterTitle: Readonly<Record<string, string>> = {
	dr: 'the doctor',
	doctor: 'the doctor',
	nurse: 'the nurse',
	pc: 'the police officer',
	dc: 'the police officer',
	ds: 'the police officer',
	di: 'the police officer',
	sgt: 'the police officer',
	aunt: 'the aunt',
	auntie: 'the aunt',
	aunty: 'the aunt',
	uncle: 'the uncle'
};
/** Titles that are words of their own as well: "Father Not asked", "Sister Also seen". */
const ambiguousTitles = new Set(['father', 'sister', 'nurse', 'miss', 'ds', 'di', 'dc', 'pc']);

/** "Mrs Okafor", "Dr A. Bell", "PC Marsh". */
export function titledNames(text: string): PersonalDetail[] {
	return matches(text, titled).flatMap(({ start, word, groups: [title = ''] }) => {
		const names = word.slice(title.length).replace(/^\.? /, '').split(' ');
		const kept = names.slice(0, names.findIndex((name, index) => index > 0 && isKnownWord(name)) >>> 0);
		const first = kept[0] ?? '';
		if (
			isKnownWord(first) ||
			(ambiguousTitles.has(title.toLowerCase()) && (first.length < 3 || commonWords.has(first.toLowerCase())))
		)
			return [];
		const whole = word.slice(0, word.indexOf(first, title.length) + kept.join(' ').length);
		return [detail('name', start, whole, afterTitle[title.toLowerCase()] ?? roleNear(text, start + whole.length))];
	});
}

const roles: readonly (readonly [RegExp, string])[] = [
	[/head ?teacher/i, 'the head teacher'],
	[/social worker/i, 'the social worker'],
	[/health visitor/i, 'the health visitor'],
	[/school nurse/i, 'the school nurse'],
	[/foster carer/i, 'the foster carer'],
	[/midwife/i, 'the midwife'],
	[/teacher/i, 'the teacher'],
	[/\bGP\b/, 'the GP'],
	[/solicitor/i, 'the solicitor'],
	[/grandmother|\bnan\b|\bgran\b/i, 'the grandmother'],
	[/grandfather|grandad/i, 'the grandfather']
];

/** Who they are may stand beside the name: "Mrs Okafor (head teacher)". */
export function roleNear(text: string, end: number): string | undefined {
	const after = /^[ ,(]{1,3}(?:the |is the |is a |a |his |her |their )?([\p{Ll}A-Z ]{2,24})/u.exec(
		text.slice(end, end + 40)
	)?.[1];
	return after === undefined ? undefined : roles.find(([pattern]) => pattern.test(after))?.[1];
}

const given = new RegExp(
	`\\b(?:called|named|name is|known as|first name|surname)[:,]? (?:is )?["“‘']?(${nameWord}(?: ${nameWord})?)`,
	'gu'
);

/** "a boy called Kai", "her name is Maisie". */
export function namesGiven(text: string): PersonalDetail[] {
	return matches(text, given)
		.filter(({ groups: [name = ''] }) => !name.split(' ').some(isKnownWord))
		.map(({ start, word, groups: [name = ''] }) =>
			detail('name', start + word.length - name.length, name, 'the child')
		);
}

const pair = new RegExp(`(?<![\\p{L}\\p{N}'’-])${nameWord}(?: ${nameWord}){1,3}(?![\\p{L}\\p{N}])`, 'gu');

/** Two capitalised words side by side, neither a word of the trade. The first word of a sentence is no evidence. */
export function fullNames(text: string): PersonalDetail[] {
	return matches(text, pair).flatMap(({ start, word }) => {
		const words = word.split(' ');
		const places = placesOf(words, start);
		const from = startsSentence(text, start) && commonWords.has((words[0] ?? '').toLowerCase()) ? 1 : 0;
		return runsOf(words, from)
			.filter(([first, end]) => end - first >= 2)
			.map(([first, end]) => detail('name', places[first] ?? start, words.slice(first, end).join(' ')));
	});
}

/** Stretches of words that could be names, between words that cannot. A run beside an institution's word is its name. */
function runsOf(words: readonly string[], from: number): (readonly [number, number])[] {
	if (words.some((word) => institutions.has(word.toLowerCase()))) return [];
	const runs: [number, number][] = [];
	let first = from;
	for (let index = from; index <= words.length; index += 1) {
		if (index < words.length && !isKnownWord(words[index] ?? '')) continue;
		if (index > first) runs.push([first, index]);
		first = index + 1;
	}
	return runs;
}

function placesOf(words: readonly string[], start: number): number[] {
	let at = start;
	return words.map((word) => {
		const place = at;
		at += word.length + 1;
		return place;
	});
}

const ofFamily = new RegExp(
	`(?<![\\p{L}\\p{N}’'-])(${nameWord})(?:['’]s?)? (family|household|children|siblings|brothers|sisters|twins)\\b`,
	'gu'
);

/** "the Okafor family", "both Thornton children". */
export function familyNames(text: string): PersonalDetail[] {
	return matches(text, ofFamily)
		.filter(({ start, groups: [name = ''] }) => !isKnownWord(name) && !startsSentence(text, start))
		.map(({ word, start, groups: [, what] }) => detail('name', start, word, what));
}

export function startsSentence(text: string, at: number): boolean {
	const before = text.slice(Math.max(0, at - 4), at).trimEnd();
	return before === '' || /[.!?:;\n•“"(–-]$/.test(before) || text.slice(Math.max(0, at - 2), at).includes('\n');
}
