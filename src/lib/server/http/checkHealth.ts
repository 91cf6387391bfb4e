import { setTimeout as pause } from 'node:timers/promises';
import { backupStanding } from '../backup/backupStanding.ts';
import type { ServerContext } from '../context.ts';
import { findSetting } from '../settings/settings.repository.ts';

export type Health = { readonly status: 200 | 503; readonly body: Readonly<Record<string, string | null>> };

/** A balancer that gets no answer waits for its own limit; this is shorter than any of theirs. In milliseconds. */
const patience = 4000;

/**
 * Whether this process can do its work: 503 where its database does not answer, so that a balancer sends tablets
 * elsewhere. How backups stand is told beside it, for whatever watches the server, and is no reason to take it away.
 */
export async function checkHealth(
	{ config, database }: Pick<ServerContext, 'config' | 'database'>,
	waitMs = patience,
	now = Date.now()
): Promise<Health> {
	const told = { version: config.version, database: database.kind };
	try {
		const silence = pause(waitMs, null, { ref: false }).then(() => Promise.reject(new Error('silence')));
		const asked = Promise.all([findSetting(database.db, 'epoch'), backupStanding({ database, now }, config)]);
		const [epoch, backup] = await Promise.race([asked, silence]);
		return { status: 200, body: { status: 'ok', ...told, epoch, backup } };
	} catch (error) {
		const why = error instanceof Error ? error.name : typeof error;
		console.error(`health: the database does not answer (${why})`);
		return { status: 503, body: { status: 'no-database', code: 'TRY_LATER', ...told } };
	}
}
