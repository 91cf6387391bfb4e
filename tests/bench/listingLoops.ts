/** B9: the first screen of the open loops. */
import type { Database } from '../../src/lib/server/db/connection.ts';
import { must } from '../../src/lib/domain/shared/Result.ts';
import { listAndCount } from '../../src/lib/server/improvement/loops.ts';
import { findPersonByUsername } from '../../src/lib/server/people/people.repository.ts';
import { DipperServer } from '../e2e/DipperServer.ts';
import { HttpPerson } from '../e2e/HttpPerson.ts';
import { benchPassword, fillWithLoops } from './aCouncilOfLoops.ts';
import { exponent } from './answering.ts';
import { median, type Bench, type Measured } from './Measured.ts';
import { rounds } from './rounds.ts';

const sizes = [2_000, 20_000, 60_000] as const;
const asked = 20_000;
const pageSize = 25;
const who = [
	['qa@demo.example', 'a QA manager'],
	['tm@demo.example', 'a team’s manager']
] as const;

export const listingLoops: Bench = {
	id: 'B9',
	what: `the first screen of the open loops among ${sizes.map((size) => size.toLocaleString('en-GB')).join(', ')} actions`,
	run: async () => {
		const rows: Measured[] = [];
		for (const size of sizes) rows.push(...(await measure(size)));
		return [...rows, growth(rows)];
	}
};

/** On one store: as the use case answers, beside the plain SQL; then as the built program answers the whole page. */
async function measure(size: number): Promise<Measured[]> {
	const server = await DipperServer.with((database) => fillWithLoops(database, size, Date.now()));
	try {
		const inside = await server.look(async (database) => {
			const both: Measured[] = [];
			for (const [username, words] of who) both.push(await measureUseCase(database, username, words, size));
			return both;
		});
		const outside: Measured[] = [];
		for (const [username, words] of who) outside.push(await measurePage(server, username, words, size));
		return [...inside, ...outside];
	} finally {
		await server.end();
	}
}

async function measureUseCase(database: Database, username: string, words: string, size: number): Promise<Measured> {
	const person = must(await findPersonByUsername(database.db, username), username);
	const [dipper, floor]: number[][] = [[], []];
	for (let round = 0; round <= rounds; round += 1) {
		const acting = { database, person, now: Date.now() };
		const own = await timeOf(() => listAndCount(acting, { limit: pageSize }));
		const least = await timeOf(() => Promise.resolve(plainSql(database)));
		if (round === 0) continue;
		dipper?.push(own);
		floor?.push(least);
	}
	return {
		bench: 'B9',
		what: `${size.toLocaleString('en-GB')} actions: ${pageSize} loops and all counts, ${words}, in the process, ms`,
		dipper: dipper ?? [],
		floor: floor ?? [],
		peers: {},
		...(size === asked ? { reach: '≤ 100 ms' } : {})
	};
}

/** The least that could be asked for the same screen: one page by date, and one count by state, of everybody's. */
function plainSql({ sqlite }: Database): unknown[] {
	const file = must(sqlite, 'SQLite');
	return [
		file
			.prepare(
				`select id, ver, head from record where kind = 'action' and deleted_why is null and ended_at is null
				order by due_on, id limit ${pageSize}`
			)
			.all(),
		file
			.prepare(
				`select state, count(*) from record where kind = 'action' and deleted_why is null and ended_at is null group by state`
			)
			.all()
	];
}

async function measurePage(server: DipperServer, username: string, words: string, size: number): Promise<Measured> {
	const person = new HttpPerson(server.origin);
	await person.signIn(username, benchPassword);
	const taken: number[] = [];
	for (let round = 0; round <= rounds; round += 1) {
		const took = await timeOf(async () => {
			const answer = await person.open('/loops');
			if (answer.status !== 200) throw new Error(`the page of loops answered ${answer.status}`);
			await answer.text();
		});
		if (round > 0) taken.push(took);
	}
	return {
		bench: 'B9',
		what: `${size.toLocaleString('en-GB')} actions: the whole page over HTTP, ${words}, ms`,
		dipper: taken,
		peers: {},
		...(size === asked ? { reach: '≤ 100 ms' } : {})
	};
}

function growth(rows: readonly Measured[]): Measured {
	const of = rows.filter(({ what }) => what.includes('in the process') && what.includes('QA'));
	return {
		bench: 'B9',
		what: `in the process, a QA manager: exponent of growth from ${sizes[0].toLocaleString('en-GB')} to ${sizes[2].toLocaleString('en-GB')} actions`,
		dipper: [
			exponent(
				sizes,
				of.map(({ dipper }) => median(dipper))
			)
		],
		peers: {},
		reach: 'below 1'
	};
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}
