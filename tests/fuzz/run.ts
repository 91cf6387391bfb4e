/** `npm run fuzz`: the sync battery, as long as anyone likes; docs/battery.md says what it plays. */
import { parseArgs } from 'node:util';
import type { ModelBug } from './model/bugs.ts';
import { explainModel, runModel } from './model/playModel.ts';

const { values } = parseArgs({
	options: {
		model: { type: 'boolean', default: false },
		seed: { type: 'string' },
		seeds: { type: 'string', default: '20000' },
		from: { type: 'string', default: '1' },
		bug: { type: 'string' },
		'browser-kills': { type: 'string' },
		kills: { type: 'string' }
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
}

const from = Number(values.seed ?? values.from);
const histories = values.seed === undefined ? Number(values.seeds) : 1;
const run = runModel(from, histories, (values.bug ?? null) as ModelBug | null);
console.log(`model: ${run.histories} histories`, run.counts);
if (run.failedSeed !== null) {
	console.error(explainModel(run.failedSeed, (values.bug ?? null) as ModelBug | null));
	process.exitCode = 1;
} else console.log('lost 0, doubled 0, leaked 0, diverged 0');
