import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Violation } from '../model/Violations.ts';
import { plants, type Plant } from './plants.ts';

export type Found = { readonly failedSeed: number | null; readonly played: number; readonly first: Violation | null };
const run = promisify(execFile);

/** Plays a plant in another process, since what is loaded cannot be loaded otherwise in the same. */
export async function findPlant(plant: Plant, histories: number, from = 1): Promise<Found> {
	const script = path.join(import.meta.dirname, 'playPlant.ts');
	const place = String(plants.indexOf(plant));
	const { stdout } = await run(process.execPath, [script, place, String(histories), String(from)], {
		maxBuffer: 1 << 24,
		timeout: 600_000
	});
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Found;
}
