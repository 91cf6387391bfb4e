import { runServerKills, type KillFigures, type KillRun } from './serverKills.ts';

/** So many kills on each database, told in a line for each. False where anything was lost, doubled or told differently. */
export async function reportServerKills(kills: number, seed: string): Promise<boolean> {
	const sqlite = await report({ kills, seed, database: 'sqlite' });
	const postgres = await report({ kills, seed, database: 'postgres', processes: 2, killDatabase: true });
	return sqlite && postgres;
}

async function report(run: KillRun): Promise<boolean> {
	const figures = await runServerKills(run);
	if (figures === null) console.log(`${run.database}: not installed here, not tried`);
	else console.log(`${run.database}: ${inWords(figures)}`);
	for (const wrong of figures?.wrongs ?? []) console.error(`  ${wrong}`);
	return (figures?.wrongs.length ?? 0) === 0;
}

function inWords(figures: KillFigures): string {
	const killed = `${figures.kills} kills (${figures.databaseKills} of the database itself)`;
	const sent = `${figures.changes} changes in ${figures.requests} requests, ${figures.unanswered} left unanswered`;
	const speed = `${figures.seconds} s, a start ${figures.startMs} ms (${figures.entry})`;
	return `${killed}; ${sent}; ${speed}; wrong: ${figures.wrongs.length}`;
}
