import type { Change } from '#lib/domain/changes/Change.ts';
import type { PushRefusal, PushRequest } from '#lib/protocol/push.ts';
import { limits, protocolVersion } from '#lib/protocol/version.ts';
import { becomeNewClient } from './becomeNewClient.ts';
import { resendAbove } from './resend.ts';
import { endOf, type RoundEnd, type SyncParts } from './SyncParts.ts';
import { takeReceipts } from './takeReceipts.ts';

export type PushLimits = { readonly maxBatchBytes: number; readonly maxChanges: number };
export type PushEnd = RoundEnd | { readonly end: 'hello-again' };

/** Room for everything in a push but its changes. */
const envelopeBytes = 1_024;

/**
 * Sends what waits, in order, batch by batch, until nothing does or something stands in the way. It never
 * drops a change: only an answer about it takes it out of the outbox (SPEC.md S7).
 */
export async function pushOutbox(parts: SyncParts, told: PushLimits = limits): Promise<PushEnd> {
	let bytes = told.maxBatchBytes;
	for (;;) {
		const request = await nextRequest(parts, { ...told, maxBatchBytes: bytes });
		if (request.changes.length === 0) return { end: 'done' };
		const { clientId } = request;
		const reply = await parts.server.push(request);
		if (reply.kind === 'no-signal') return { end: 'no-signal' };
		if (reply.kind === 'answer') {
			await takeReceipts(parts, clientId, reply.body.results, reply.body);
			parts.obey?.(reply.body.directives);
			if (reply.body.results.length === 0) return { end: 'busy', retryAfter: null };
			bytes = told.maxBatchBytes;
		} else if (reply.kind === 'conflict') {
			const end = await settle(parts, clientId, reply.refusal);
			if (end !== null) return end;
		} else if (reply.status === 413 && request.changes.length > 1) {
			bytes = Math.max(envelopeBytes, Math.floor(bytes / 2));
		} else if (reply.status === 422) {
			return { end: 'hello-again' };
		} else return endOf(reply);
	}
}

/** At least one change, then as many as fit. */
async function nextBatch({ open }: SyncParts, { maxBatchBytes, maxChanges }: PushLimits): Promise<Change[]> {
	const batch: Change[] = [];
	let room = maxBatchBytes - envelopeBytes;
	for (const row of await open.store.outbox()) {
		const { change } = await open.openOutbox(row);
		room -= new TextEncoder().encode(JSON.stringify(change)).length + 1;
		const follows = batch.length === 0 || batch.at(-1)?.n === change.n - 1;
		if (batch.length > 0 && (room < 0 || batch.length >= maxChanges || !follows)) break;
		batch.push(change);
	}
	return batch;
}

/** All under one name: another tab that has our round may take a new one, and renumber, while the batch is read. */
async function nextRequest(parts: SyncParts, most: PushLimits): Promise<PushRequest> {
	const { open, build } = parts;
	for (;;) {
		await open.position();
		const { clientId } = open;
		const { serverEpoch: epoch } = await open.state();
		const changes = await nextBatch(parts, most);
		await open.position();
		if (open.clientId !== clientId) continue;
		return { proto: protocolVersion, epoch, clientId, deviceId: open.deviceId, build, changes };
	}
}

/** A 409: what came before stays applied and is told (P2); then the cause is mended. */
async function settle(parts: SyncParts, sentAs: string, refusal: PushRefusal): Promise<PushEnd | null> {
	if (refusal.results !== undefined && refusal.results.length > 0)
		await takeReceipts(parts, sentAs, refusal.results, null);
	await parts.open.position();
	if (parts.open.clientId !== sentAs) return { end: 'hello-again' };
	switch (refusal.code) {
		case 'EPOCH':
			return { end: 'hello-again' };
		case 'GAP': {
			const { need } = refusal;
			const { ackedN } = await parts.open.state();
			const whole = need !== undefined && (await resendAbove(parts.open, need - 1, need <= ackedN));
			if (whole) return null;
			await becomeNewClient(parts);
			return { end: 'hello-again' };
		}
		case 'FORK':
			await becomeNewClient(parts);
			return { end: 'hello-again' };
	}
}
