import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Edit, Plant } from './plants.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** The source with the fault in it; the text that is to go must stand there, once. */
export function plantIn(source: string, { file, find, replace }: Edit): string {
	const parts = source.split(find);
	if (parts.length !== 2) throw new Error(`${file} has ${String(parts.length - 1)} places like: ${find}`);
	return parts.join(replace);
}

/** From now on the files of this plant load with their fault. */
export function loadWith(plant: Plant): void {
	const byUrl = Map.groupBy(plant.edits, ({ file }) => pathToFileURL(path.join(root, file)).href);
	registerHooks({
		load(url, context, next) {
			const loaded = next(url, context);
			const edits = byUrl.get(url);
			if (edits === undefined || loaded.source === undefined || loaded.source === null) return loaded;
			const text =
				typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString();
			return { ...loaded, source: edits.reduce(plantIn, text) };
		}
	});
}
