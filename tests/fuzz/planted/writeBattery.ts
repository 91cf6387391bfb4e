import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { modelBugNames, modelBugs } from '../model/bugs.ts';
import { runModel } from '../model/playModel.ts';
import { findPlant } from './findPlant.ts';
import { plants } from './plants.ts';

const page = path.resolve(import.meta.dirname, '../../../docs/battery.md');
const modelBudget = 20_000;
const engineBudget = 100;

/** Looks for every planted fault anew, from the first seed, and writes what found it and when: `npm run fuzz -- --planted`. */
export async function writeBattery(): Promise<void> {
	const rows: string[] = [];
	let missed = 0;
	for (const bug of modelBugNames) {
		const { failedSeed, histories } = runModel(1, modelBudget, bug);
		rows.push(row(modelBugs[bug], bug.replaceAll('-', ' '), 'A, model', failedSeed === null ? null : histories));
		if (failedSeed === null) missed += 1;
	}
	for (const plant of plants) {
		const { failedSeed, played, first } = await findPlant(plant, engineBudget);
		const by = `B, engine: ${first?.kind ?? ''} (${first?.rule ?? ''})`;
		rows.push(row(plant.rule, plant.name, by, failedSeed === null ? null : played));
		if (failedSeed === null) missed += 1;
	}
	writeFileSync(page, [...introduction, ...rows.sort(), ''].join('\n'));
	console.log(`${String(rows.length)} planted faults, ${String(missed)} not found; docs/battery.md is written`);
	process.exitCode = missed === 0 ? 0 : 1;
}

function row(rule: string, name: string, by: string, histories: number | null): string {
	return `| ${rule} | ${name} | ${by} | ${histories === null ? 'not found' : String(histories)} |`;
}

const introduction = [
	'# The battery: what is played, and the faults planted in it',
	'',
	'`npm run fuzz` plays random histories and counts what is lost, doubled, leaked or different; docs/decisions/0021 says what it found.',
	'',
	'- **A, the model** (`tests/fuzz/model`): the protocol in plain arrays. `npm run fuzz -- --seeds 100000`.',
	'- **B, the engine** (`tests/fuzz/engine`): the real device engine and the real handlers, on SQLite and on Postgres; a hundredth of',
	'  the seeds, or `--engine 500`. One tablet in five keeps its rows in IndexedDB (fake-indexeddb), the others in memory.',
	'- **C, planted faults** (`tests/fuzz/planted`, and the switches of the model): one for each rule of W, M and V6 at least. What no',
	'  history of B can show (a stale pull, the lease, wiping before the rescue) is found by A.',
	'- **D, E, F**: `npm run fuzz -- --kills 300` kills the real server in the middle of pushes, `--drills 10` restores its backups,',
	'  `--browser-kills 100` kills Chromium and spoils its files. New releases, two tabs, a full disk and a tab closed between',
	'  keystrokes are in `tests/e2e/battery`.',
	'',
	'A history that fails is told in its fewest acts with the command that plays it again, and goes into `tests/fuzz/regressions.json`,',
	'which the tests play first. This page is written by `npm run fuzz -- --planted`: the table says after how many histories, from the',
	'first seed, each planted fault was found, and by what.',
	'',
	'| rule | planted | found by | after histories |',
	'| --- | --- | --- | --- |'
];
