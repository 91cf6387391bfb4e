import { noGivenNames, type GivenNames } from './GivenNames.ts';
import { loneNames } from './loneNames.ts';
import { familyNames, fullNames, namesGiven, titledNames } from './names.ts';
import { datesOfBirth, emails, nhsNumbers, phones, postcodes, upns } from './numbers.ts';
import type { PersonalDetail } from './PersonalDetail.ts';

export type { PersonalDetail, PersonalDetailKind } from './PersonalDetail.ts';

/**
 * What in a note looks like a name, a postcode, a date of birth or a number that leads to a child. Made for notes as
 * auditors write them: it would rather miss a name than doubt every capital, for a warning that is often wrong is
 * not read. Linear in the length of the text.
 */
export function findPersonalDetail(text: string, names: GivenNames = noGivenNames): readonly PersonalDetail[] {
	const found: PersonalDetail[] = [];
	for (const look of [...looks, (given: string) => loneNames(given, names)]) {
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
	fullNames,
	familyNames
];
