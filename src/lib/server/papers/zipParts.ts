import { strToU8, zipSync } from 'fflate';

/** Files to a zip that bears no clock: the same parts make the same bytes. */
export function zipParts(parts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
	const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
	return Uint8Array.from(zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) }));
}
