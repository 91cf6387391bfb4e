import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';

export type Part =
	| { readonly battery: 'model'; readonly from: number; readonly histories: number }
	| {
			readonly battery: 'engine';
			readonly database: 'sqlite' | 'postgres';
			readonly from: number;
			readonly histories: number;
	  };
type Done = { readonly histories: number; readonly counts: Record<string, number>; readonly failedSeed: number | null };

/** Large enough to be worth a process, small enough that the line of progress moves. */
const modelShare = 5_000;
const engineShare = 100;

/** Shares the work among the processors; answers with the exit code. */
export async function runParts(model: number, engine: number, from: number): Promise<number> {
	const parts = [...shares(model, modelShare, from).map((one): Part => ({ battery: 'model', ...one }))];
	for (const database of ['sqlite', 'postgres'] as const)
		parts.push(...shares(engine, engineShare, from).map((one): Part => ({ battery: 'engine', database, ...one })));
	const waiting = [...parts];
	const done: { part: Part; result: Done }[] = [];
	const work = async (): Promise<void> => {
		for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
			const result = await playElsewhere(part);
			done.push({ part, result });
			console.log(`${String(done.length)} of ${String(parts.length)} parts`);
			if (result.failedSeed !== null) waiting.length = 0;
		}
	};
	await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, work));
	return summarise(done);
}

function shares(histories: number, share: number, from: number): { from: number; histories: number }[] {
	const count = Math.ceil(histories / share);
	return Array.from({ length: count }, (_, index) => ({
		from: from + index * share,
		histories: Math.min(share, histories - index * share)
	}));
}

function playElsewhere(part: Part): Promise<Done> {
	const script = path.join(import.meta.dirname, 'run.ts');
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script, '--part', JSON.stringify(part)], {
			stdio: ['ignore', 'pipe', 'inherit']
		});
		let text = '';
		child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
		child.on('close', (code) => {
			const lines = text.trim().split('\n');
			const last = lines.pop() ?? '';
			if (lines.length > 0) console.log(lines.join('\n'));
			if (last.startsWith('{')) resolve(JSON.parse(last) as Done);
			else reject(new Error(`a part ended with ${String(code)}: ${last}`));
		});
	});
}

function summarise(done: readonly { part: Part; result: Done }[]): number {
	for (const battery of ['model', 'engine'] as const) {
		const own = done.filter(({ part }) => part.battery === battery).map(({ result }) => result);
		const histories = own.reduce((sum, one) => sum + one.histories, 0);
		const counts: Record<string, number> = {};
		for (const { counts: some } of own)
			for (const [name, count] of Object.entries(some)) counts[name] = (counts[name] ?? 0) + count;
		console.log(`${battery}: ${String(histories)} histories`, counts);
	}
	const failed = done.some(({ result }) => result.failedSeed !== null);
	if (!failed) console.log('lost 0, doubled 0, leaked 0, diverged 0');
	return failed ? 1 : 0;
}
