export type PersonalDetailKind = 'name' | 'postcode' | 'date-of-birth' | 'nhs-number' | 'upn' | 'phone' | 'email';

/** Something in a note that looks like personal detail. A warning, never a block (product.md 5.7, security.md 1). */
export type PersonalDetail = {
	readonly kind: PersonalDetailKind;
	/** Where it stands in the text: `text.slice(start, end) === word`. */
	readonly start: number;
	readonly end: number;
	readonly word: string;
	/** What could stand instead, where one can be guessed. */
	readonly replacement?: string;
};

/**
 * What in a note looks like a name, a postcode, a date of birth or a number that leads to a child. Made for notes as
 * auditors write them: it would rather miss a name than doubt every capital, for a warning that is often wrong is
 * not read. Linear in the length of the text.
 */
export function findPersonalDetail(text: string): readonly PersonalDetail[] {
	const found: PersonalDetail[] = [];
	for (const look of looks) {
		for (const detail of look(text)) {
			if (!found.some((other) => detail.start < other.end && other.start < detail.end)) found.push(detail);
		}
	}
	return found.sort((one, other) => one.start - other.start);
}

type Look = (text: string) => PersonalDetail[];

/** In order: what an earlier look has claimed, a later one leaves. */
const looks: readonly Look[] = [
	emails,
	nhsNumbers,
	upns,
	phones,
	postcodes,
	datesOfBirth,
	titledNames,
	namesGiven,
	fullNames
];

function matches(
	text: string,
	pattern: RegExp
): { word: string; start: number; groups: readonly (string | undefined)[] }[] {
	return [...text.matchAll(pattern)].map((match) => ({ word: match[0], start: match.index, groups: match.slice(1) }));
}

function detail(kind: PersonalDetailKind, start: number, word: string, replacement?: string): PersonalDetail {
	return { kind, start, end: start + word.length, word, ...(replacement === undefined ? {} : { replacement }) };
}

function emails(text: string): PersonalDetail[] {
	return matches(text, /(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}(?!\w)/g).map(
		({ start, word }) => detail('email', start, word)
	);
}

/** Ten figures, three, three and four, whose last is their check digit (NHS Data Dictionary, modulus 11). */
function nhsNumbers(text: string): PersonalDetail[] {
	return matches(text, /(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])/g)
		.filter(({ word }) => isNhsNumber(word.replace(/\D/g, '')))
		.map(({ start, word }) => detail('nhs-number', start, word));
}

function isNhsNumber(figures: string): boolean {
	const sum = [...figures.slice(0, 9)].reduce((total, figure, index) => total + Number(figure) * (10 - index), 0);
	const check = (11 - (sum % 11)) % 11;
	return check !== 10 && check === Number(figures[9]) && new Set(figures).size > 1;
}

const upnLetters = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A unique pupil number: a check letter, eleven figures and a figure or letter (DfE, UPN guide). */
function upns(text: string): PersonalDetail[] {
	return matches(text, /(?<!\w)([A-HJ-NP-RT-Z])(\d{11}[\dA-Z])(?!\w)/g)
		.filter(({ groups: [letter, rest = ''] }) => {
			const sum = [...rest].reduce((total, sign, index) => total + upnValue(sign) * (index + 2), 0);
			return upnLetters[sum % 23] === letter;
		})
		.map(({ start, word }) => detail('upn', start, word));
}

function upnValue(sign: string): number {
	return /\d/.test(sign) ? Number(sign) : upnLetters.indexOf(sign);
}

/** British numbers: ten or eleven figures from 0, or +44. */
function phones(text: string): PersonalDetail[] {
	return matches(text, /(?<![\w/-])(?:\+44 ?(?:\(0\) ?)?|0)[1237]\d(?:[ -]?\d){7,8}(?![\w-])/g).map(({ start, word }) =>
		detail('phone', start, word)
	);
}

/** In capitals with or without the space; in small letters only with it, for "see cp1 2ab" is rare and "e10 3rd" is not. */
function postcodes(text: string): PersonalDetail[] {
	const capitals = /(?<![\w-])(?:[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKPS-UW]?) ?\d[ABD-HJLNP-UW-Z]{2}(?![\w-])/g;
	const small = /(?<![\w-])[a-pr-uwyz][a-hk-y]?\d[\da-hjkps-uw]? \d[abd-hjlnp-uw-z]{2}(?![\w-])/g;
	const ordinal = /\d(?:st|nd|rd|th)$/;
	return [...matches(text, capitals), ...matches(text, small)]
		.filter(({ word }) => !ordinal.test(word))
		.map(({ start, word }) => detail('postcode', start, word, 'this area'));
}

const month =
	'(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const writtenDate = `(?:\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${month},?(?: \\d{2,4})?|\\d{4}-\\d{2}-\\d{2})`;
const birth = new RegExp(
	`\\b(?:d\\.?o\\.?b\\.?|date of birth|birth ?date|birthday|was born|born)(?: is| was| on| the|:|,|-| ){0,4}(${writtenDate})`,
	'gi'
);

