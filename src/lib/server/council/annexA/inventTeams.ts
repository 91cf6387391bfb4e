import { Chance } from './Chance.ts';

/** A team as the workbook names it; the demo council passes its own. */
export type InventedTeam = { readonly team: string; readonly service: string; readonly workers: readonly string[] };

/** Kinds of work, to give a child to a team that does it. */
export type Work =
	'front-door' | 'early-help' | 'assessment' | 'safeguarding' | 'disability' | 'care' | 'leaving-care' | 'adoption';

const shape: readonly (readonly [string, string, number])[] = [
	['Contact and Referral Team', 'Front door and assessment', 6],
	['Assessment Team North', 'Front door and assessment', 8],
	['Assessment Team South', 'Front door and assessment', 8],
	['Early Help Team East', 'Early help', 6],
	['Early Help Team West', 'Early help', 6],
	['Safeguarding Team 1', 'Safeguarding', 7],
	['Safeguarding Team 2', 'Safeguarding', 7],
	['Safeguarding Team 3', 'Safeguarding', 7],
	['Safeguarding Team 4', 'Safeguarding', 7],
	['Disabled Children Team', 'Safeguarding', 7],
	['Children in Care Team 1', 'Children in care', 7],
	['Children in Care Team 2', 'Children in care', 7],
	['Leaving Care Team', 'Leaving care', 8],
	['Permanence and Adoption Team', 'Children in care', 5]
];

const firstNames =
	'Abena Alder Anouk Bexley Briar Caspian Corin Dalia Davit Elowen Emrys Fable Farrah Garnet Gwyn Hollis Ines Isolde Jarek Juno Kestrel Kofi Linnet Lorcan Maren Milo Nerys Niamh Odile Orrin Perrin Petra Quill Rafi Renna Rowan Sabine Sorrel Tamsin Teodor Ulla Vesper Wilder Wren Xanthe Yusra Zephyr Zora'.split(
		' '
	);
const lastNames =
	'Ashdale Barrowclough Birchmoor Brackenby Calderby Cressfield Dunmere Eastlake Elmhirst Fallowby Fenwater Gorsley Greyholt Harrowmere Heathby Inglemoor Kelderby Kirkwater Larkmoor Lindenby Marlowfen Millbeck Netherby Oakmere Otterburn-Lee Pellmoor Quarrington-Fell Ravensmere Rushby Saltmarsh Sedgeby Stonefleet Tarnby Thistlemoor Underholt Vallance-Moor Wetherfell Willowbeck Yarrowby'.split(
		' '
	);

/** Made of two lists of unlikely names, so that nobody real is met. */
export function inventName(chance: Chance): string {
	return `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
}

const childLastNames =
	'Appledram Bramblewick Cloudsley Dewhurst-Vane Emberley Foxglade Gallowglen Honeybourne Ivelchester Juniperry Kittiwell Lambsfold Meadowsweet Nettlecombe Orchardson Primrosey Quincewood Rosebarrow Snowdroppe Thrushcross Umberfold Violetto Wagtailby Yellowham'.split(
		' '
	);

/** From other last names than the workers', so that a child's name is known wherever it turns up. */
export function inventChildName(chance: Chance): string {
	return `${chance.pick(firstNames)} ${chance.pick(childLastNames)}`;
}

/** Teams and workers for a council of a size: a worker for about each twelve children who have one. */
export function inventTeams(seed: string, children = 5000): InventedTeam[] {
	const chance = new Chance(seed).for('teams');
	const scale = Math.max(1, children / 2500);
	const taken = new Set<string>();
	return shape.map(([team, service, size]) => ({
		team,
		service,
		workers: Array.from({ length: Math.min(60, Math.ceil(size * scale)) }, () => unusedName(chance, taken))
	}));
}

function unusedName(chance: Chance, taken: Set<string>): string {
	for (let tries = 0; tries < 50; tries += 1) {
		const name = inventName(chance);
		if (!taken.has(name)) {
			taken.add(name);
			return name;
		}
	}
	const name = `${inventName(chance)} ${taken.size}`;
	taken.add(name);
	return name;
}

const words: readonly (readonly [Work, RegExp])[] = [
	['early-help', /early help|targeted|family hub/i],
	['leaving-care', /leaving|care leaver|care experienced|through ?care|16 ?\+/i],
	['adoption', /adoption|permanence/i],
	['disability', /disab/i],
	['care', /in care|looked after|\bcla\b|\blac\b|fostering/i],
	['front-door', /front door|contact|referral|mash|duty|hub/i],
	['assessment', /assess/i],
	['safeguarding', /safeguard|protection|locality|child in need|family support|family/i]
];

/** What a team does, by its own name first and its service's after. */
export function workOf({ team, service }: Pick<InventedTeam, 'team' | 'service'>): Work {
	for (const name of [team, service]) {
		const found = words.find(([, pattern]) => pattern.test(name));
		if (found !== undefined) return found[0];
	}
	return 'safeguarding';
}

/** The team a child with this work is with; a council without such a team gives it to any. */
export class TeamPicker {
	readonly #byWork: Map<Work, InventedTeam[]>;
	readonly #all: readonly InventedTeam[];

	constructor(teams: readonly InventedTeam[]) {
		this.#all = teams.filter(({ workers }) => workers.length > 0);
		this.#byWork = Map.groupBy(this.#all, workOf);
	}

	pick(work: Work, chance: Chance): { team: string; worker: string } {
		const team = chance.pick(this.#byWork.get(work) ?? this.#all);
		return { team: team.team, worker: chance.pick(team.workers) };
	}
}
