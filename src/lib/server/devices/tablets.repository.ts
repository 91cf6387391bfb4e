import type { Kysely, Transaction } from 'kysely';
import { deviceFacts, type DeviceFacts } from '#lib/protocol/telemetry.ts';
import type { Tables } from '../db/connection.ts';
import { readJson } from '../db/json.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

/** One person on one tablet: how their work stands there, and nothing of what it is about. */
export type OnTablet = {
	readonly clientId: string;
	readonly deviceId: string;
	readonly personId: string;
	readonly name: string;
	readonly isActive: boolean;
	readonly facts: DeviceFacts | null;
	readonly build: string;
	readonly firstSeenAt: number;
	readonly seenAt: number;
	readonly waiting: number;
	readonly oldestUnsentAt: number | null;
	readonly kept: number;
	readonly persisted: boolean | null;
	readonly deviceRevokedAt: number | null;
	readonly revokedAt: number | null;
	readonly askedAt: number | null;
	readonly rescuedAt: number | null;
	readonly wipedAt: number | null;
};

/** Those heard of longest ago first: they are the ones to ask after. */
export async function listOnTablets(db: Db, deviceId?: string): Promise<OnTablet[]> {
	const query = db
		.selectFrom('client')
		.innerJoin('device', 'device.id', 'client.device_id')
		.innerJoin('person', 'person.id', 'client.person_id')
		.selectAll('client')
		.select(['device.facts', 'device.persisted', 'device.revoked_at as device_revoked_at'])
		.select(['person.name', 'person.status'])
		.where('client.rescue_of', 'is', null)
		.orderBy('client.seen_at');
	const rows = await (deviceId === undefined ? query : query.where('device.id', '=', deviceId)).execute();
	return rows.map((row) => ({
		clientId: row.id,
		deviceId: row.device_id,
		personId: row.person_id,
		name: row.name,
		isActive: row.status === 'active',
		facts: row.facts === null ? null : readJson(row.facts, deviceFacts),
		build: row.build,
		firstSeenAt: row.created_at,
		seenAt: row.seen_at,
		waiting: row.outbox_count,
		oldestUnsentAt: row.oldest_unsent_at,
		kept: row.kept_count,
		persisted: row.persisted === null ? null : row.persisted === 1,
		deviceRevokedAt: row.device_revoked_at,
		revokedAt: row.revoked_at,
		askedAt: row.asked_at,
		rescuedAt: row.rescued_at,
		wipedAt: row.wiped_at
	}));
}

/** Incidents heard since, by tablet. */
export async function countIncidents(db: Db, since: number): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('incident')
		.select((eb) => ['device_id', eb.fn.countAll<number>().as('count')])
		.where('heard_at', '>=', since)
		.groupBy('device_id')
		.execute();
	return new Map(rows.map((row) => [row.device_id, Number(row.count)]));
}

/** Recovered work that waits for someone, by whose it is. */
export async function countParked(db: Db): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('record')
		.select((eb) => ['owner_id', eb.fn.countAll<number>().as('count')])
		.where('kind', '=', 'parked')
		.where('state', '=', 'waiting')
		.where('deleted_why', 'is', null)
		.groupBy('owner_id')
		.execute();
	return new Map(rows.map((row) => [row.owner_id ?? '', Number(row.count)]));
}

/** Answers that two people wrote and nobody has chosen between. */
export async function countConflicts(db: Db): Promise<number> {
	const row = await db
		.selectFrom('record_field')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('other', 'is not', null)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

export type Receipt = {
	readonly id: string;
	readonly personId: string;
	readonly why: string;
	readonly via: 'tablet' | 'file';
	readonly at: number;
	readonly applied: number;
	readonly parked: number;
	readonly known: number;
	readonly unread: number;
	readonly files: number;
};

export async function listReceipts(db: Db, deviceId: string): Promise<Receipt[]> {
	const rows = await db
		.selectFrom('rescue')
		.selectAll()
		.where('device_id', '=', deviceId)
		.orderBy('at', 'desc')
		.limit(100)
		.execute();
	return rows.map(({ id, person_id: personId, why, via, at, applied, parked, known, unread, files }) => ({
		...{ id, personId, why, via, at, applied, parked, known, unread, files }
	}));
}

export async function findOnTablet(
	db: Db,
	clientId: string
): Promise<{ readonly deviceId: string; readonly personId: string } | null> {
	const row = await db
		.selectFrom('client')
		.select(['device_id', 'person_id'])
		.where('id', '=', clientId)
		.executeTakeFirst();
	return row === undefined ? null : { deviceId: row.device_id, personId: row.person_id };
}

export async function setAsked(trx: Trx, clientId: string, at: number | null): Promise<void> {
	await trx.updateTable('client').set({ asked_at: at }).where('id', '=', clientId).execute();
}

/** By whatever names this person has sent from that tablet. */
export async function setRevoked(
	trx: Trx,
	of: { readonly deviceId: string; readonly personId: string },
	at: number | null
): Promise<void> {
	await trx
		.updateTable('client')
		.set({ revoked_at: at })
		.where('device_id', '=', of.deviceId)
		.where('person_id', '=', of.personId)
		.execute();
}

export async function setDeviceRevoked(trx: Trx, deviceId: string, at: number | null): Promise<void> {
	await trx.updateTable('device').set({ revoked_at: at }).where('id', '=', deviceId).execute();
}
