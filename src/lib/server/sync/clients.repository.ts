import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { PushResult } from '#lib/protocol/push.ts';
import { writtenValue } from '#lib/protocol/push.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { DatabaseKind, Tables } from '../db/connection.ts';
import type { ClientTable } from '../db/tables/devices.ts';
import type { ChangeResultTable } from '../db/tables/records.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type Client = Pick<Selectable<ClientTable>, 'id' | 'device_id' | 'person_id' | 'last_n'> & {
	/** The whole tablet is off the list, or this person's use of it is, by whatever name. */
	readonly revoked: boolean;
	/** An administrator wants their work sent and their store gone. */
	readonly asked: boolean;
};

export async function findClient(db: Db, id: string): Promise<Client | null> {
	const row = await db
		.selectFrom('client')
		.innerJoin('device', 'device.id', 'client.device_id')
		.select(['client.id', 'client.device_id', 'client.person_id', 'client.last_n'])
		.select(['device.revoked_at', 'client.asked_at'])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('client as barred')
						.select('barred.id')
						.whereRef('barred.device_id', '=', 'client.device_id')
						.whereRef('barred.person_id', '=', 'client.person_id')
						.where('barred.revoked_at', 'is not', null)
				)
				.as('barred')
		)
		.where('client.id', '=', id)
		.executeTakeFirst();
	if (row === undefined) return null;
	const { revoked_at: revokedAt, asked_at: askedAt, barred, ...client } = row;
	return { ...client, revoked: revokedAt !== null || Boolean(barred), asked: askedAt !== null };
}

/**
 * The last n of a client, held against every other request of the same client until this transaction ends; and with it
 * the change's own id, against the same change coming from another client of that person (a cloned tablet) meanwhile.
 */
export async function lockClient(
	trx: Trx,
	database: DatabaseKind,
	id: string,
	changeId: string | null
): Promise<number | null> {
	const query = trx.selectFrom('client').select('last_n').where('id', '=', id);
	const lock = sql<string>`pg_advisory_xact_lock(hashtextextended(${changeId ?? id}, 0))`.as('locked');
	const row = await (database === 'postgres' ? query.select(lock).forUpdate() : query).executeTakeFirst();
	return row?.last_n ?? null;
}

export async function saveLastN(trx: Trx, id: string, lastN: number, build: string, at: number): Promise<void> {
	await trx.updateTable('client').set({ last_n: lastN, build, seen_at: at }).where('id', '=', id).execute();
}

export async function markClientSeen(trx: Trx, id: string, at: number): Promise<void> {
	await trx.updateTable('client').set({ seen_at: at }).where('id', '=', id).execute();
}

/** A client or device not seen before is registered for the person who is signed in. */
export async function registerClient(
	trx: Trx,
	client: {
		readonly id: string;
		readonly deviceId: string;
		readonly personId: string;
		readonly build: string;
		readonly at: number;
	}
): Promise<void> {
	await trx
		.insertInto('device')
		.values({ id: client.deviceId, created_at: client.at, seen_at: client.at })
		.onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: client.at }))
		.execute();
	await trx
		.insertInto('client')
		.values({
			id: client.id,
			device_id: client.deviceId,
			person_id: client.personId,
			last_n: 0,
			build: client.build,
			created_at: client.at,
			seen_at: client.at,
			outbox_count: 0,
			kept_count: 0
		})
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
}

/** What a tablet says of itself at hello: how much waits, and since when (W9). One that speaks is not wiped. */
export async function saveClientReport(
	trx: Trx,
	id: string,
	report: Pick<ClientTable, 'build' | 'seen_at' | 'outbox_count' | 'oldest_unsent_at' | 'kept_count' | 'wiped_at'>
): Promise<void> {
	await trx.updateTable('client').set(report).where('id', '=', id).execute();
}

export type KeptResult = {
	readonly fingerprint: string;
	readonly meaning: string;
	readonly st: ChangeResultTable['st'];
	readonly ver?: number | undefined;
	readonly code?: PushResult['code'];
	readonly other?: PushResult['other'];
};

export async function findResult(db: Db, clientId: string, n: number): Promise<KeptResult | null> {
	const row = await db
		.selectFrom('change_result')
		.selectAll()
		.where('client_id', '=', clientId)
		.where('n', '=', n)
		.executeTakeFirst();
	return row === undefined ? null : resultFrom(row);
}

/** Whether each of these is what the database keeps of it. */
export async function keepsResults(db: Db, clientId: string, told: readonly PushResult[]): Promise<boolean> {
	if (told.length === 0) return true;
	const rows = await db
		.selectFrom('change_result')
		.select(['n', 'st', 'ver', 'code'])
		.where('client_id', '=', clientId)
		.where(
			'n',
			'in',
			told.map(({ n }) => n)
		)
		.execute();
	const kept = new Map(rows.map((row) => [row.n, row]));
	return told.every(({ n, st, was, ver, code: because }) => {
		const row = kept.get(n);
		return row?.st === (was ?? st) && row.ver === (ver ?? null) && row.code === (because ?? null);
	});
}

/**
 * What became of a change that the same person sent before, under another number or from another client. Of several
 * with that id, the one that meant the same.
 */
export async function findResultById(
	db: Db,
	personId: string,
	changeId: string,
	meaning: string
): Promise<KeptResult | null> {
	const rows = await db
		.selectFrom('change_result')
		.selectAll()
		.where('person_id', '=', personId)
		.where('change_id', '=', changeId)
		.execute();
	const row = rows.find((one) => one.meaning === meaning) ?? rows[0];
	return row === undefined ? null : resultFrom(row);
}

const other = writtenValue.nullable();
const code = z.string().nullable();

function resultFrom(row: Selectable<ChangeResultTable>): KeptResult {
	const waiting = row.other === null ? null : readJson(row.other, other);
	return {
		fingerprint: row.fingerprint,
		meaning: row.meaning,
		st: row.st,
		...(row.ver === null ? {} : { ver: row.ver }),
		...(row.code === null ? {} : { code: code.parse(row.code) as PushResult['code'] }),
		...(waiting === null ? {} : { other: waiting })
	};
}

export async function saveResult(
	trx: Trx,
	of: { readonly clientId: string; readonly n: number; readonly personId: string; readonly changeId: string | null },
	result: KeptResult
): Promise<void> {
	await trx
		.insertInto('change_result')
		.values({
			client_id: of.clientId,
			n: of.n,
			person_id: of.personId,
			change_id: of.changeId,
			fingerprint: result.fingerprint,
			meaning: result.meaning,
			st: result.st,
			ver: result.ver ?? null,
			code: result.code ?? null,
			other: result.other === undefined ? null : writeJson(result.other)
		})
		.execute();
}
