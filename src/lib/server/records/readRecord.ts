import { maySee } from '#lib/domain/access/can.ts';
import type { RecordRef, RecordState } from '#lib/domain/changes/RecordState.ts';
import { isWellFormed } from '#lib/domain/shared/text.ts';
import { noteAccess } from '../log/accessLog.ts';
import { todayOf, type Acting } from './Acting.ts';
import { findHistory, type HistoryEntry } from './history.repository.ts';
import { recordNotFound } from './records.errors.ts';
import { findRecord } from './records.repository.ts';

/** One record whole, for a page; that it was seen is noted before it is shown. */
export async function readRecord(acting: Acting, ref: RecordRef): Promise<RecordState> {
	const { database, person, now } = acting;
	const found = isWellFormed(ref) ? await findRecord(database.db, ref) : null;
	if (found === null || found.deletedWhy !== null || !maySee(person, found.state, todayOf(now))) throw recordNotFound();
	await noteAccess(database.db, { at: now, personId: person.id, clientId: null, act: 'page' }, [found.state]);
	return found.state;
}

/** Everything that was ever written in a record, for those who may see it. */
export async function readHistory(acting: Acting, ref: RecordRef): Promise<HistoryEntry[]> {
	await readRecord(acting, ref);
	return findHistory(acting.database.db, ref);
}
