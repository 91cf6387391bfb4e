import { detail, matches, type PersonalDetail } from './PersonalDetail.ts';

export function emails(text: string): PersonalDetail[] {
	return matches(text, /(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}(?!\w)/g).map(
		({ start, word }) => detail('email', start, word)
	);
}

/** Ten figures, three, three and four, whose last is their check digit (NHS Data Dictionary, modulus 11). */
export function nhsNumbers(text: string): PersonalDetail[] {
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
export function upns(text: string): PersonalDetail[] {
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
export function phones(text: string): PersonalDetail[] {
	return matches(text, /(?<![\w/-])(?:\+44 ?(?:\(0\) ?)?|0)[1237]\d(?:[ -]?\d){7,8}(?![\w-])/g).map(({ start, word }) =>
		detail('phone', start, word)
	);
}

/** In capitals with or without the space; in small letters only with it, for "see cp1 2ab" is rare and "e10 3rd" is not. */
export function postcodes(text: string): PersonalDetail[] {
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
export function datesOfBirth(text: string): PersonalDetail[] {
	return matches(text, birth).map(({ start, word, groups: [date = ''] }) =>
		detail('date-of-birth', start + word.length - date.length, date, 'their age')
	);
}
