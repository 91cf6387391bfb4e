import type { Transaction } from 'kysely';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { appendToLog } from '../log/changeLog.ts';
import { instantOf } from './Acting.ts';
import { keepHistory } from './history.repository.ts';

type Act = {
	readonly name: string;
	readonly args: unknown;
	/** A person's id, or Dipper itself. */
	readonly by: string;
	/** Milliseconds since 1970, by the server's clock. */
	readonly now: number;
};

/** Puts into the log and into history what was written into a record here and not on a tablet: these fields, as they now are. */
export async function logWritten(
	trx: Transaction<Tables>,
	{ record, fields, ver }: RecordState,
	written: Iterable<string>,
	{ name, args, by, now }: Act
): Promise<void> {
	const tablet = { clientId: null, n: null };
	const change = { name, at: instantOf(now), record, args };
	const logSeq = await appendToLog(trx, { at: now, personId: by, ...tablet, change, outcome: 'applied' });
	await keepHistory(
		trx,
		{ logSeq, name, by, at: now, deviceAt: null, ...tablet, changeId: null, base: 0 },
		[...written].map((key) => ({ record, key, value: fields.get(key)?.value ?? null, ver, how: 'written' }))
	);
}
