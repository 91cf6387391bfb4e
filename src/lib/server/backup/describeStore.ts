import type { Kysely } from 'kysely';
import type { Database, DatabaseKind, Tables } from '../db/connection.ts';
import { migrations } from '../db/migrations/index.ts';
import { verifyLog } from '../log/changeLog.ts';
import { readCouncilId, readEpoch } from '../sync/serverIdentity.ts';
import { BackupProblem } from './backup.errors.ts';
import type { Manifest } from './blocks.ts';
import { findLogEnd } from './epochs.repository.ts';
import { countRows, findDamage, listApplied, listPositions } from './store.repository.ts';

/** What a store says of itself; all of one snapshot, if what is handed in is one. */
export async function describeStore(db: Kysely<Tables>, kind: DatabaseKind, program: string): Promise<Manifest> {
	const positions = await listPositions(db);
	return {
		council: await readCouncilId(db),
		epoch: await readEpoch(db),
		database: kind,
		program,
		migrations: await listApplied(db),
		counts: await countRows(db, kind),
		logEnd: await findLogEnd(db),
		positions: Object.fromEntries(positions.map(({ clientId, lastN }) => [clientId, lastN]))
	};
}

/** An older program must not open a newer store: it would not know what to do with what it finds there. */
export function refuseNewer({ migrations: has }: Manifest): void {
	const known = new Set(migrations.map(({ name }) => name));
	const unknown = has.filter((name) => !known.has(name));
	if (unknown.length > 0)
		throw new BackupProblem(
			'newer-schema',
			`This backup is of a newer Dipper: it has ${unknown.join(', ')}. Update the program first.`
		);
}

/**
 * The look at a restored copy that makes it a verified restore: its pages, what its rows refer to, the chain of its
 * log, and every count against what was said when the backup was taken.
 */
export async function checkCopy(database: Database, said: Manifest): Promise<void> {
	const damage = await findDamage(database);
	if (damage !== null) throw failed(damage);
	const log = await verifyLog(database.db);
	if (!log.ok) throw failed(`the change log is broken at entry ${log.brokenAt}`);
	const found = await describeStore(database.db, database.kind, said.program);
	for (const part of ['council', 'epoch', 'migrations', 'counts', 'logEnd', 'positions'] as const)
		if (!isSame(found[part], said[part])) throw failed(`its ${part} are not what was written down with it`);
}

function failed(why: string): BackupProblem {
	return new BackupProblem(
		'failed-check',
		`The restored copy is not sound (${why}). It was not put in use. Take another backup.`
	);
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: unknown): unknown {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
	return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
