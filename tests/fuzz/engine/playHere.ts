import { EngineStage, type EngineRun } from './playEngine.ts';
import { testDatabase } from '#lib/server/db/testDatabase.ts';
import { makeTemplate, TemplateCopies } from '#lib/server/db/TemplateCopies.ts';
import { startThrowAwayPostgres } from '#lib/server/db/throwAwayPostgres.ts';

type Wanted = { readonly database: 'sqlite' | 'postgres'; readonly from: number; readonly histories: number };
export type EngineRunTold = EngineRun & { readonly told: string };

/** Histories of the engine in this process, on SQLite in memory or on a Postgres of its own. */
export async function playEngineHere({ database, from, histories }: Wanted): Promise<EngineRunTold> {
	if (database === 'sqlite') return play(await EngineStage.on(await testDatabase()), from, histories);
	const given = process.env.TEST_POSTGRES_URL;
	const started = given === undefined ? await startThrowAwayPostgres() : null;
	const url = given ?? started?.url;
	if (url === undefined)
		throw new Error('Postgres is not installed here: `apt-get install postgresql`, or TEST_POSTGRES_URL');
	try {
		if (started !== null) await makeTemplate(url);
		return await play(await EngineStage.on(await new TemplateCopies(url).open()), from, histories);
	} finally {
		started?.stop();
	}
}

async function play(stage: EngineStage, from: number, histories: number): Promise<EngineRunTold> {
	const run = await stage.run(from, histories);
	return { ...run, told: run.failedSeed === null ? '' : await stage.explain(run.failedSeed) };
}
