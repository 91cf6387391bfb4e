import type { ActionHead } from '../changes/RecordState.ts';
import type { PersonId, ServiceId, TeamId } from '../shared/ids.ts';
import { holds, lineManagers, type Person } from './Person.ts';

/**
 * The actions a person may see: all, or those that name them and those of the places that their roles reach. A value and
 * no question about one action, so that a database can be asked for the same set (W10).
 */
export type ActionReach =
	| { readonly kind: 'all' }
	| {
			readonly kind: 'some';
			readonly named: PersonId;
			readonly teams: readonly TeamId[];
			readonly services: readonly ServiceId[];
	  };

export function actionReach(person: Person): ActionReach {
	const scopes = person.grants.flatMap(({ role, scope }) => (lineManagers.includes(role) ? [scope] : []));
	if (holds(person, 'qa-manager') || scopes.some(({ kind }) => kind === 'council')) return { kind: 'all' };
	return {
		kind: 'some',
		named: person.id,
		teams: scopes.flatMap((scope) => (scope.kind === 'team' ? [scope.id] : [])),
		services: scopes.flatMap((scope) => (scope.kind === 'service' ? [scope.id] : []))
	};
}

/** Whoever raised it, owns it, is to verify it or works with the child is named in it. */
export function isWithin(reach: ActionReach, action: ActionHead): boolean {
	if (reach.kind === 'all') return true;
	const { owner, verifier, raisedBy, worker, team, service } = action;
	if ([owner, verifier, raisedBy, worker].includes(reach.named)) return true;
	return (team !== null && reach.teams.includes(team)) || (service !== null && reach.services.includes(service));
}
