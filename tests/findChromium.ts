import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const usualPlaces = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/opt/google/chrome/chrome'
];

/** Flags for a Chromium in a sandbox without a network of its own. */
export const chromiumFlags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run'
];

/** A Chromium on this machine: one that was named, one in the usual places, or Playwright's own. */
export function findChromium(): string | null {
	const named = process.env.CHROMIUM;
	const found = [...(named === undefined ? [] : [named]), ...usualPlaces].find((place) => existsSync(place));
	if (found !== undefined) return found;
	return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/** Finds a Chromium or installs one: Playwright's download first, then the distribution's package. */
export function provideChromium(): string {
	const found = findChromium();
	if (found !== null) return found;
	const ways: readonly (readonly [string, readonly string[]])[] = [
		['npx', ['playwright', 'install', 'chromium']],
		['apt-get', ['update', '-qq']],
		['apt-get', ['install', '-y', '-qq', 'chromium']]
	];
	for (const [program, args] of ways) {
		try {
			execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 });
		} catch {
			console.error(`could not run ${program} ${args.join(' ')}; trying the next way`);
		}
		const now = findChromium();
		if (now !== null) return now;
	}
	throw new Error('No Chromium here, and none could be installed. Set CHROMIUM to the path of one.');
}
