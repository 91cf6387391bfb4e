import type { Chance } from './Chance.ts';

/** No postcode of the United Kingdom begins with Q. */
export function inventPostcode(chance: Chance): string {
	const letter = () => chance.pick([...'ABDEFGHJLNPQRSTUWXYZ']);
	return `Q${letter()}${chance.whole(1, 29)} ${chance.whole(1, 9)}${letter()}${letter()}`;
}