/** Notes are full of dates. Only one that is called a birth, a birthday or a DOB counts. */
function datesOfBirth(text: string): PersonalDetail[] {
	return matches(text, birth).map(({ start, word, groups: [date = ''] }) =>
		detail('date-of-birth', start + word.length - date.length, date, 'their age')
	);
}

const nameWord = "\\p{Lu}(?:['’]\\p{Lu})?\\p{Ll}+(?:[-'’]\\p{Lu}?\\p{Ll}+)*";
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
function titledNames(text: string): PersonalDetail[] {
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
function roleNear(text: string, end: number): string | undefined {
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
function namesGiven(text: string): PersonalDetail[] {
	return matches(text, given)
		.filter(({ groups: [name = ''] }) => !name.split(' ').some(isKnownWord))
		.map(({ start, word, groups: [name = ''] }) =>
			detail('name', start + word.length - name.length, name, 'the child')
		);
}

const pair = new RegExp(`(?<![\\p{L}\\p{N}'’-])${nameWord}(?: ${nameWord}){1,3}(?![\\p{L}\\p{N}])`, 'gu');

/** Two capitalised words side by side, neither a word of the trade. The first word of a sentence is no evidence. */
function fullNames(text: string): PersonalDetail[] {
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

function startsSentence(text: string, at: number): boolean {
	const before = text.slice(Math.max(0, at - 4), at).trimEnd();
	return before === '' || /[.!?:;\n•“"(–-]$/.test(before) || text.slice(Math.max(0, at - 2), at).includes('\n');
}

function isKnownWord(word: string): boolean {
	const plain = word.replace(/['’]s$/, '').toLowerCase();
	return (
		knownWords.has(plain) ||
		commonWords.has(plain) ||
		plain.split('-').every((part) => knownWords.has(part) || commonWords.has(part))
	);
}

function wordSet(text: string): ReadonlySet<string> {
	return new Set(text.trim().split(/\s+/));
}

/** Whose neighbour is a place's or a body's name, not a person's. */
const institutions = wordSet(`
	academy association borough centre center charity church clinic college council county court department district
	federation foundation ground group home hospice hospital house infant infants infirmary junior lane library lodge
	mosque nursery park police practice primary programme project road school secondary service services sixth square
	street surgery team temple trust university unit ward
`);

/** Words of the trade and of the calendar that notes write with a capital. */
const knownWords = wordSet(`
	monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec christmas easter ramadan eid diwali new year day eve term half bank holiday
	child children childrens young person people parent parents carer carers foster kinship connected family families
	mother father mum dad sibling siblings brother sister grandmother grandfather nan grandad aunt uncle stepfather stepmother
	social worker workers work manager managers senior practitioner advanced independent reviewing officer chair
	team service head director deputy assistant principal lead assessor supervisor advocate guardian visitor health
	early help front door referral assessment assessments plan plans planning review reviews conference core group groups
	protection need care leaver leavers looked after initial final interim order orders section strategy discussion meeting
	legal gateway public law outline court family proceedings local authority emergency police powers
	pathway personal adviser advisor education healthcare ehc ehcp pep send special educational needs designated virtual school
	missing exploitation return home interview contextual safeguarding domestic abuse neglect substance misuse mental
	working together signs safety graded profile strengths difficulties questionnaire life story journey direct
	audit audits audited auditor quality assurance supervision oversight record records recording chronology genogram
	case cases file files note notes summary minutes visit visits contact contacts voice impact outcomes outcome judgement
	good outstanding requires improvement inadequate yes no partly not applicable red amber green
	ofsted department national standards framework act regulations guidance practice priority priorities
	liquid logic liquidlogic mosaic azeus teams word excel outlook microsoft google zoom whatsapp facebook instagram snapchat tiktok
	england wales english welsh british scotland scottish ireland irish polish romanian roma traveller gypsy muslim christian
	catholic jewish hindu sikh black white asian caribbean african somali arabic urdu punjabi bengali ukrainian afghan albanian
	north south east west northern southern eastern western central upper lower city town county council borough
	hillside riverside beacon weir lane marchbrook
	the first second third quarterly annual auditing conversation performance data chief executive board scrutiny partnership forest
`);

/** Words that begin sentences and follow titles, and are no evidence of a name. */
const commonWords = wordSet(`
	a about after again all already also although an and another any are as asked at attended await back be because been before
	being both but by came can clear consider contingency could current did discussed do does due during each either evidence
	every everyone few following for from gave given had has have he her here his how however i if in is it its just kept last
	later latest like made many more most much must my neither never next nobody none no not nothing now of on once one only
	or other our out over overall please previous recent recorded records said saw school see seen she should since so some
	still such sw than that the their them then there these they this those though three through to told tm today two under
	until up very was we well were what when where which while who whose why will with within without would yet you your
	actions action agreed alone apologies checked completed dated delay different drift each evidence explained father mother
	found good great held high letter likes lives living low nice notes parents police remains report risk risks several
	shared signed spoke strong threshold updated uses view views wants wishes written wrote
`);
