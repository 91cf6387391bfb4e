import type { Choice } from '#lib/ui/form/Choice.ts';
import type { PersonOption } from '#lib/ui/form/findPeople.ts';
import { capital } from '#lib/ui/words/numbers.ts';

type DirectoryPerson = {
	readonly id: string;
	readonly name: string;
	readonly roles: readonly string[];
	readonly team: string | null;
	readonly status: string;
};

export const levelChoices: readonly Choice[] = [
	{ value: 'child', label: 'This child' },
	{ value: 'team', label: 'The worker or team' },
	{ value: 'service', label: 'The service or partners' }
];

/** Who can own an action: everyone who works here, by name, with what they do and where. */
export function ownersFrom(
	directory: readonly DirectoryPerson[],
	teamName: (team: string | null) => string
): PersonOption[] {
	return directory
		.filter((person) => person.status === 'active')
		.map((person) => {
			const about = [roleWords(person.roles), teamName(person.team)].filter((part) => part !== '').join(', ');
			return { id: person.id, name: person.name, ...(about === '' ? {} : { about }) };
		})
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

function roleWords(roles: readonly string[]): string {
	const [first] = roles;
	return first === undefined ? '' : capital(first.replaceAll('-', ' '));
}
