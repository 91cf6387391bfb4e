import { copyFileSync, createReadStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { z } from 'zod';

/** A tablet that was last loaded under an earlier build asks for that build's files until it is loaded anew (SPEC.md F). */
const keptDays = 30;
const day = 24 * 60 * 60_000;
const prefix = '/_app/immutable/';
const currentName = 'current.json';

export type Kept = {
	/** `build/client/_app/immutable`, of the build that is about to be served. */
	readonly built: string;
	/** Where copies stay, in the data folder. */
	readonly folder: string;
	readonly now: number;
};

/**
 * Copies what this build serves beside what earlier builds did, and lets go of what has not been current for 30 days.
 * Files are named by their content, so builds never overwrite one another. Returns the names that only earlier builds have.
 */
export function keepAssets({ built, folder, now }: Kept): ReadonlySet<string> {
	mkdirSync(folder, { recursive: true });
	const current = filesIn(built).filter((name) => !/\.(br|gz)$/.test(name));
	// Whatever was current until this start begins its thirty days now, however long that server ran.
	for (const name of readCurrent(folder)) touch(path.join(folder, name), now);
	for (const name of current) keep(path.join(built, name), path.join(folder, name), now);
	writeFileSync(path.join(folder, currentName), JSON.stringify(current));
	const held = new Set(current);
	const earlier = filesIn(folder).filter((name) => name !== currentName && !held.has(name));
	const old = earlier.filter((name) => statSync(path.join(folder, name)).mtimeMs < now - keptDays * day);
	for (const name of old) rmSync(path.join(folder, name));
	return new Set(earlier.filter((name) => !old.includes(name)));
}

function readCurrent(folder: string): readonly string[] {
	const file = path.join(folder, currentName);
	return existsSync(file) ? z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

function filesIn(folder: string): string[] {
	if (!existsSync(folder)) return [];
	const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
	return found.map((one) => path.relative(folder, path.join(one.parentPath, one.name)).split(path.sep).join('/'));
}

function keep(from: string, to: string, now: number): void {
	if (!existsSync(to)) {
		mkdirSync(path.dirname(to), { recursive: true });
		copyFileSync(from, to);
	}
	touch(to, now);
}

function touch(file: string, now: number): void {
	if (existsSync(file)) utimesSync(file, now / 1000, now / 1000);
}

const types: Readonly<Record<string, string>> = {
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.wasm': 'application/wasm',
	'.woff2': 'font/woff2',
	'.svg': 'image/svg+xml'
};

export type EarlierAssets = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/** Answers for a file that only an earlier build had; false where it is not one. */
export function serveEarlier(folder: string, names: ReadonlySet<string>): EarlierAssets {
	return ({ method }, response, asked) => {
		const name = asked.startsWith(prefix) ? asked.slice(prefix.length) : '';
		if ((method !== 'GET' && method !== 'HEAD') || !names.has(name)) return false;
		response.writeHead(200, {
			'Content-Type': types[path.extname(name)] ?? 'application/octet-stream',
			'Cache-Control': 'public, max-age=31536000, immutable'
		});
		if (method === 'HEAD') response.end();
		else createReadStream(path.join(folder, name)).pipe(response);
		return true;
	};
}
