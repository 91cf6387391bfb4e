import { applyChange } from '#lib/domain/changes/applyChange.ts';
import type { Change } from '#lib/domain/changes/Change.ts';
import type { RecordState } from '#lib/domain/changes/RecordState.ts';
import type { Person } from '#lib/domain/access/Person.ts';
import type { Template } from '#lib/domain/templates/Template.ts';
import { recordDigest } from '#lib/protocol/hashes.ts';
import type { HelloAnswer, HelloRequest } from '#lib/protocol/hello.ts';
import type { PullAnswer, PullRequest } from '#lib/protocol/pull.ts';
import type { PushAnswer, PushRequest, PushResult } from '#lib/protocol/push.ts';
import type { Reply, SyncServer } from './SyncServer.ts';

type Log = { readonly lastN: number; readonly results: ReadonlyMap<number, PushResult & { readonly h: string }> };
export type Fault =
	'no-signal' | 'lost-answer' | { readonly status: number; readonly code?: string; readonly retryAfter?: number };

/** A server in memory that keeps to W2–W5 with the same rules as the real one, and fails on demand. */
export class TestServer implements SyncServer {
	epoch = 'epoch-1';
	durableN = 0;
	keptDays: number | null = null;
	toldN: number | null = null;
	pageSize = Infinity;
	signedIn: Person;
	records = new Map<string, RecordState>();
	clients = new Map<string, Log>();
	readonly ids = new Map<string, PushResult>();
	readonly asked: string[] = [];
	readonly pushed: Change[][] = [];
	readonly pulls: PullRequest[] = [];
	maxChanges = 500;
	#faults: { readonly path: string; readonly fault: Fault }[] = [];
	readonly #template: Template;
	#now = 0;

	constructor(signedIn: Person, template: Template) {
		this.signedIn = signedIn;
		this.#template = template;
	}

	put(...records: readonly RecordState[]): void {
		for (const record of records) this.records.set(`${record.record.kind}:${record.record.id}`, record);
	}
	fails(path: 'hello' | 'push' | 'pull', ...faults: readonly Fault[]): void {
		this.#faults.push(...faults.map((fault) => ({ path, fault })));
	}

