/** `npm run bench` runs them all; `npm run bench -- B1 B8` some. Figures go to results/, one line a run to the history. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { provideChromium } from '../findChromium.ts';
import { allocating } from './allocating.ts';
import { answering } from './answering.ts';
import { drawing } from './drawing.ts';
import { fiveOClock } from './fiveOClock.ts';
import { listingLoops } from './listingLoops.ts';
import type { Bench, Measured } from './Measured.ts';
import { printTable } from './printTable.ts';
import { namesAsked, rounds } from './rounds.ts';
import { safety } from './safety.ts';
import { starting } from './starting.ts';
import { firstFill, monthEnd } from './syncing.ts';
import { writeFigures, type Run } from './writeFigures.ts';

const benches: readonly Bench[] = [
	...[answering, starting, monthEnd, firstFill, fiveOClock],
	...[safety, drawing, allocating, listingLoops]
];
const folder = path.resolve('tests/bench');
const results = path.join(folder, 'results');
const latest = path.join(results, 'latest.json');

const wanted = namesAsked();
const unknown = wanted.filter((name) => !benches.some((bench) => bench.id === name));
if (unknown.length > 0) {
	const known = benches.map((bench) => bench.id).join(', ');
	console.error(`No benchmark ${unknown.join(', ')} in this release. There are ${known}.`);
	process.exit(2);
}

process.env.CHROMIUM = provideChromium();
if (!existsSync(path.join(folder, 'node_modules'))) {
	console.log('Installing the peers …');
	execFileSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' });
}
if (!existsSync('build/handler.js')) execFileSync('npm', ['run', 'build'], { stdio: 'inherit' });

const measured: Measured[] = [];
for (const bench of benches) {
	if (wanted.length > 0 && !wanted.includes(bench.id)) continue;
	console.log(`${bench.id}: ${bench.what}`);
	measured.push(...(await bench.run()));
}
printTable(measured);

mkdirSync(results, { recursive: true });
const run = { at: new Date().toISOString(), commit: commitNow(), rounds, machine: machine(), measured };
appendFileSync(path.join(results, 'history.jsonl'), `${JSON.stringify(run)}\n`);
const all = [...othersOf(run.measured), run];
writeFileSync(latest, `${JSON.stringify(all, null, '\t')}\n`);
writeFigures(all);

/** What earlier runs measured of the benches that this one left out. */
function othersOf(measured: readonly Measured[]): Run[] {
	const now = new Set(measured.map((one) => one.bench));
	const before = existsSync(latest) ? (JSON.parse(readFileSync(latest, 'utf8')) as readonly Run[]) : [];
	const left = before.map((one) => ({ ...one, measured: one.measured.filter(({ bench }) => !now.has(bench)) }));
	return left.filter((one) => one.measured.length > 0);
}

function commitNow(): string {
	return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}

function machine(): string {
	return `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
}
