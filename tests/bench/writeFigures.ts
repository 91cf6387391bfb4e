import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Measured } from './Measured.ts';
import { markdownRows } from './printTable.ts';

export type Run = {
	readonly at: string;
	readonly commit: string;
	readonly rounds: number;
	readonly machine: string;
	readonly measured: readonly Measured[];
};

const page = path.resolve('docs/benchmarks.md');
const [begin, end] = ['<!-- figures -->', '<!-- end of figures -->'];

/** The latest figures stand in the documentation, each under the run they are from. */
export function writeFigures(runs: readonly Run[]): void {
	const parts = runs.map(({ at, commit, rounds, machine, measured }) => {
		const names = [...new Set(measured.map(({ bench }) => bench))].join(', ');
		const where = `${machine}; ${rounds} rounds.`;
		return `### ${names}: ${at.slice(0, 10)}, commit ${commit}\n\n${where}\n\n${markdownRows(measured)}`;
	});
	const [before = '', rest = ''] = readFileSync(page, 'utf8').split(begin);
	const after = rest.split(end)[1] ?? '';
	writeFileSync(page, `${before}${begin}\n\n${parts.join('\n\n')}\n\n${end}${after}`);
}
