/** What can happen to a browser's files while it is not running. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Chance } from '#lib/server/council/annexA/Chance.ts';

const databases = 'Default/IndexedDB';
/** Where Chromium keeps each origin's private file system, and with it the journal. */
const privateFiles = 'Default/File System';

/** One byte of one file of the LevelDB store becomes another. Returns which, in words. */
export function flipByte(profile: string, chance: Chance): string {
	const file = chance.weighted(levelDbFiles(profile).map((name) => [name, statSync(name).size] as const));
	const bytes = readFileSync(file);
	const at = chance.whole(0, bytes.length - 1);
	bytes[at] = (bytes[at] ?? 0) ^ chance.whole(1, 255);
	writeFileSync(file, bytes);
	return `byte ${at} of ${bytes.length} in ${path.basename(file)}`;
}

/** The store is gone, as after Chromium's "recovering from a corrupted (and deleted) database". */
export function deleteIndexedDb(profile: string): void {
	rmSync(path.join(profile, databases), { recursive: true });
}

/** The same profile as a build without a journal would have left it. */
export function copyWithoutJournal(profile: string, copy: string): void {
	if (!existsSync(path.join(profile, privateFiles))) throw new Error('there is no journal to leave out');
	cpSync(profile, copy, {
		recursive: true,
		verbatimSymlinks: true,
		filter: (name) => !path.basename(name).startsWith('Singleton') && !/\/(Code |GPU|Shader|Graphite)?Cache$/.test(name)
	});
	rmSync(path.join(copy, privateFiles), { recursive: true });
}

function levelDbFiles(profile: string): string[] {
	const folder = path.join(profile, databases);
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.leveldb\/(.*\.(ldb|log)|MANIFEST.*)$/.test(name))
		.map((name) => path.join(folder, name))
		.filter((name) => statSync(name).size > 0);
}
