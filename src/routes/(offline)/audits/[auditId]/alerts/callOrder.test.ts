import { expect, test } from 'vitest';
import { callOrder } from './callOrder.ts';

const teams = [
	{ id: 'north', name: 'Riverside', service: 's1', serviceName: 'Safeguarding', manager: 'priya' },
	{ id: 'south', name: 'Hillside', service: 's2', serviceName: 'In care', manager: null }
];
const person = (id: string, role: string, team: string | null = null, more: object = {}) => ({
	...{ id, name: id, roles: [role], team, phone: '01632 960 114', status: 'active' },
	...more
});
const names = (team: string | null, directory: readonly ReturnType<typeof person>[]) =>
	callOrder(team, teams, directory, '2026-04-02', 'ada').map(({ name, role }) => `${name}: ${role}`);

test('the team manager comes first, then the service manager, then the head of service', () => {
	const directory = [
		person('idris', 'head-of-service'),
		person('joan', 'service-manager'),
		person('priya', 'team-manager', 'north')
	];
	expect(names('north', directory)).toEqual([
		'priya: Team manager, Riverside',
		'joan: Service manager',
		'idris: Head of service'
	]);
});

test('those of the child’s own service come before others', () => {
	const directory = [person('far', 'service-manager', 'south'), person('near', 'service-manager', 'north')];
	expect(names('north', directory)).toEqual(['near: Service manager']);
});

test('whoever manages the child’s service is called, and nobody who manages another', () => {
	const directory = [
		person('far', 'service-manager', null, { services: ['s2'] }),
		person('near', 'service-manager', null, { services: ['s1'] }),
		person('idris', 'head-of-service', null, { services: ['s1', 's2'] })
	];
	expect(names('north', directory)).toEqual(['near: Service manager', 'idris: Head of service']);
});

test('a team without a named manager has whoever manages there', () => {
	expect(names('south', [person('leah', 'team-manager', 'south')])).toEqual(['leah: Team manager, Hillside']);
});

test('someone who has left is not called, and a team nobody knows still leads to someone', () => {
	const directory = [
		person('priya', 'team-manager', 'north', { status: 'deactivated' }),
		person('idris', 'head-of-service')
	];
	expect(names('north', directory)).toEqual(['idris: Head of service']);
	expect(names(null, directory)).toEqual(['idris: Head of service']);
});

test('nobody stands twice', () => {
	const both = person('priya', 'team-manager', 'north', {
		roles: ['team-manager', 'service-manager', 'head-of-service']
	});
	expect(names('north', [both])).toEqual(['priya: Team manager, Riverside']);
});

test('of many in one role two stand first and the rest are at hand', () => {
	const many = ['a', 'b', 'c'].map((name) => person(name, 'service-manager'));
	expect(
		callOrder(null, teams, many, '2026-04-02', 'ada').map(({ name, isFurther }) => `${name} ${isFurther}`)
	).toEqual(['a false', 'b false', 'c true']);
});

const leave = (more: object = {}) => ({ away: [{ from: '2026-03-30', until: '2026-04-10', standIn: 'dev', ...more }] });

test('before somebody who is away stands whoever stands in for them', () => {
	const directory = [person('priya', 'team-manager', 'north', leave()), person('dev', 'practitioner')];
	expect(names('north', directory)).toEqual([
		'dev: Team manager, Riverside: stands in for priya',
		'priya: Team manager, Riverside'
	]);
	expect(callOrder('north', teams, directory, '2026-04-02', 'ada').map(({ awayUntil }) => awayUntil)).toEqual([
		null,
		'2026-04-10'
	]);
	expect(callOrder('north', teams, directory, '2026-04-11', 'ada').map(({ name }) => name)).toEqual(['priya']);
});

test('who is away without anybody standing in is still there to be called', () => {
	expect(names('north', [person('priya', 'team-manager', 'north', leave({ standIn: null }))])).toEqual([
		'priya: Team manager, Riverside'
	]);
});

test('the auditor who is the manager is not told to call themselves', () => {
	const directory = [person('ada', 'team-manager', 'north'), person('joan', 'service-manager')];
	expect(names('north', directory)).toEqual(['joan: Service manager']);
});
