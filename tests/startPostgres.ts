import { makeTemplate } from '#lib/server/db/TemplateCopies.ts';
import { startThrowAwayPostgres } from '#lib/server/db/throwAwayPostgres.ts';

/**
 * Before the unit tests: the Postgres they run on besides SQLite, and in it the database they copy. `TEST_POSTGRES=pglite`
 * leaves an installed server alone.
 */
export default async function startPostgres(): Promise<() => void> {
	const given = process.env.TEST_POSTGRES_URL;
	const wantsNone = process.env.TEST_POSTGRES === 'pglite';
	const started = given === undefined && !wantsNone ? await startThrowAwayPostgres() : null;
	const url = given ?? started?.url;
	console.log(`Tests on Postgres: ${url === undefined ? 'PGlite, for there is no server here' : 'a real server'}.`);
	if (url === undefined) return () => undefined;
	process.env.TEST_POSTGRES_PRISTINE = JSON.stringify(await makeTemplate(url));
	process.env.TEST_POSTGRES_URL = url;
	return () => started?.stop();
}
