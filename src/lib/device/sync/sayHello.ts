import { storeSchema } from '../vault/Vault.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import { personShape } from './personShape.ts';
import type { HelloAnswer, HelloRequest } from '#lib/protocol/hello.ts';
import { protocolVersion } from '#lib/protocol/version.ts';
import type { Summary } from '../store/sealedShapes.ts';
import { leaseFrom } from '../vault/lease.ts';
import { backedUpTo } from './letGo.ts';
import { becomeNewClient } from './becomeNewClient.ts';
import { resendAbove } from './resend.ts';
import { endOf, type RoundEnd, type SyncParts } from './SyncParts.ts';

export type HelloEnd = RoundEnd | { readonly end: 'hello'; readonly answer: HelloAnswer };

/**
 * Greets the server at the start of a session: it learns what waits here, we learn where it stands. A server
 * restored from a backup has a new epoch or a lower last number, and is sent again what it lost (W7).
 */
export async function sayHello(parts: SyncParts): Promise<HelloEnd> {
	const introduction = (await parts.introduction?.()) ?? {};
	const request = await greeting(parts);
	const reply = await parts.server.hello({ ...request, ...introduction });
	if (reply.kind === 'no-signal') return { end: 'no-signal' };
	if (reply.kind === 'conflict') return { end: 'busy', retryAfter: null };
	if (reply.kind === 'refused') return endOf(reply);
	const answer = reply.body;
	const { open } = parts;
	const { counter } = await open.position();
	// Another tab took a new name meanwhile: what the server said is of the old one's numbers.
	if (open.clientId !== request.clientId) return sayHello(parts);
	const state = await open.state();
	if (answer.user.id !== state.me.id) return { end: 'signed-out' };
	if (answer.lastN > counter) {
		// The server has numbers from us that we know nothing of: both copies here were lost, or this is a clone.
		const isBare = counter === 0 && state.epoch === null;
		await becomeNewClient(isBare ? tellingOfLoss(parts, answer) : parts);
		return sayHello(parts);
	}
	const restored = state.serverEpoch !== null && state.serverEpoch !== answer.epoch;
	if (restored || answer.lastN < state.ackedN) {
		reportMissing(parts, (state.letGoN ?? 0) - answer.lastN);
		await resendAbove(open, answer.lastN, true);
	}
	if (!(await noteAnswer(parts, request.clientId, answer))) return sayHello(parts);
	await parts.introduced?.(introduction, answer, open);
	parts.obey?.(answer.directives);
	return { end: 'hello', answer };
}

/**
 * Nothing is left here, and the server knows of more (F): all it has is safe; what it last heard was waiting here, and
 * whatever was done since, is gone. That is told instead of the new name.
 */
function tellingOfLoss(parts: SyncParts, { lastN, toldN = lastN }: HelloAnswer): SyncParts {
	const facts = { sent: lastN, changes: Math.max(0, toldN - lastN) };
	return { ...parts, report: (incident) => parts.report({ ...incident, code: 'both-gone', facts }) };
}

/** The server went back to before what the bounds of kept let go here: nobody has those any more, and it is said how many. */
function reportMissing({ open, report }: SyncParts, changes: number): void {
	if (changes > 0) report({ code: 'lost', at: open.now(), facts: { changes } });
}

async function greeting({ open, build, persisted, quota }: SyncParts): Promise<HelloRequest> {
	await open.position();
	const state = await open.state();
	const outbox = (await open.changes()).filter(({ receipt }) => receipt === null);
	return {
		proto: [protocolVersion],
		build,
		storeSchema,
		deviceId: open.deviceId,
		clientId: open.clientId,
		epoch: state.epoch,
		lastN: (await open.position()).counter,
		outboxCount: outbox.length,
		oldestUnsentAt: outbox[0]?.change.at ?? null,
		keptCount: (await open.store.kept()).length,
		persisted: await persisted(),
		quota: await quota(),
		clock: open.now(),
		templates: newestTemplates(await open.summaries()),
		sealProof: open.vault.proof
	};
}

function newestTemplates(summaries: readonly Summary[]): Record<string, number> {
	const newest: Record<string, number> = {};
	for (const summary of summaries) {
		if (summary.record.kind !== 'template') continue;
		const { id, ver } = (summary as Summary<'template'>).head.template;
		newest[id] = Math.max(newest[id] ?? 0, ver);
	}
	return newest;
}

/** The epoch of base is not taken here: only a pull may say that base belongs to it. */
async function noteAnswer({ open }: SyncParts, greetedAs: string, answer: HelloAnswer): Promise<boolean> {
	for (;;) {
		const { rev, life } = await open.position();
		if (open.clientId !== greetedAs) return false;
		const state = await open.state();
		const meta = await open.sealState({
			...state,
			me: newer(state.me, answer.user),
			serverEpoch: answer.epoch,
			...backedUpTo(state, answer.durableN, open.now()),
			permVer: answer.user.permVer,
			offlineUntil: answer.lease.offlineUntil,
			lease: leaseFrom(answer.lease.offlineUntil, answer.serverTime, Date.parse(open.now())),
			...(answer.rules === undefined ? {} : { rules: answer.rules })
		});
		if (await open.write({ expect: { rev, life }, meta, turns: true })) return true;
	}
}

/** The person as the server knows them now; where it does not say all of it, what is known stays. */
function newer(me: Person, told: unknown): Person {
	const parsed = personShape.safeParse(told);
	return parsed.success ? { ...me, ...parsed.data } : me;
}
