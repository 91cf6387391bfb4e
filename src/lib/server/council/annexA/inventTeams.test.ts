import { expect, test } from 'vitest';
import { Chance } from './Chance.ts';
import { inventChildName, inventTeams, TeamPicker, workOf } from './inventTeams.ts';

test('a council is invented with teams for all its work, and no worker twice', () => {
	const teams = inventTeams('a');
	expect(new Set(teams.map(workOf))).toEqual(
		new Set([
			'front-door',
			'assessment',
			'early-help',
			'safeguarding',
			'disability',
			'care',
			'leaving-care',
			'adoption'
		])
	);
	const workers = teams.flatMap(({ workers: names }) => names);
	expect(new Set(workers).size).toBe(workers.length);
	expect(inventTeams('a')).toEqual(teams);
});

test('a larger council has more workers', () => {
	const count = (children: number) => inventTeams('a', children).flatMap(({ workers }) => workers).length;
	expect(count(10_000)).toBeGreaterThan(count(2500) * 3);
});

test.each([
	['MASH', 'Front door', 'front-door'],
	['Team 4', 'Early Help', 'early-help'],
	['Locality 2 Unit 1', 'Operations', 'safeguarding'],
	['CLA North', 'Operations', 'care'],
	['16+ Team', 'Corporate parenting', 'leaving-care'],
	['Somewhere', 'Else', 'safeguarding']
])('%s of %s does %s', (team, service, work) => {
	expect(workOf({ team, service })).toBe(work);
});

test('a child goes to a team that does the work, or to any where none does', () => {
	const only = { team: 'Early Help East', service: 'Early help', workers: ['Ruth Fenn'] };
	const picker = new TeamPicker([only, { team: 'Empty', service: 'Leaving care', workers: [] }]);
	expect(picker.pick('early-help', new Chance('a'))).toEqual({ team: 'Early Help East', worker: 'Ruth Fenn' });
	expect(picker.pick('leaving-care', new Chance('a'))).toEqual({ team: 'Early Help East', worker: 'Ruth Fenn' });
});

test('no child has a worker’s name', () => {
	const workers = new Set(inventTeams('a', 20_000).flatMap(({ workers: names }) => names));
	const chance = new Chance('children');
	expect(Array.from({ length: 2000 }, () => inventChildName(chance)).filter((name) => workers.has(name))).toEqual([]);
});
