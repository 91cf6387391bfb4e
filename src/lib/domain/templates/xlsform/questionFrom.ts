import { fixedAnswers } from '../possibleAnswers.ts';
import type { Kind } from '../Template.ts';
import type { FormChoice } from './readChoices.ts';
import type { ReportCode } from './ReportLine.ts';

/** What a type of the form becomes: a kind of ours, with what has to be said of it; or nothing. */
export type TypeReading =
	| {
			readonly kind: Kind;
			readonly list?: string;
			readonly isWhole?: boolean;
			readonly says?: ReportCode;
			readonly hasOther?: boolean;
	  }
	| { readonly kind: null; readonly says: ReportCode };

const plain: Readonly<Record<string, TypeReading>> = {
	text: { kind: 'text' },
	string: { kind: 'text' },
	integer: { kind: 'num', isWhole: true },
	int: { kind: 'num', isWhole: true },
	decimal: { kind: 'num' },
	range: { kind: 'num', says: 'type.changed' },
	date: { kind: 'date' },
	datetime: { kind: 'date', says: 'type.changed' },
	time: { kind: 'text', says: 'type.changed' },
	acknowledge: { kind: 'pick', says: 'type.changed' },
	trigger: { kind: 'pick', says: 'type.changed' }
};
const keptAsEvidence = ['image', 'photo', 'audio', 'video', 'file', 'barcode', 'geopoint', 'geotrace', 'geoshape'];
const setByDevice = [
	...['start', 'end', 'today', 'deviceid', 'phonenumber', 'username', 'email', 'audit', 'simserial', 'subscriberid'],
	...['start-geopoint', 'background-audio', 'hidden', 'entity']
];
const chosen = /^(select[ _]one|select[ _]multiple|select1|select|rank)\s+(.+?)(\s+or[ _]other)?$/i;

/** Types by the XLSForm reference, "Question types" and "Metadata". */
export function readType(type: string): TypeReading {
	const name = type.toLowerCase().replace(/\s+/g, ' ');
	const known = Object.hasOwn(plain, name) ? plain[name] : undefined;
	if (known !== undefined) return known;
	if (/^(select_(one|multiple)_from_file|select_one_external)\b/.test(name))
		return { kind: 'text', says: 'type.external-choices' };
	const match = chosen.exec(type);
	if (match !== null) return readSelect(match[1]?.toLowerCase() ?? '', match[2] ?? '', match[3] !== undefined);
	if (keptAsEvidence.includes(name)) return { kind: null, says: 'type.not-kept' };
	if (setByDevice.includes(name)) return { kind: null, says: 'type.set-by-device' };
	if (name === 'xml-external' || name === 'csv-external') return { kind: null, says: 'type.external-choices' };
	return { kind: null, says: 'type.unknown' };
}

function readSelect(word: string, list: string, hasOther: boolean): TypeReading {
	if (word === 'rank') return { kind: 'multi', list, says: 'type.changed' };
	const isOne = /one|select1/.test(word);
	return { kind: isOne ? 'pick' : 'multi', list, ...(hasOther ? { hasOther } : {}) };
}

/** A list with exactly the answers of one of our own kinds is that kind: its grades, alerts and caps can be set then. */
export function kindOfList(choices: readonly FormChoice[]): Kind | null {
	const names = new Set(choices.map(({ id }) => id));
	const own = (['ynp', 'g4', 'gate', 'rag'] as const).find((kind) => {
		const answers = fixedAnswers[kind] ?? [];
		return answers.length === names.size && answers.every((one) => names.has(one));
	});
	return own ?? null;
}
