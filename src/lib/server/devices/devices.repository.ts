import type { Kysely, Selectable, Transaction } from 'kysely';
import { publicKey, type PublicKey } from '#lib/protocol/deviceKey.ts';
import { deviceFacts, type DeviceFacts } from '#lib/protocol/telemetry.ts';
import type { Tables } from '../db/connection.ts';
import { readJson, writeJson } from '../db/json.ts';
import type { DeviceTable } from '../db/tables/devices.ts';

type Db = Kysely<Tables>;
type Trx = Transaction<Tables>;

export type Device = Omit<Selectable<DeviceTable>, 'facts' | 'device_key' | 'offered_key'> & {
	readonly facts: DeviceFacts | null;
	readonly deviceKey: PublicKey | null;
	readonly offeredKey: PublicKey | null;
};

export async function findDevice(db: Db, id: string): Promise<Device | null> {
	const row = await db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : deviceFrom(row);
}

function deviceFrom({ facts, device_key: key, offered_key: offered, ...row }: Selectable<DeviceTable>): Device {
	return {
		...row,
		facts: facts === null ? null : readJson(facts, deviceFacts),
		deviceKey: key === null ? null : readJson(key, publicKey),
		offeredKey: offered === null ? null : readJson(offered, publicKey)
	};
}

export async function saveDeviceReport(
	trx: Trx,
	id: string,
	report: {
		readonly facts: DeviceFacts | undefined;
		readonly persisted: boolean;
		readonly used: number;
		readonly max: number;
	}
): Promise<void> {
	await trx
		.updateTable('device')
		.set({
			...(report.facts === undefined ? {} : { facts: writeJson(report.facts) }),
			persisted: report.persisted ? 1 : 0,
			quota_used: wholeBytes(report.used),
			quota_max: wholeBytes(report.max)
		})
		.where('id', '=', id)
		.execute();
}

/** Browsers estimate; some say infinity or a fraction, which no column of whole numbers takes. */
function wholeBytes(bytes: number): number | null {
	const whole = Math.round(bytes);
	return Number.isSafeInteger(whole) ? whole : null;
}

export async function saveDeviceKey(trx: Trx, id: string, key: PublicKey): Promise<void> {
	await trx
		.updateTable('device')
		.set({ device_key: writeJson(key) })
		.where('id', '=', id)
		.execute();
}

/** Null takes the offer back. */
export async function saveOfferedKey(trx: Trx, id: string, key: PublicKey | null): Promise<void> {
	const offered = key === null ? null : writeJson(key);
	await trx.updateTable('device').set({ offered_key: offered }).where('id', '=', id).execute();
}

/** What is known of one person's store on a tablet: which key it is sealed under, how far it had counted. */
export async function findStore(db: Db, clientId: string): Promise<{ sealProof: string | null; toldN: number | null }> {
	const row = await db
		.selectFrom('client')
		.select(['seal_proof', 'told_n'])
		.where('id', '=', clientId)
		.executeTakeFirstOrThrow();
	return { sealProof: row.seal_proof, toldN: row.told_n };
}

export async function saveStore(
	trx: Trx,
	clientId: string,
	{ sealProof, toldN }: { readonly sealProof: string | null; readonly toldN: number | null }
): Promise<void> {
	await trx.updateTable('client').set({ seal_proof: sealProof, told_n: toldN }).where('id', '=', clientId).execute();
}
