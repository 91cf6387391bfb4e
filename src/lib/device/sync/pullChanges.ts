import type { PullAnswer, PullRequest } from '#lib/protocol/pull.ts';
import { limits, protocolVersion } from '#lib/protocol/version.ts';
import { endOf, type RoundEnd, type SyncParts } from './SyncParts.ts';
import { takePull } from './takePull.ts';

type Have = Record<string, number>;

/** A server that never says that was all would keep a tablet busy for ever. */
const mostPages = 500;

/**
 * Fetches what is new, page by page, each page taken as it comes; the pages of a reset are gathered and taken
 * as one, so that the tablet never shows half a caseload.
 */
export async function pullChanges(
	parts: SyncParts,
	onRecords: (count: number) => void = () => undefined
): Promise<RoundEnd> {
	let gathered: PullAnswer | null = null;
	let fetchedTwice = new Set<string>();
	let whole: readonly string[] = [];
	for (let page = 0; page < mostPages; page += 1) {
		const request = await nextRequest(parts, gathered, whole);
		const reply = await parts.server.pull(request);
		if (reply.kind === 'no-signal') return { end: 'no-signal' };
		if (reply.kind === 'conflict') return { end: 'busy', retryAfter: null };
		if (reply.kind === 'refused') return endOf(reply);
		if (reply.body.seq !== request.seq) return { end: 'busy', retryAfter: null };
		onRecords(reply.body.put.length);
		parts.obey?.(reply.body.directives);
		if (gathered !== null || reply.body.reset) {
			gathered = gather(gathered, reply.body);
			if (reply.body.more) continue;
		}
		const taken = await takePull(parts, gathered ?? reply.body);
		gathered = null;
		if (!taken.taken) return { end: 'done' };
		whole = taken.again.filter((name) => !fetchedTwice.has(name));
		if (taken.again.length > 0)
			parts.report({ code: 'digest', at: parts.open.now(), facts: { records: taken.again.length } });
		fetchedTwice = new Set([...fetchedTwice, ...taken.again]);
		if (!reply.body.more && whole.length === 0) return { end: 'done' };
	}
	return { end: 'busy', retryAfter: null };
}

async function nextRequest(
	{ open }: SyncParts,
	gathered: PullAnswer | null,
	whole: readonly string[]
): Promise<PullRequest> {
	const have = gathered === null ? await held(open) : versions(gathered);
	for (const name of whole) delete have[name];
	for (;;) {
		const { seq, life } = await open.position();
		if (!(await open.write({ expect: { seq, life }, seq: seq + 1 }))) continue;
		const epoch = gathered?.epoch ?? (await open.state()).epoch;
		return { proto: protocolVersion, epoch, clientId: open.clientId, have, seq: seq + 1, limitBytes: limits.pullBytes };
	}
}

async function held(open: SyncParts['open']): Promise<Have> {
	const { records } = await open.store.everything();
	const bases = await Promise.all(records.map((row) => open.openRecord(row)));
	return Object.fromEntries(bases.map(({ record, ver }) => [`${record.kind}:${record.id}`, ver]));
}

function versions(answer: PullAnswer): Have {
	return Object.fromEntries(answer.put.map(({ record, ver }) => [`${record.kind}:${record.id}`, ver]));
}

function gather(before: PullAnswer | null, page: PullAnswer): PullAnswer {
	return before === null
		? page
		: { ...page, reset: true, put: [...before.put, ...page.put], gone: [...before.gone, ...page.gone] };
}
