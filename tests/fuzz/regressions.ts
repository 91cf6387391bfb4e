import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A history that once broke a promise. Its acts are kept, not its seed: a seed means another history tomorrow. */
export type Regression = {
	readonly battery: 'model' | 'engine';
	readonly rule: string;
	readonly what: string;
	readonly acts: readonly unknown[];
};

export const regressionsFile = path.join(import.meta.dirname, 'regressions.json');

export function readRegressions(battery: Regression['battery']): readonly Regression[] {
	const all = JSON.parse(readFileSync(regressionsFile, 'utf8')) as readonly Regression[];
	return all.filter((one) => one.battery === battery);
}
