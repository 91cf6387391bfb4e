import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { databaseFileName } from '../db/connection.ts';

/** Beside the demo's database: that it is one, and the password everyone in it signs in with. */
const noteFile = 'demo.json';
const note = z.object({ password: z.string() });
const words = [
	...['heron', 'alder', 'millrace', 'pebble', 'willow', 'sedge'],
	...['otter', 'kingcup', 'weir', 'osier', 'ripple', 'ford']
];

/** Four words and a number: it opens an invented council and nothing else. */
export function makeDemoPassword(): string {
	const picked = Array.from({ length: 4 }, () => words[randomInt(words.length)]);
	return `${picked.join('-')}-${randomInt(10, 100)}`;
}

/** The demo's password; null where no demo was made. */
export function readDemoNote(dataDir: string): string | null {
	const file = path.join(dataDir, noteFile);
	return existsSync(file) ? note.parse(JSON.parse(readFileSync(file, 'utf8'))).password : null;
}

export function writeDemoNote(dataDir: string, password: string): void {
	writeFileSync(path.join(dataDir, noteFile), `${JSON.stringify({ password })}\n`, { mode: 0o600 });
}

/** Only what a demo made is thrown away. */
export function throwDemoAway(dataDir: string): void {
	if (!existsSync(path.join(dataDir, databaseFileName))) return;
	if (readDemoNote(dataDir) === null) throw new Error(`${dataDir} holds a real store, not a demo: it is left alone`);
	for (const file of readdirSync(dataDir)) {
		if (file === noteFile || file.startsWith(databaseFileName)) rmSync(path.join(dataDir, file));
	}
}

/** Whether what was built is missing, or older than a source. */
export function isBuildStale(built: string, sources: readonly string[]): boolean {
	if (!existsSync(built)) return true;
	const builtAt = statSync(built).mtimeMs;
	return !sources.every((source) => newest(source) <= builtAt);
}

function newest(place: string): number {
	const { mtimeMs } = statSync(place);
	if (!statSync(place).isDirectory()) return mtimeMs;
	return Math.max(mtimeMs, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}
