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
	callOrder(team, teams, directory).map(({ name, role }) => `${name}: ${role}`);

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
	expect(callOrder(null, teams, many).map(({ name, isFurther }) => `${name} ${isFurther}`)).toEqual([
		'a false',
		'b false',
		'c true'
	]);
});