	hello(request: HelloRequest): Promise<Reply<HelloAnswer>> {
		return this.#answer('hello', () => {
			const known = this.clients.get(request.clientId) ?? { lastN: 0, results: new Map() };
			this.clients.set(request.clientId, known);
			const { id, status, permVer } = this.signedIn;
			return this.#ok({
				proto: 1 as const,
				serverTime: this.#time(),
				epoch: this.epoch,
				user: { id, status, permVer },
				lastN: known.lastN,
				durableN: this.durableN,
				minBuild: '',
				maxBatchBytes: 256 * 1024,
				maxChanges: this.maxChanges,
				lease: { offlineUntil: '2026-12-31T00:00:00.000Z' },
				...(this.toldN === null ? {} : { toldN: this.toldN }),
				...(this.keptDays === null
					? {}
					: { rules: { leaseDays: 14, lockMinutes: 5, mayUsePin: true, keptDays: this.keptDays } }),
				recoveryKey: null,
				directives: []
			});
		});
	}

	push(request: PushRequest): Promise<Reply<PushAnswer>> {
		return this.#answer('push', () => {
			const changes = request.changes as unknown as Change[];
			this.pushed.push(changes);
			const log = this.clients.get(request.clientId);
			if (log === undefined) return { kind: 'refused', status: 422, code: 'CLIENT_UNKNOWN', retryAfter: null };
			if (request.epoch !== this.epoch && request.epoch !== null)
				return { kind: 'conflict', refusal: { code: 'EPOCH', epoch: this.epoch } };
			const results: PushResult[] = [];
			for (const change of changes) {
				const { lastN, results: before } = this.clients.get(request.clientId) ?? log;
				const seen = before.get(change.n);
				if (seen !== undefined && seen.h !== change.h)
					return { kind: 'conflict', refusal: { code: 'FORK', n: change.n, lastN, results } };
				if (seen !== undefined) {
					results.push(asDuplicate(seen, change.n));
					continue;
				}
				if (change.n > lastN + 1)
					return { kind: 'conflict', refusal: { code: 'GAP', need: lastN + 1, lastN, results } };
				const result = this.#take(request.clientId, change);
				this.clients.set(request.clientId, {
					lastN: change.n,
					results: new Map([...before, [change.n, { ...result, h: change.h }]])
				});
				results.push(result);
			}
			return this.#ok({
				epoch: this.epoch,
				lastN: changes.at(-1)?.n ?? 0,
				durableN: this.durableN,
				results,
				directives: []
			});
		});
	}

	pull(request: PullRequest): Promise<Reply<PullAnswer>> {
		return this.#answer('pull', async () => {
			this.pulls.push(request);
			const reset = request.epoch !== this.epoch;
			const have = reset ? {} : request.have;
			const wanted = [...this.records].filter(([name, { ver }]) => (have[name] ?? 0) !== ver);
			const page = wanted.slice(0, this.pageSize);
			return this.#ok({
				epoch: this.epoch,
				reset,
				seq: request.seq,
				serverTime: this.#time(),
				permVer: this.signedIn.permVer,
				durableN: this.durableN,
				lease: { offlineUntil: '2026-12-31T00:00:00.000Z' },
				put: await Promise.all(page.map(([name, record]) => pulled(record, have[name] ?? 0))),
				gone: Object.keys(have)
					.filter((name) => !this.records.has(name))
					.map((name) => ({
						record: { kind: name.split(':')[0] ?? '', id: name.slice(name.indexOf(':') + 1) },
						why: 'revoked' as const
					})),
				more: page.length < wanted.length,
				directives: []
			});
		});
	}

	#take(clientId: string, change: Change): PushResult {
		const told = this.ids.get(change.id);
		if (told !== undefined) return asDuplicate(told, change.n);
		const name = `${change.record.kind}:${change.record.id}`;
		const record = this.records.get(name);
		const park = (code: PushResult['code']): PushResult => ({ n: change.n, st: 'parked', code });
		let result: PushResult;
		if (record === undefined) result = park('NO_PERMISSION');
		else {
			const author = { person: this.signedIn, clientId, at: this.#time() };
			const outcome = applyChange(record, change, { author, changeId: change.id, template: this.#template });
			if (outcome.ok) {
				this.put(outcome.record, ...(outcome.creates === undefined ? [] : [outcome.creates]));
				result = { n: change.n, st: outcome.outcome, ver: outcome.record.ver };
			} else result = park(outcome.code);
		}
		this.ids.set(change.id, result);
		return result;
	}

	async #answer<Body>(path: string, answer: () => Reply<Body> | Promise<Reply<Body>>): Promise<Reply<Body>> {
		this.asked.push(path);
		const index = this.#faults.findIndex((one) => one.path === path);
		const fault = index === -1 ? undefined : this.#faults.splice(index, 1)[0]?.fault;
		if (fault === undefined) return answer();
		if (fault === 'lost-answer') await answer();
		if (typeof fault === 'string') return { kind: 'no-signal' };
		return { kind: 'refused', status: fault.status, code: fault.code ?? '', retryAfter: fault.retryAfter ?? null };
	}

	#ok<Body>(body: Body): Reply<Body> {
		return { kind: 'answer', body };
	}
	#time(): string {
		this.#now += 1000;
		return new Date(Date.UTC(2026, 10, 22, 9) + this.#now).toISOString();
	}
}

function asDuplicate({ st, ver, code, was }: PushResult, n: number): PushResult {
	const first = st === 'dup' ? (was ?? 'applied') : st;
	return { n, st: 'dup', was: first, ...(ver === undefined ? {} : { ver }), ...(code === undefined ? {} : { code }) };
}

async function pulled(record: RecordState, from: number) {
	const newer = [...record.fields].filter(([, { ver }]) => ver > from);
	return {
		record: record.record,
		full: from === 0,
		from,
		ver: record.ver,
		head: { ...record.head } as Record<string, unknown>,
		fields: newer.map(([key, { ver, value, by, at, other }]) => ({
			key,
			ver,
			value,
			by,
			at,
			...(other === undefined ? {} : { conflict: true, other: [...other] })
		})),
		digest: await recordDigest(record.fields)
	};
}
