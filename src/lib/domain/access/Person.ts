import type { PersonId, ServiceId, TeamId } from '../shared/ids.ts';
import type { Day } from '../shared/dates.ts';

export const roles = [
	'auditor',
	'service-manager',
	'team-manager',
	'practitioner',
	'qa-manager',
	'moderator',
	'head-of-service',
	'director',
	'board',
	'guest',
	'administrator'
] as const;
export type Role = (typeof roles)[number];

/** The line above a child: each sees the work of the places that their role reaches. */
export const lineManagers: readonly Role[] = ['team-manager', 'service-manager', 'head-of-service', 'director'];

/** How far a role reaches: the whole council, one service, one team, or only what names the person. */
export type Scope =
	| { readonly kind: 'council' }
	| { readonly kind: 'service'; readonly id: ServiceId }
	| { readonly kind: 'team'; readonly id: TeamId }
	| { readonly kind: 'own' };

export type Grant = { readonly role: Role; readonly scope: Scope };

/** Someone who works here, with what they may reach. A person may hold several roles. */
export type Person = {
	readonly id: PersonId;
	readonly username: string;
	readonly name: string;
	readonly grants: readonly Grant[];
	/** The team they work in, where they work in one; their manager's independence hangs on it. */
	readonly team: TeamId | null;
	readonly status: 'active' | 'deactivated';
	/** A guest's access ends after this day. */
	readonly until: Day | null;
	/** Rises each time grants or status change, so that a tablet can tell. */
	readonly permVer: number;
};

export function holds(person: Person, ...wanted: readonly Role[]): boolean {
	return person.grants.some((grant) => wanted.includes(grant.role));
}

/** Where a thing belongs, for scopes: its team and that team's service. */
export type Place = { readonly team: TeamId | null; readonly service: ServiceId | null };

export function reaches(person: Person, role: Role, place: Place): boolean {
	return person.grants.some(
		(grant) =>
			grant.role === role &&
			(grant.scope.kind === 'council' ||
				(grant.scope.kind === 'service' && grant.scope.id === place.service) ||
				(grant.scope.kind === 'team' && grant.scope.id === place.team))
	);
}
