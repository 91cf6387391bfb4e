import type { Person, Role } from '#lib/domain/access/Person.ts';
import { holds } from '#lib/domain/access/Person.ts';

const ownOrigin = 'http://here.invalid';

/** Back to the page that asked for sign-in, if it is one of ours: a link must not send people elsewhere. */
export function safeNext(next: string | null): string {
	if (next === null || !next.startsWith('/') || next.includes('\\')) return '/';
	if (!URL.canParse(next, ownOrigin)) return '/';
	const url = new URL(next, ownOrigin);
	if (url.origin !== ownOrigin || url.pathname.startsWith('//')) return '/';
	return url.pathname + url.search;
}

const atWork: readonly Role[] = ['auditor', 'practitioner', 'team-manager', 'service-manager', 'guest', 'moderator'];
const overseeing: readonly Role[] = ['qa-manager', 'head-of-service', 'director', 'board'];

/** Where a person's day begins. Who oversees and audits too begins with what is theirs to oversee. */
export function firstPage(person: Person): string {
	if (holds(person, ...overseeing)) return '/overview';
	if (holds(person, ...atWork)) return '/today';
	return holds(person, 'administrator') ? '/people' : '/today';
}
