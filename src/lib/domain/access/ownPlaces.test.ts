import { expect, test } from 'vitest';
import { aPerson, north, south } from '../../../../tests/fixtures/records.ts';
import { ownPlaces } from './ownPlaces.ts';

const teams = [north, south].map(({ team, service }) => ({ id: team, service }));

test('a team’s manager has the team, and the service it is of', () => {
	const person = aPerson([{ role: 'team-manager', scope: { kind: 'team', id: north.team } }]);
	expect(ownPlaces(person, teams)).toEqual({ teams: [north.team], services: [north.service] });
});

test('a service manager has the service, and a team only where they work in one', () => {
	const person = aPerson([{ role: 'service-manager', scope: { kind: 'service', id: south.service } }]);
	expect(ownPlaces(person, teams)).toEqual({ teams: [], services: [south.service] });
	const both = { ...person, team: south.team };
	expect(ownPlaces(both, teams)).toEqual({ teams: [south.team], services: [south.service] });
});

test('a role that manages nothing, or the whole council, names no place of one’s own', () => {
	const person = aPerson([
		{ role: 'qa-manager', scope: { kind: 'council' } },
		{ role: 'moderator', scope: { kind: 'team', id: north.team } }
	]);
	expect(ownPlaces(person, teams)).toEqual({ teams: [], services: [] });
});

test('a team of no service, or one that is gone, brings no service', () => {
	const person = aPerson([], { team: north.team });
	expect(ownPlaces(person, [{ id: north.team, service: null }])).toEqual({ teams: [north.team], services: [] });
	expect(ownPlaces(person, [])).toEqual({ teams: [north.team], services: [] });
});
