import type { ServiceId, TeamId } from '../shared/ids.ts';
import { lineManagers, type Person } from './Person.ts';

export type OwnPlaces = { readonly teams: readonly TeamId[]; readonly services: readonly ServiceId[] };

/**
 * What "my team" and "my service" mean to a person: the teams they manage or work in, and the services that they manage
 * or that those teams are of. It narrows a list; how far anybody sees is for the policy.
 */
export function ownPlaces(
	person: Person,
	teams: readonly { readonly id: TeamId; readonly service: ServiceId | null }[]
): OwnPlaces {
	const scopes = person.grants.flatMap(({ role, scope }) => (lineManagers.includes(role) ? [scope] : []));
	const own = new Set(scopes.flatMap((scope) => (scope.kind === 'team' ? [scope.id] : [])));
	if (person.team !== null) own.add(person.team);
	const services = [
		...scopes.flatMap((scope) => (scope.kind === 'service' ? [scope.id] : [])),
		...teams.flatMap(({ id, service }) => (own.has(id) && service !== null ? [service] : []))
	];
	return { teams: [...own], services: [...new Set(services)] };
}
