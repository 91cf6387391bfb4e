import 'fake-indexeddb/auto';
import type { Database } from '#lib/server/db/connection.ts';
import { shrinkSlowly } from '../shrink.ts';
import type { Violation } from '../model/Violations.ts';
import { drawEngineHistory, stepsPerHistory, type EngineAct } from './acts.ts';
import type { Disk, StoreKind } from './Disk.ts';
import { EngineServer } from './EngineServer.ts';
import { EngineWorld, type EngineCounts } from './EngineWorld.ts';
import { judgeEngine } from './judgeEngine.ts';
import { setUpDisk } from './setUpDisk.ts';

/** Every so many histories one tablet keeps its rows in IndexedDB (fake-indexeddb), the others in memory. */
const dexieEvery = 5;

export type EnginePlayed = { readonly violations: readonly Violation[]; readonly counts: EngineCounts };
export type EngineRun = {
	readonly histories: number;
	readonly dexie: number;
	readonly counts: EngineCounts;
	readonly failedSeed: number | null;
	readonly violations: readonly Violation[];
};

/** One database with its cast and their tablets as they were set up: ready for any number of histories. */
export class EngineStage {
	readonly #server: EngineServer;
	readonly #disks: readonly Disk[];

	private constructor(server: EngineServer, disks: readonly Disk[]) {
		this.#server = server;
		this.#disks = disks;
	}

	static async on(database: Database): Promise<EngineStage> {
		const server = await EngineServer.on(database);
		server.serves();
		const { ada, cora } = server.cast;
		const disks: Disk[] = [];
		for (const person of [ada, ada, cora]) disks.push(await setUpDisk(person, server));
		await server.keepsBeginning();
		return new EngineStage(server, disks);
	}

	async play(acts: readonly EngineAct[], kind: StoreKind = 'memory'): Promise<EnginePlayed> {
		const world = await EngineWorld.of(this.#server, this.#disks, kind);
		try {
			for (const act of acts) await world.happens(act);
			await world.comesToRest();
			await judgeEngine(world);
		} finally {
			for (const tablet of world.tablets) tablet.closes();
		}
		return { violations: world.violations.all, counts: world.counts };
	}

	async run(from: number, histories: number, steps = stepsPerHistory): Promise<EngineRun> {
		const counts: Record<string, number> = {};
		let dexie = 0;
		for (let seed = from; seed < from + histories; seed += 1) {
			const kind = kindFor(seed);
			dexie += kind === 'dexie' ? 1 : 0;
			const played = await this.play(drawEngineHistory(seed, steps), kind);
			for (const [name, count] of Object.entries(played.counts)) counts[name] = (counts[name] ?? 0) + count;
			if (played.violations.length > 0)
				return {
					histories: seed - from + 1,
					dexie,
					counts: counts as EngineCounts,
					failedSeed: seed,
					violations: played.violations
				};
		}
		return { histories, dexie, counts: counts as EngineCounts, failedSeed: null, violations: [] };
	}

	/** The fewest acts that still break something, and how to see it again. */
	async explain(seed: number, steps = stepsPerHistory, mostTries = 150): Promise<string> {
		const kind = kindFor(seed);
		const broken = async (acts: readonly EngineAct[]) => (await this.play(acts, kind)).violations[0];
		const least = await shrinkSlowly(
			drawEngineHistory(seed, steps),
			async (acts) => (await broken(acts)) !== undefined,
			mostTries
		);
		const first = await broken(least);
		return [
			`${first?.kind ?? 'not again'} (${first?.rule ?? ''}): ${first?.what ?? ''}`,
			...least.map((act) => `  ${JSON.stringify(act)}`),
			`again: npm run fuzz -- --engine-seed ${String(seed)}`
		].join('\n');
	}
}

function kindFor(seed: number): StoreKind {
	return seed % dexieEvery === 0 ? 'dexie' : 'memory';
}
