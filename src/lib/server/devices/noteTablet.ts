import type { Transaction } from 'kysely';
import type { Person } from '#lib/domain/access/Person.ts';
import { isSameKey, type PublicKey } from '#lib/protocol/deviceKey.ts';
import type { HelloRequest } from '#lib/protocol/hello.ts';
import type { ToldIncident } from '#lib/protocol/telemetry.ts';
import type { Tables } from '../db/connection.ts';
import { instantOf } from '../records/Acting.ts';
import type { Client } from '../sync/clients.repository.ts';
import {
	findDevice,
	findStore,
	saveDeviceKey,
	saveDeviceReport,
	saveOfferedKey,
	saveStore
} from './devices.repository.ts';
import { keepIncidents } from './incidents.repository.ts';

type Trx = Transaction<Tables>;

/** What a hello tells beside the work: what the tablet is, how it stands, which keys it has, what befell it. */
export async function noteTablet(
	trx: Trx,
	person: Person,
	client: Client,
	request: HelloRequest,
	now: number
): Promise<void> {
	const { persisted, quota, device: facts, deviceKey, incidents = [] } = request;
	await saveDeviceReport(trx, client.device_id, { facts, persisted, used: quota.used, max: quota.max });
	const seen = [
		...(deviceKey === undefined ? [] : await judgeKey(trx, client, deviceKey)),
		...(await judgeStore(trx, client, request))
	].map((one): ToldIncident => ({ ...one, at: instantOf(now) }));
	const of = { deviceId: client.device_id, clientId: client.id, personId: person.id, now };
	await keepIncidents(trx, of, [...incidents, ...seen]);
}

type Seen = Omit<ToldIncident, 'at'>;

/**
 * The first key stays. Another is what a tablet has whose browser lost its store, and what a forger would show: it is
 * of no effect until an administrator, who can ask the person, trusts it.
 */
async function judgeKey(trx: Trx, { device_id: id }: Client, key: PublicKey): Promise<Seen[]> {
	const device = await findDevice(trx, id);
	if (device === null || (device.deviceKey !== null && isSameKey(device.deviceKey, key))) return [];
	if (device.deviceKey === null) {
		await saveDeviceKey(trx, id, key);
		return [];
	}
	if (device.offeredKey !== null && isSameKey(device.offeredKey, key)) return [];
	await saveOfferedKey(trx, id, key);
	return [{ code: 'other-device-key', facts: {} }];
}

async function judgeStore(trx: Trx, client: Client, { sealProof, lastN }: HelloRequest): Promise<Seen[]> {
	const known = await findStore(trx, client.id);
	const isOtherSeal = known.sealProof !== null && sealProof !== undefined && known.sealProof !== sealProof;
	await saveStore(trx, client.id, { sealProof: known.sealProof ?? sealProof ?? null, toldN: lastN });
	return [...(isOtherSeal ? [{ code: 'other-seal', facts: {} }] : []), ...judgeNumbers(client, known.toldN, lastN)];
}

/**
 * A tablet that has counted less far than the server or itself before has lost both its copies (F). What it had told
 * of and never sent is what was lost, by number; it is said once, not at every hello after.
 */
function judgeNumbers({ last_n: serverN }: Client, toldN: number | null, tabletN: number): Seen[] {
	const before = Math.max(serverN, toldN ?? 0);
	if (tabletN >= before || tabletN === toldN) return [];
	const facts: Record<string, number> = { serverN, tabletN };
	if (before > serverN) Object.assign(facts, { lostFrom: serverN + 1, lostTo: before });
	return [{ code: 'copies-gone', facts }];
}
