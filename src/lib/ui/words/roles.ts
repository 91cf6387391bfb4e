import type { Role } from '#lib/domain/access/Person.ts';

export const roleNames: Readonly<Record<Role, string>> = {
	auditor: 'Auditor',
	practitioner: 'Practitioner',
	'team-manager': 'Team manager',
	'service-manager': 'Service manager',
	'qa-manager': 'QA manager',
	moderator: 'Moderator',
	'head-of-service': 'Head of service',
	director: 'Director',
	board: 'Board member',
	guest: 'Guest auditor',
	administrator: 'Administrator'
};
