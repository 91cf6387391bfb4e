import type { Day } from '#lib/domain/shared/dates.ts';
import { addDays } from '#lib/domain/shared/dates.ts';
import type { Stage } from '#lib/domain/frames/SamplingFrame.ts';
import { Chance } from './Chance.ts';
import { inventJourney } from './inventJourney.ts';
import type { InventedTeam } from './inventTeams.ts';
import { inventPostcode } from './inventPostcode.ts';
import { inventChildName, inventTeams, TeamPicker } from './inventTeams.ts';
import type { Route } from './routes.ts';
import { ageRange, routes } from './routes.ts';
import type { ListEntry } from './WrittenCell.ts';

export type InventedChild = {
	readonly caseRef: string;
	/** These three only to prove that they never leave the reader; no list of Ofsted's has a name. */
	readonly name: string;
	readonly bornOn: Day;
	readonly homePostcode: string;
	readonly gender: string;
	readonly ethnicity: string;
	readonly disability: string;
	readonly route: Route;
	/** What the reader should make of the rows. */
	readonly stage: Stage;
	readonly isOpen: boolean;
	readonly entries: readonly ListEntry[];
};

export type CouncilOfChildren = {
	readonly children: number;
	readonly seed: string;
	/** The day the caseload is true. */
	readonly asAt: Day;
	readonly teams?: readonly InventedTeam[];
};

/** Children in the proportions of an English council, each with the rows their journey leaves in the eleven lists. */
export function inventChildren({
	children,
	seed,
	asAt,
	teams = inventTeams(seed, children)
}: CouncilOfChildren): InventedChild[] {
	const chance = new Chance(seed);
	const picker = new TeamPicker(teams);
	let number = 100_000;
	return Array.from({ length: children }, (_, at) => {
		const own = chance.for(at);
		number += own.whole(1, 9);
		return inventChild(`9X-${number}`, asAt, picker, own);
	});
}

function inventChild(caseRef: string, asAt: Day, picker: TeamPicker, chance: Chance): InventedChild {
	const route = chance.weighted(routes);
	const bornOn = inventBirth(route, asAt, chance);
	const child = {
		caseRef,
		name: inventChildName(chance),
		bornOn,
		homePostcode: inventPostcode(chance),
		gender: chance.weighted([
			['a) Male', 51],
			['b) Female', 48],
			['c) Not stated/recorded', 1]
		] as const),
		ethnicity: chance.weighted(ethnicities),
		disability: chance.weighted([
			['b) No', 88],
			['a) Yes', 10],
			['c) Unknown', 2]
		] as const),
		route
	};
	return { ...child, ...inventJourney(child, asAt, picker, chance) };
}

const ethnicities = [
	['a) WBRI', 72],
	['d) WOTH', 5],
	['f) MWBC', 4],
	['i) MOTH', 4],
	['k) APKN', 4],
	['o) BAFR', 4],
	['m) AOTH', 3],
	['e) WROM', 1],
	['r) OOTH', 2],
	['s) NOBT', 1]
] as const;

function inventBirth(route: Route, asAt: Day, chance: Chance): Day {
	if ((route === 'assessment-open' || route === 'contact') && chance.happens(0.015)) {
		return addDays(asAt, chance.whole(10, 120));
	}
	const [youngest, oldest] = ageRange[route];
	return addDays(asAt, -chance.whole(Math.ceil(youngest * 365.25) + 1, Math.floor(oldest * 365.25) - 1));
}
