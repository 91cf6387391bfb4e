import type { Grant, Role, Scope } from '#lib/domain/access/Person.ts';
import { roles } from '#lib/domain/access/Person.ts';
import type { TeamId } from '#lib/domain/shared/ids.ts';

/** How a scope stands in a select: `council`, `own`, `service:<id>`, `team:<id>`. */
export function writeScope(scope: Scope): string {
	return 'id' in scope ? `${scope.kind}:${scope.id}` : scope.kind;
}

export function readScope(text: string): Scope | null {
	if (text === 'council' || text === 'own') return { kind: text };
	const [kind, id] = text.split(/:(.*)/s);
	if (id === undefined || id === '') return null;
	return kind === 'service' || kind === 'team' ? { kind, id } : null;
}

/** The rows of the form: a role and how far it reaches. A row without a role is an empty one. */
export function readGrants(roleTexts: readonly string[], scopeTexts: readonly string[], team: TeamId | null): Grant[] {
	return roleTexts.flatMap((text, index) => {
		const role = roles.find((each) => each === text);
		return role === undefined ? [] : [{ role, scope: readScope(scopeTexts[index] ?? '') ?? usualScope(role, team) }];
	});
}

const wholeCouncil: readonly Role[] = [
	'qa-manager',
	'moderator',
	'head-of-service',
	'director',
	'board',
	'administrator'
];

/** What a role reaches when nobody says: the council for who oversees it, their team for who manages it, else only what names them. */
export function usualScope(role: Role, team: TeamId | null): Scope {
	if (wholeCouncil.includes(role)) return { kind: 'council' };
	return role === 'team-manager' && team !== null ? { kind: 'team', id: team } : { kind: 'own' };
}
