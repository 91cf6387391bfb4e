import type { Grant } from '#lib/domain/access/Person.ts';
import { roleNames } from '#lib/ui/words/roles.ts';

type Named = { readonly id: string; readonly name: string };
export type Places = { readonly services: readonly Named[]; readonly teams: readonly Named[] };

/** "Team manager, North": what a person is, and of what. */
export function grantWords({ role, scope }: Grant, { services, teams }: Places): string {
	const name = roleNames[role];
	if (!('id' in scope)) return name;
	const place = (scope.kind === 'service' ? services : teams).find((each) => each.id === scope.id);
	return place === undefined ? name : `${name}, ${place.name}`;
}

/** How far a role can reach, as a select shows it. */
export function scopeOptions({ services, teams }: Places): { value: string; label: string }[] {
	return [
		{ value: 'own', label: 'What is theirs' },
		{ value: 'council', label: 'The whole council' },
		...services.map(({ id, name }) => ({ value: `service:${id}`, label: `Service: ${name}` })),
		...teams.map(({ id, name }) => ({ value: `team:${id}`, label: `Team: ${name}` }))
	];
}
