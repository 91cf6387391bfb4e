import type { Transaction } from 'kysely';
import { dipper } from '#lib/domain/alerts/AlertLog.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { RecordRef } from '#lib/domain/changes/RecordState.ts';
import type { Tables } from '../db/connection.ts';
import { appendToLog } from '../log/changeLog.ts';
import { instantOf, type Acting } from './Acting.ts';
import { keepHistory } from './history.repository.ts';
import { performChange } from './performChange.ts';

/** What the server does to a record by itself: an act as anyone's, with its place in the log, under the server's name. */
export async function performAsDipper(
	trx: Transaction<Tables>,
	{ database, person, now }: Acting,
	act: { readonly record: RecordRef; readonly name: string; readonly args: unknown }
): Promise<void> {
	const at = instantOf(now);
	const change = { id: crypto.randomUUID(), at, ...act };
	const author = { person: asDipper(person), clientId: null, at };
	const done = await performChange(trx, database.kind, change, author, { person, decided: true });
	if (!done.ok) throw new Error(`${act.name} by the server: ${done.code}`);
	const logSeq = await appendToLog(trx, {
		at: now,
		personId: dipper,
		clientId: null,
		n: null,
		change,
		outcome: done.st
	});
	const origin = { logSeq, name: act.name, by: dipper, at: now, deviceAt: null, clientId: null, n: null };
	await keepHistory(trx, { ...origin, changeId: change.id, base: 0 }, done.history);
}

function asDipper(authority: Person): Person {
	return { ...authority, id: dipper, username: dipper, name: dipper, team: null };
}
