import type { Grant, Person } from '#lib/domain/access/Person.ts';
import type { Day } from '#lib/domain/shared/dates.ts';
import { addDays } from '#lib/domain/shared/dates.ts';
import type { Chance } from './annexA/Chance.ts';
import { firstNames, lastNames } from './inventedNames.ts';

export type InventedTeam = {
	readonly id: string;
	readonly name: string;
	readonly service: string;
	readonly manager: string;
};
export type InventedService = { readonly id: string; readonly name: string; readonly head: string };
export type InventedPerson = Person & { readonly phone: string };

/** The invented council: nobody in it exists, and no place of that name is meant. */
export type InventedCouncil = {
	readonly name: string;
	readonly services: readonly InventedService[];
	readonly teams: readonly InventedTeam[];
	readonly people: readonly InventedPerson[];
};

export const councilName = 'Marchbrook';

/** Four services of four teams. Each team works with children at some stages of their journey. */
export const serviceTeams = [
	['Front Door and Early Help', ['First Contact', 'Weir Lane Early Help', 'Millrace Early Help', 'Bridge Assessment']],
	['North', ['Riverside', 'Beacon', 'Alder', 'Heron']],
	['South', ['Hillside', 'Kestrel', 'Osier', 'Larch']],
	['Children in Care', ['Rowan', 'Ash', 'Leaving Care', 'Fostering and Adoption']]
] as const;

/** The twelve who sign in to the demo (SPEC.md N), with the names the design knows them by. */
export const demoSignIns = [
	['admin', 'Asif Rahman', 'Administrator'],
	['qa', 'Ruth Fenn', 'QA manager'],
	['moderator', 'Gwen Prosser', 'Moderator'],
	['sm', 'Helen Marsh', 'Service manager, North'],
	['tm.north', 'Priya Raman', 'Team manager, Riverside'],
	['tm.south', 'Tom Ashdown', 'Team manager, Hillside'],
	['auditor', 'Dana Whitlock', 'Auditor'],
	['worker', 'Joe Pryce', 'Social worker, Riverside'],
	['hos', 'Miriam Okoro', 'Head of service, North and South'],
	['director', 'Alan Thorne', 'Director'],
	['board', 'Cllr Jean Mostyn', 'Board member'],
	['guest', 'Sadie Collier', 'Guest auditor']
] as const;
export type DemoSignIn = (typeof demoSignIns)[number][0];

export const demoDomain = 'demo.example';
const peopleInAll = 120;

export function inventCouncil(chance: Chance, today: Day): InventedCouncil {
	const ids = chance.for('places');
	const services = serviceTeams.map(([name]) => ({ id: ids.uuid(), name }));
	const teams = serviceTeams.flatMap(([service, names]) =>
		names.map((name) => ({ id: ids.uuid(), name, service: services.find((one) => one.name === service)?.id ?? '' }))
	);
	const place = (name: string) => teams.find((team) => team.name === name) ?? { id: '', service: '' };
	const service = (name: string) => services.find((one) => one.name === name)?.id ?? '';
	const make = peopleMaker(chance.for('people'));

	const signIns = new Map(
		demoSignIns.map(([username, name]) => [
			username,
			make(
				`${username}@${demoDomain}`,
				name,
				demoGrants(username, place, service),
				demoTeam(username, place),
				username === 'guest' ? addDays(today, 90) : null
			)
		])
	);
	const id = (username: DemoSignIn) => signIns.get(username)?.id ?? '';
	const managers = new Map(
		teams.map((team) => {
			const known = team.name === 'Riverside' ? 'tm.north' : team.name === 'Hillside' ? 'tm.south' : null;
			if (known !== null) return [team.id, signIns.get(known) as InventedPerson];
			return [team.id, make(null, null, [grant('team-manager', 'team', team.id), grant('auditor')], team.id)];
		})
	);
	const serviceManagers = services.map((one) =>
		one.name === 'North'
			? (signIns.get('sm') as InventedPerson)
			: make(null, null, [grant('service-manager', 'service', one.id), grant('auditor')], null)
	);
	const otherHead = make(
		null,
		null,
		[
			grant('head-of-service', 'service', service('Front Door and Early Help')),
			grant('head-of-service', 'service', service('Children in Care'))
		],
		null
	);
	const chairs = Array.from({ length: 8 }, () => make(null, null, [grant('auditor')], null));
	const made = new Set<InventedPerson>([
		...signIns.values(),
		...managers.values(),
		...serviceManagers,
		otherHead,
		...chairs
	]);
	const workers = Array.from({ length: peopleInAll - made.size }, (_, at) => {
		const team = teams[at % teams.length];
		return make(null, null, [grant('practitioner')], team?.id ?? null);
	});
	return {
		name: councilName,
		services: services.map((one) => ({
			...one,
			head: ['North', 'South'].includes(one.name) ? id('hos') : otherHead.id
		})),
		teams: teams.map((team) => ({ ...team, manager: managers.get(team.id)?.id ?? '' })),
		people: [...made, ...workers]
	};
}

function grant(role: Grant['role'], kind: 'own' | 'council' | 'team' | 'service' = 'own', id = ''): Grant {
	if (kind === 'team' || kind === 'service') return { role, scope: { kind, id } };
	return { role, scope: { kind } };
}

function demoGrants(
	username: DemoSignIn,
	team: (name: string) => { id: string },
	service: (name: string) => string
): readonly Grant[] {
	const grants: Record<DemoSignIn, readonly Grant[]> = {
		admin: [grant('administrator', 'council')],
		qa: [grant('qa-manager', 'council'), grant('auditor')],
		moderator: [grant('moderator', 'council'), grant('auditor')],
		sm: [grant('service-manager', 'service', service('North')), grant('auditor')],
		'tm.north': [grant('team-manager', 'team', team('Riverside').id), grant('auditor')],
		'tm.south': [grant('team-manager', 'team', team('Hillside').id), grant('auditor')],
		auditor: [grant('auditor')],
		worker: [grant('practitioner')],
		hos: [grant('head-of-service', 'service', service('North')), grant('head-of-service', 'service', service('South'))],
		director: [grant('director', 'council')],
		board: [grant('board', 'council')],
		guest: [grant('guest'), grant('auditor')]
	};
	return grants[username];
}

function demoTeam(username: DemoSignIn, team: (name: string) => { id: string }): string | null {
	if (username === 'tm.north' || username === 'worker') return team('Riverside').id;
	return username === 'tm.south' ? team('Hillside').id : null;
}

/** Makes people with names that do not repeat, and telephone numbers from the range kept for fiction. */
function peopleMaker(chance: Chance) {
	const taken = new Set<string>(demoSignIns.map(([, name]) => name));
	const invented = () => {
		for (;;) {
			const name = `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
			if (taken.has(name)) continue;
			taken.add(name);
			return name;
		}
	};
	return (
		username: string | null,
		named: string | null,
		grants: readonly Grant[],
		team: string | null,
		until: Day | null = null
	): InventedPerson => {
		const name = named ?? invented();
		return {
			id: chance.uuid(),
			username: username ?? `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@${demoDomain}`,
			name,
			grants,
			team,
			status: 'active',
			until,
			permVer: 1,
			phone: `01632 960${String(chance.whole(0, 999)).padStart(3, '0')}`
		};
	};
}
