import { Refusal } from '../Refusal.ts';

/** The page is not theirs: it is not told whether it exists. */
export const notAdministrator = () => new Refusal('NOT_FOUND', 404);
export const personNotFound = () => new Refusal('NOT_FOUND', 404);

export type PersonProblem =
	| 'person.username-missing'
	| 'person.username-taken'
	| 'person.name-missing'
	| 'person.email-wrong'
	| 'person.until-wrong'
	| 'person.guest-needs-until'
	| 'person.no-role'
	| 'person.team-unknown'
	| 'person.scope-unknown'
	| 'person.scope-missing'
	| 'person.last-administrator';

export type TeamProblem =
	'team.name-missing' | 'team.name-taken' | 'team.service-unknown' | 'team.person-unknown' | 'team.in-use';
