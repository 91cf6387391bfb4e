import { describe, expect, test } from 'vitest';
import { isUuid } from '#lib/domain/shared/ids.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { Chance } from './annexA/Chance.ts';
import { firstNames, lastNames } from './inventedNames.ts';
import { demoDomain, demoSignIns, inventCouncil, serviceTeams, type DemoSignIn } from './marchbrook.ts';

const today = '2026-11-22';
const council = inventCouncil(new Chance('marchbrook'), today);
const person = (username: DemoSignIn) =>
	must(
		council.people.find((one) => one.username === `${username}@${demoDomain}`),
		username
	);
const team = (name: string) =>
	must(
		council.teams.find((one) => one.name === name),
		name
	);
const service = (name: string) =>
	must(
		council.services.find((one) => one.name === name),
		name
	);

describe('Marchbrook', () => {
	test('is the same from the same seed, and another from another', () => {
		expect(inventCouncil(new Chance('marchbrook'), today)).toEqual(council);
		const other = inventCouncil(new Chance('elsewhere'), today);
		expect(other.people.map(({ id }) => id)).not.toEqual(council.people.map(({ id }) => id));
		expect(other.teams.map(({ name }) => name)).toEqual(council.teams.map(({ name }) => name));
	});

	test('has the services and teams that the demo is told with', () => {
		expect(council.services.map(({ name }) => name)).toEqual(serviceTeams.map(([name]) => name));
		for (const [name, teams] of serviceTeams)
			expect(council.teams.filter((one) => one.service === service(name).id).map((one) => one.name)).toEqual(teams);
	});

	test('has 120 people, no name, id or sign-in twice', () => {
		expect(council.people).toHaveLength(120);
		for (const member of ['id', 'name', 'username'] as const)
			expect(new Set(council.people.map((one) => one[member])).size).toBe(120);
		expect(council.people.every(({ id }) => isUuid(id))).toBe(true);
	});

	test('has nobody who could be rung up or written to', () => {
		for (const { phone, username } of council.people) {
			expect(phone).toMatch(/^01632 960\d{3}$/);
			expect(username.endsWith('.example')).toBe(true);
		}
	});

	test('has its people’s names from lists of invented ones', () => {
		const known = new Set<string>(demoSignIns.map(([, name]) => name));
		for (const { name } of council.people) {
			if (known.has(name)) continue;
			const [first = '', last = ''] = name.split(' ');
			expect((firstNames as readonly string[]).includes(first)).toBe(true);
			expect((lastNames as readonly string[]).includes(last)).toBe(true);
		}
	});
});

describe('each place has someone at its head', () => {
	test('a team its manager, who manages that team and no other', () => {
		for (const one of council.teams) {
			const manager = must(
				council.people.find(({ id }) => id === one.manager),
				one.name
			);
			const managed = manager.grants.filter(({ role }) => role === 'team-manager').map(({ scope }) => scope);
			expect(managed).toEqual([{ kind: 'team', id: one.id }]);
		}
		expect(new Set(council.teams.map(({ manager }) => manager)).size).toBe(16);
	});

	test('a service its manager and its head of service', () => {
		for (const one of council.services) {
			const reach = (role: string) =>
				council.people.filter(({ grants }) =>
					grants.some((grant) => grant.role === role && 'id' in grant.scope && grant.scope.id === one.id)
				);
			expect(reach('service-manager')).toHaveLength(1);
			expect(reach('head-of-service').map(({ id }) => id)).toEqual([one.head]);
		}
	});

	test('and every worker stands in a team, about as many in each', () => {
		const workers = council.people.filter(({ grants }) => grants.some(({ role }) => role === 'practitioner'));
		const sizes = council.teams.map(({ id }) => workers.filter((worker) => worker.team === id).length);
		expect(workers.every((worker) => worker.team !== null)).toBe(true);
		expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(2);
	});
});

describe('those who sign in', () => {
	test.each(demoSignIns)('%s is %s, %s', (username, name) => {
		expect(person(username)).toMatchObject({ name, status: 'active' });
	});

	test.each([
		['admin', ['administrator']],
		['qa', ['qa-manager', 'auditor']],
		['moderator', ['moderator', 'auditor']],
		['sm', ['service-manager', 'auditor']],
		['tm.north', ['team-manager', 'auditor']],
		['tm.south', ['team-manager', 'auditor']],
		['auditor', ['auditor']],
		['worker', ['practitioner']],
		['director', ['director']],
		['board', ['board']],
		['guest', ['guest', 'auditor']]
	] as const)('%s holds %j', (username, roles) => {
		expect(person(username).grants.map(({ role }) => role)).toEqual(roles);
	});

	test('work where the design says', () => {
		expect(person('tm.north').team).toBe(team('Riverside').id);
		expect(person('worker').team).toBe(team('Riverside').id);
		expect(person('tm.south').team).toBe(team('Hillside').id);
		expect(team('Riverside').manager).toBe(person('tm.north').id);
		expect(team('Hillside').manager).toBe(person('tm.south').id);
		expect([service('North').head, service('South').head]).toEqual([person('hos').id, person('hos').id]);
	});

	test('only the guest has a last day, three months away', () => {
		expect(person('guest').until).toBe('2027-02-20');
		expect(council.people.filter(({ until }) => until !== null)).toHaveLength(1);
	});
});
