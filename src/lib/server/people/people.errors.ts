import { Refusal } from '../Refusal.ts';

/** The page is not theirs: it is not told whether it exists. */
export const notAdministrator = () => new Refusal('NOT_FOUND', 404);
export const personNotFound = () => new Refusal('NOT_FOUND', 404);
export const teamNotFound = () => new Refusal('NOT_FOUND', 404);

export type PersonProblem =
	| 'person.username-missing'
	| 'person.username-taken'
	| 'person.name-missing'
	| 'person.email-wrong'
	| 'person.until-wrong'
	| 'person.guest-needs-until'
	| 'person.role-missing'
	| 'person.team-unknown'
	| 'person.scope-unknown'
	| 'person.scope-missing'
	| 'person.last-administrator';

export type TeamProblem =
	'team.name-missing' | 'team.name-taken' | 'team.service-unknown' | 'team.person-unknown' | 'team.in-use';

/** What is wrong with a form, each beside the control it belongs to. */
export type FieldProblem<Code extends string> = { readonly field: string; readonly code: Code };

export type Saved<Value, Code extends string> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly problems: readonly FieldProblem<Code>[] };
