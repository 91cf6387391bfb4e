import type { Transaction } from 'kysely';
import { ok, problem, type Result } from '#lib/domain/shared/Result.ts';
import type { Tables } from '../db/connection.ts';
import { logOfficeAct } from '../log/logOfficeAct.ts';
import type { Acting } from '../records/Acting.ts';
import { recordNotFound } from '../records/records.errors.ts';
import { requireMay } from '../records/requireMay.ts';
import { findDevice, saveDeviceKey, saveOfferedKey } from './devices.repository.ts';
import { listIncidents } from './incidents.repository.ts';
import {
	countConflicts,
	countIncidents,
	countParked,
	findOnTablet,
	listOnTablets,
	listReceipts,
	setAsked,
	setDeviceRevoked,
	setRevoked,
	type OnTablet
} from './tablets.repository.ts';
import { findHandBackCode } from '../sync/handBack.repository.ts';

export type Standing = 'active' | 'asked' | 'revoked' | 'wiped';

/** What the list says of one person on one tablet. Wiped is the end of it, whatever was asked before. */
export function standingOf({ wipedAt, revokedAt, deviceRevokedAt, askedAt }: OnTablet): Standing {
	if (wipedAt !== null) return 'wiped';
	if (revokedAt !== null || deviceRevokedAt !== null) return 'revoked';
	return askedAt === null ? 'active' : 'asked';
}

export type ListedTablet = OnTablet & {
	readonly standing: Standing;
	readonly incidents: number;
	readonly parked: number;
};

const day = 86_400_000;
const monthOfIncidents = 30 * day;

/** Sync health: who holds what unsent, who was not heard of, what befell whom. Counts and moments, no case (issue 3, 7). */
export async function seeTablets(
	acting: Acting
): Promise<{ tablets: ListedTablet[]; conflicts: number; parked: number }> {
	requireMay(acting, 'see-tablets');
	const { db } = acting.database;
	const [incidents, parked] = [await countIncidents(db, acting.now - monthOfIncidents), await countParked(db)];
	const tablets = (await listOnTablets(db)).map((one) => ({
		...one,
		standing: standingOf(one),
		incidents: incidents.get(one.deviceId) ?? 0,
		parked: parked.get(one.personId) ?? 0
	}));
	const total = [...parked.values()].reduce((sum, count) => sum + count, 0);
	return { tablets, conflicts: await countConflicts(db), parked: total };
}

export async function seeTablet(acting: Acting, deviceId: string) {
	requireMay(acting, 'see-tablets');
	const { db } = acting.database;
	const device = await findDevice(db, deviceId);
	if (device === null) throw recordNotFound();
	const people = await Promise.all(
		(await listOnTablets(db, deviceId)).map(async (one) => ({
			...one,
			standing: standingOf(one),
			handBackCode: await findHandBackCode(db, one.clientId)
		}))
	);
	return {
		device,
		people,
		incidents: await listIncidents(db, deviceId),
		receipts: await listReceipts(db, deviceId)
	};
}

/** The tablet sends this person's work at its next word with the server, and then takes their store off. */
export function askToWipe(acting: Acting, clientId: string): Promise<void> {
	return changeOne(acting, clientId, 'tablets.ask', (trx) => setAsked(trx, clientId, acting.now));
}
export function takeBackAsking(acting: Acting, clientId: string): Promise<void> {
	return changeOne(acting, clientId, 'tablets.unask', (trx) => setAsked(trx, clientId, null));
}

export type ReasonProblem = 'tablet.reason-missing';

/** This person may use that tablet no more; whoever else uses it goes on (V5). What waits there is rescued (V4). */
export async function revokePerson(
	acting: Acting,
	clientId: string,
	reason: string
): Promise<Result<void, ReasonProblem>> {
	requireMay(acting, 'look-after-tablets');
	if (reason.trim() === '') return problem('tablet.reason-missing');
	const why = { reason: reason.trim() };
	await changeOne(acting, clientId, 'tablets.revoke', (trx, of) => setRevoked(trx, of, acting.now), why);
	return ok(undefined);
}
export function allowPerson(acting: Acting, clientId: string): Promise<void> {
	return changeOne(acting, clientId, 'tablets.allow', (trx, of) => setRevoked(trx, of, null));
}

/** The whole tablet: lost, stolen, given back. */
export async function revokeTablet(
	acting: Acting,
	deviceId: string,
	reason: string
): Promise<Result<void, ReasonProblem>> {
	requireMay(acting, 'look-after-tablets');
	if (reason.trim() === '') return problem('tablet.reason-missing');
	await changeTablet(acting, deviceId, 'tablets.lost', (trx) => setDeviceRevoked(trx, deviceId, acting.now), {
		reason: reason.trim()
	});
	return ok(undefined);
}
export function allowTablet(acting: Acting, deviceId: string): Promise<void> {
	return changeTablet(acting, deviceId, 'tablets.found', (trx) => setDeviceRevoked(trx, deviceId, null));
}

/** A tablet whose browser lost its store signs with another key. Only someone who asked its person can say that it is it. */
export async function trustKey(acting: Acting, deviceId: string): Promise<void> {
	await changeTablet(acting, deviceId, 'tablets.trust', async (trx) => {
		const offered = (await findDevice(trx, deviceId))?.offeredKey ?? null;
		if (offered === null) return;
		await saveDeviceKey(trx, deviceId, offered);
		await saveOfferedKey(trx, deviceId, null);
	});
}

type Of = { readonly deviceId: string; readonly personId: string };

async function changeOne(
	acting: Acting,
	clientId: string,
	name: string,
	change: (trx: Transaction<Tables>, of: Of) => Promise<void>,
	more: object = {}
): Promise<void> {
	requireMay(acting, 'look-after-tablets');
	await acting.database.transaction(async (trx) => {
		const of = await findOnTablet(trx, clientId);
		if (of === null) throw recordNotFound();
		await change(trx, of);
		await logOfficeAct(trx, acting, name, { client: clientId, ...of, ...more });
	});
}

async function changeTablet(
	acting: Acting,
	deviceId: string,
	name: string,
	change: (trx: Transaction<Tables>) => Promise<void>,
	more: object = {}
): Promise<void> {
	requireMay(acting, 'look-after-tablets');
	await acting.database.transaction(async (trx) => {
		if ((await findDevice(trx, deviceId)) === null) throw recordNotFound();
		await change(trx);
		await logOfficeAct(trx, acting, name, { device: deviceId, ...more });
	});
}
