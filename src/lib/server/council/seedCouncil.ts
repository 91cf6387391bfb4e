import type { Person } from '#lib/domain/access/Person.ts';
import { addDays, dayInEngland, type Day } from '#lib/domain/shared/dates.ts';
import { readAnnexA } from '#lib/domain/frames/readAnnexA.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { must } from '#lib/domain/shared/Result.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { Database } from '../db/connection.ts';
import { acceptFrame, readCurrentFrame } from '../frames/frames.useCases.ts';
import { readNameTies } from '../frames/nameTies.ts';
import { insertPerson } from '../people/people.repository.ts';
import { saveService, saveTeam } from '../people/teams.repository.ts';
import { insertSample } from '../samples/samples.repository.ts';
import { saveSetting } from '../settings/settings.repository.ts';
import { publishShipped } from '../templates/templates.useCases.ts';
import { Chance } from './annexA/Chance.ts';
import { annexASheets } from './annexAWorkbook.ts';
import { inventPast, type Past } from './inventPast.ts';
import { demoDomain, demoSignIns, inventCouncil, type InventedCouncil } from './marchbrook.ts';
import { seedPlan } from './seedPlan.ts';
import { writeBook } from './writeBook.ts';

export type Seeding = {
	readonly database: Database;
	readonly templates: readonly Template[];
	readonly password: string;
	/** The moment the demo is made at, in milliseconds. */
	readonly now: number;
	readonly children?: number;
	readonly seed?: string;
};

/** How old the demo's caseload is, in days: fresh enough to sample from without a warning. */
const caseloadAge = 3;

/** Fills an empty store with the invented council: people, caseload, six months of audits and their actions. */
export async function seedCouncil({
	database,
	templates,
	password,
	now,
	children = 5000,
	seed = 'marchbrook'
}: Seeding): Promise<Past> {
	const chance = new Chance(seed);
	const today = dayInEngland(new Date(now).toISOString());
	const council = inventCouncil(chance.for('council'), today);
	await publishShipped(database, templates, now);
	await writePeople(database, council, password, now);
	const qa = signIn(council, 'qa');
	await takeCaseload(database, council, { by: qa, takenOn: addDays(today, -caseloadAge), children, seed, now });
	const frame = must(await readCurrentFrame({ database, person: qa, now }), 'the caseload just taken');
	const ties = await readNameTies(database.db);
	const past = inventPast({
		council,
		frame,
		ties,
		templates,
		now: new Date(now).toISOString(),
		chance: chance.for('past')
	});
	await writeSamples(database, past, new Map(frame.cases.map((one) => [one.caseRef, one])));
	await writeBook(database, past.book);
	const service = must(
		council.services.find(({ name }) => name.startsWith('North')),
		'the north'
	).id;
	const leads = [signIn(council, 'sm'), signIn(council, 'hos')] as const;
	await seedPlan({ database, now, chance: chance.for('plan'), qa, board: signIn(council, 'board'), leads, service });
	return past;
}

/** Only those who sign in to the demo have a password. */
async function writePeople(database: Database, council: InventedCouncil, password: string, now: number): Promise<void> {
	const signsIn = new Set<string>(demoSignIns.map(([username]) => `${username}@${demoDomain}`));
	const passwordHash = await hashPassword(password);
	await database.transaction(async (trx) => {
		await saveSetting(trx, 'council-name', `${council.name} children’s services`);
		for (const { id, name } of council.services) await saveService(trx, { id, name, head: null });
		for (const { id, name, service } of council.teams) await saveTeam(trx, { id, name, service, manager: null });
		for (const person of council.people) {
			const hash = signsIn.has(person.username) ? passwordHash : null;
			const contact = { email: person.username, phone: person.phone };
			await insertPerson(trx, { ...person, ...contact, mustChange: false, passwordHash: hash, createdAt: now });
		}
		for (const service of council.services) await saveService(trx, service);
		for (const team of council.teams) await saveTeam(trx, team);
	});
}

type Taking = {
	readonly by: Person;
	readonly takenOn: Day;
	readonly children: number;
	readonly seed: string;
	readonly now: number;
};

async function takeCaseload(
	database: Database,
	council: InventedCouncil,
	{ by, takenOn, children, seed, now }: Taking
): Promise<void> {
	const teams = council.teams.map((team) => ({
		team: team.name,
		service: council.services.find((service) => service.id === team.service)?.name ?? '',
		workers: council.people
			.filter((person) => person.team === team.id && person.grants.some((grant) => grant.role === 'practitioner'))
			.map((person) => person.name)
	}));
	const { sheets } = annexASheets({ children, seed, asAt: takenOn, teams });
	const read = readAnnexA(sheets, takenOn);
	if (!read.ok) throw new Error(read.problem.code);
	const wish = { cases: read.value.cases, takenOn, source: `Annex-A-${takenOn}.xlsx` };
	const taken = await acceptFrame({ database, person: by, now }, wish);
	if (!taken.ok) throw new Error(`${taken.problem.code} ${JSON.stringify(taken.problem.facts ?? {})}`);
}

async function writeSamples(
	database: Database,
	past: Past,
	cases: ReadonlyMap<string, Parameters<typeof insertSample>[1]['cases'][number]['facts']>
): Promise<void> {
	await database.transaction(async (trx) => {
		for (const { audits, ...kept } of past.samples) {
			const drawn = kept.sample.drawn.map(({ caseRef }) => ({
				caseRef,
				facts: must(cases.get(caseRef), caseRef),
				audit: audits.get(caseRef) ?? null
			}));
			await insertSample(trx, { ...kept, cases: drawn });
		}
	});
}

export function signIn(council: InventedCouncil, username: (typeof demoSignIns)[number][0]): Person {
	return must(
		council.people.find((person) => person.username === `${username}@${demoDomain}`),
		username
	);
}
