import type { Person } from '#lib/domain/access/Person.ts';

export type PeopleFilter = { readonly text: string; readonly role: string; readonly status: string };

/** Each word somewhere in their name, sign-in name or team; of the role; and still here, gone, or either. */
export function isWanted(
	person: Person,
	{ text, role, status }: PeopleFilter,
	teams: readonly { readonly id: string; readonly name: string }[]
): boolean {
	if (status !== 'all' && person.status !== status) return false;
	if (role !== '' && !person.grants.some((grant) => grant.role === role)) return false;
	const team = teams.find((each) => each.id === person.team)?.name ?? '';
	const about = `${person.name} ${person.username} ${team}`.toLowerCase();
	return text
		.toLowerCase()
		.split(/\s+/)
		.every((word) => about.includes(word));
}
