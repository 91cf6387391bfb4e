/** `npm run fuzz`: the sync battery, as long as anyone likes; docs/battery.md says what it plays. */
import { parseArgs } from 'node:util';
import { playEngineHere } from './engine/playHere.ts';
import type { ModelBug } from './model/bugs.ts';
import { explainModel, runModel } from './model/playModel.ts';
import { runParts, type Part } from './runParts.ts';

const { values } = parseArgs({
	options: {
		/** Histories of the model; of the engine a hundredth, on each database, or what `--engine` says. */
		seeds: { type: 'string', default: '20000' },
		from: { type: 'string', default: '1' },
		engine: { type: 'string' },
		/** One history, told in its fewest acts where it fails. */
		model: { type: 'boolean', default: false },
		seed: { type: 'string' },
		bug: { type: 'string' },
		'engine-seed': { type: 'string' },
		/** The batteries of others, and the planted faults. */
		kills: { type: 'string' },
		drills: { type: 'string' },
		'browser-kills': { type: 'string' },
		planted: { type: 'boolean', default: false },
		/** One share of the work, in a process of its own. */
		part: { type: 'string' }
	}
});

if (values.kills !== undefined) {
	const { reportServerKills } = await import('./reportServerKills.ts');
	process.exit((await reportServerKills(Number(values.kills), values.seed ?? 'weir-otter-7')) ? 0 : 1);
}

const browserKills = values['browser-kills'];
if (browserKills !== undefined) {
	const { killBrowsers } = await import('./browserKills.ts');
	process.exit((await killBrowsers(Number(browserKills), values.seed ?? 'wharf-heron-41')) ? 0 : 1);
} else if (values.part !== undefined) await playPart(JSON.parse(values.part) as Part);
else if (values.model && values.seed !== undefined)
	playOneOfModel(Number(values.seed), (values.bug ?? null) as ModelBug | null);
else if (values['engine-seed'] !== undefined)
	await playPart({ battery: 'engine', database: 'sqlite', from: Number(values['engine-seed']), histories: 1 });
else if (values.planted) await (await import('./planted/writeBattery.ts')).writeBattery();
else if (values.drills !== undefined) await drill(Number(values.drills));
else {
	const histories = Number(values.seeds);
	const engine = Number(values.engine ?? Math.max(1, Math.round(histories / 100)));
	process.exitCode = await runParts(histories, engine, Number(values.from));
}

function playOneOfModel(seed: number, bug: ModelBug | null): void {
	const { failedSeed, counts } = runModel(seed, 1, bug);
	console.log(failedSeed === null ? 'lost 0, doubled 0, leaked 0, diverged 0' : explainModel(seed, bug), counts);
	process.exitCode = failedSeed === null ? 0 : 1;
}

/** Prints one line of JSON for the process that asked; what failed, in words, before it. */
async function playPart(part: Part): Promise<void> {
	const run = part.battery === 'model' ? runModel(part.from, part.histories) : await playEngineHere(part);
	if (run.failedSeed !== null) {
		console.log('told' in run ? run.told : explainModel(run.failedSeed));
		process.exitCode = 1;
	}
	console.log(JSON.stringify({ histories: run.histories, counts: run.counts, failedSeed: run.failedSeed }));
	process.exit();
}

async function drill(count: number): Promise<void> {
	const { runDrills } = await import('./drills.ts');
	const figures = await runDrills({ count, seed: Number(values.seed ?? values.from) });
	console.log(figures);
	process.exitCode = figures.lost + figures.doubled === 0 ? 0 : 1;
}
