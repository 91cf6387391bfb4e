import type { Transaction } from 'kysely';
import type { Tables } from '../db/connection.ts';
import type { Acting } from '../records/Acting.ts';
import { instantOf } from '../records/Acting.ts';
import { appendToLog } from './changeLog.ts';

/** What is done in the office outside any one record: importing, drawing, allocating, settling recovered work. */
export function logOfficeAct(
	trx: Transaction<Tables>,
	{ person, now }: Acting,
	name: string,
	args: unknown
): Promise<number> {
	const change = { name, at: instantOf(now), args };
	return appendToLog(trx, { at: now, personId: person.id, clientId: null, n: null, change, outcome: 'applied' });
}
