import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { ToldIncident } from '#lib/protocol/telemetry.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';

export type KnownIncident = {
	readonly id: string;
	readonly deviceId: string;
	readonly clientId: string;
	readonly personId: string;
	readonly code: string;
	readonly at: number;
	readonly heardAt: number;
	readonly facts: Readonly<Record<string, number | string>>;
};

const facts = z.record(z.string(), z.union([z.number(), z.string()]));

/** A tablet tells again what it was not sure had been heard: the same thing at the same moment is kept once. */
export async function keepIncidents(
	trx: Transaction<Tables>,
	of: { readonly deviceId: string; readonly clientId: string; readonly personId: string; readonly now: number },
	incidents: readonly ToldIncident[]
): Promise<void> {
	for (const one of incidents) {
		await trx
			.insertInto('incident')
			.values({
				id: crypto.randomUUID(),
				device_id: of.deviceId,
				client_id: of.clientId,
				person_id: of.personId,
				code: one.code,
				at: Date.parse(one.at),
				heard_at: of.now,
				facts: writeJson(one.facts)
			})
			.onConflict((conflict) => conflict.columns(['client_id', 'code', 'at']).doNothing())
			.execute();
	}
}

/** Newest first. */
export async function listIncidents(db: Kysely<Tables>, deviceId: string, most = 200): Promise<KnownIncident[]> {
	const rows = await db
		.selectFrom('incident')
		.selectAll()
		.where('device_id', '=', deviceId)
		.orderBy('heard_at', 'desc')
		.orderBy('at', 'desc')
		.limit(most)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		deviceId: row.device_id,
		clientId: row.client_id,
		personId: row.person_id,
		code: row.code,
		at: row.at,
		heardAt: row.heard_at,
		facts: readJson(row.facts, facts)
	}));
}
