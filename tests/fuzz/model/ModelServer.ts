import { applyAct } from './applyAct.ts';
import type { ModelBug } from './bugs.ts';
import { judgeApplied } from './judgeApplied.ts';
import {
	digestOf,
	manager,
	people,
	recordCount,
	type HistoryRow,
	type ModelChange,
	type ModelResult,
	type PulledPart,
	type PullAnswer,
	type PullRequest,
	type PushAnswer,
	type PushRequest,
	type ServerRecord
} from './shapes.ts';
import type { Violations } from './Violations.ts';

type Client = { person: number; lastN: number; results: Map<number, ModelResult>; revoked: boolean };
/** All that a backup holds. */
type State = {
	records: ServerRecord[];
	history: HistoryRow[];
	clients: Map<number, Client>;
	byId: Map<number, ModelResult>;
	active: boolean[];
	files: Set<number>;
};
type Backup = { readonly state: State; isVerified: boolean };

export const leaseDays = 14;

/** The server of the specification: W1–W4, W7, W10 and the merging of M, in plain arrays. */
export class ModelServer {
	epoch = 1;
	day = 0;
	state: State = newState();
	/** Ids of changes that were ever committed, restored away or not (I5). */
	readonly committed = new Set<number>();
	readonly backups: Backup[] = [];
	/** What is in the newest verified backup: it is never restored past. */
	verified: State = newState();
	firstSafe = 0;
	readonly #bug: ModelBug | null;
	readonly #violations: Violations;

	constructor(bug: ModelBug | null, violations: Violations) {
		this.#bug = bug;
		this.#violations = violations;
	}

	maySee(person: number, record: number): boolean {
		return this.state.active[person] === true && (person === manager || this.state.records[record]?.auditor === person);
	}

	/** Registers a name not seen before, and says where the server stands. */
	hello(client: number, person: number) {
		const known = this.state.clients.get(client) ?? { person, lastN: 0, results: new Map(), revoked: false };
		this.state.clients.set(client, known);
		const { lastN, revoked } = known;
		return { epoch: this.epoch, lastN, revoked, durable: this.durableOf(client), leaseUntil: this.day + leaseDays };
	}

	durableOf(client: number): number {
		return this.verified.clients.get(client)?.lastN ?? 0;
	}

	/** `killedAfter`: so many changes are committed, then the process dies and nobody hears of it. */
	push(request: PushRequest, build: 'new' | 'old', killedAfter = Infinity): PushAnswer {
		const client = this.state.clients.get(request.client);
		if (client === undefined) return { code: 'unknown' };
		if (client.revoked) return { code: 'revoked' };
		if (build === 'old' && this.#bug === 'old-build-refused') return { code: 'refused' };
		if (request.epoch !== this.epoch) return { code: 'epoch' };
		const results: (ModelResult & { n: number })[] = [];
		for (const change of request.changes) {
			if (results.length >= killedAfter) return this.#died(request, results);
			if (change.act === 'poison' && this.#bug === 'poison-refused') return { code: 'refused' };
			const result = this.#arrive(client, request.client, change);
			if (typeof result === 'string') return { code: result, need: client.lastN + 1, results };
			results.push({ n: change.n, ...result });
		}
		return { code: 'taken', results, durable: this.durableOf(request.client) };
	}

	#died(request: PushRequest, results: (ModelResult & { n: number })[]): PushAnswer {
		if (this.#bug !== 'sent-before-commit') return { code: 'away' };
		const promised = request.changes.map(({ n, hash }) => ({ n, st: 'applied' as const, ver: 0, hash }));
		return { code: 'taken', results: [...results, ...promised.slice(results.length)], durable: 0 };
	}

	/** W2: number, hash, then the change itself. */
	#arrive(client: Client, name: number, change: ModelChange): ModelResult | 'gap' | 'fork' {
		if (this.#bug === 'no-order-no-duplicates') return this.#first(client, name, change);
		if (change.n > client.lastN + 1) return 'gap';
		if (change.n > client.lastN) return this.#first(client, name, change);
		const kept = client.results.get(change.n);
		if (kept === undefined) return 'fork';
		return kept.hash === change.hash || this.#bug === 'fork-taken-as-duplicate' ? kept : 'fork';
	}

	#first(client: Client, name: number, change: ModelChange): ModelResult {
		const before = this.#bug === 'no-order-no-duplicates' ? undefined : this.state.byId.get(change.id);
		const { hash } = change;
		const result = before === undefined ? this.#perform(name, change) : { ...before, hash };
		client.lastN = Math.max(client.lastN, change.n);
		client.results.set(change.n, result);
		this.state.byId.set(change.id, result);
		this.committed.add(change.id);
		return result;
	}

	/** W3: taken under the lock; the bug reads it before. */
	versionsBefore: readonly number[] | null = null;

	#perform(name: number, change: ModelChange): ModelResult {
		const record = this.state.records[change.record];
		if (record === undefined || !this.maySee(change.person, change.record)) return this.#park(name, change);
		const stale = this.#bug === 'version-outside-the-lock' ? this.versionsBefore?.[change.record] : undefined;
		const ver = (stale ?? record.ver) + 1;
		const merged = applyAct(record, change, name, ver, this.#bug);
		if (merged === null) return this.#park(name, change);
		this.state.records[change.record] = merged.record;
		const row = rowOf(name, change, merged.record.ver, merged.how, merged.isConflict);
		if (merged.isConflict && this.#bug === 'loser-left-out-of-history') this.#forgetLoser(change);
		this.state.history.push(row);
		judgeApplied(record, merged.record, change, row, this.#violations);
		return { st: merged.isConflict ? 'conflict' : 'applied', ver: merged.record.ver, hash: change.hash };
	}

	#forgetLoser(change: ModelChange): void {
		const isLoser = (row: HistoryRow) => row.record === change.record && row.key === change.key;
		const at = this.state.history.findLastIndex(isLoser);
		if (at !== -1) this.state.history.splice(at, 1);
	}

	#park(name: number, change: ModelChange): ModelResult {
		this.state.history.push(rowOf(name, change, 0, 'parked', false));
		return { st: 'parked', ver: 0, hash: change.hash };
	}

	/** V4: what a revoked tablet still held; what the server has already it knows by its id. */
	rescue(name: number, changes: readonly ModelChange[]): void {
		for (const change of changes) {
			if (this.state.byId.has(change.id)) continue;
			this.state.history.push(rowOf(name, change, 0, 'rescued', false));
			this.state.byId.set(change.id, { st: 'parked', ver: 0, hash: change.hash });
			this.committed.add(change.id);
		}
		// A tablet that was wiped cannot send again: nothing older than a rescue may be restored.
		this.firstSafe = this.backups.length;
		this.backup();
	}

	/** P10, I12: parked work, as a person may see it. */
	parkedFor(person: number): number[] {
		const isSeen = (row: HistoryRow) =>
			person === manager
				? this.#bug !== 'parked-out-of-sight' || this.state.active[row.person] === true
				: row.person === person;
		return this.state.history
			.filter((row) => (row.how === 'parked' || row.how === 'rescued') && isSeen(row))
			.map(({ id }) => id);
	}

	/** W4, W10: from what may be seen now. */
	pull(request: PullRequest, person: number): PullAnswer {
		const reset = request.epoch !== this.epoch;
		const put: PulledPart[] = [];
		const gone: number[] = [];
		for (let record = 0; record < recordCount; record += 1) {
			const held = request.have.get(record);
			if (this.maySee(person, record) || (this.#bug === 'pull-without-permission' && held !== undefined)) {
				const part = this.#partOf(record, reset ? 0 : (held ?? 0));
				if (part !== null) put.push(part);
			} else if (held !== undefined && this.#bug !== 'gone-left-out') gone.push(record);
		}
		const { epoch } = this;
		const durable = this.durableOf(request.client);
		const answer = { epoch, reset, seq: request.seq, put, gone, durable, leaseUntil: this.day + leaseDays };
		this.#judgePull(answer, person, request);
		return answer;
	}

	#partOf(record: number, from: number): PulledPart | null {
		const state = this.state.records[record];
		if (state === undefined || state.ver === from) return null;
		const { ver, locked, fields } = state;
		const since = from > ver ? 0 : from;
		const newer = [...fields].filter(([, field]) => field.ver > since);
		return { record, full: since === 0, from: since, ver, locked, fields: newer, digest: digestOf(fields) };
	}

	/** I8 and I4, by whom it was for. */
	#judgePull({ put, gone }: PullAnswer, person: number, { have }: PullRequest): void {
		for (const { record } of put)
			if (!this.maySee(person, record)) this.#violations.add('leaked', 'I8', `record ${record} told to ${person}`);
		for (const record of have.keys())
			if (!this.maySee(person, record) && !gone.includes(record))
				this.#violations.add('leaked', 'W4', `record ${record} is not said to be gone`);
	}

	backup(): void {
		this.backups.push({ state: copyState(this.state), isVerified: false });
	}
	/** The newest backup is restored elsewhere and found whole: tablets may let go what it holds (W7). */
	verify(): void {
		const at = this.backups.length - 1;
		const newest = this.backups[at];
		if (newest === undefined) return;
		newest.isVerified = true;
		this.verified = newest.state;
		this.firstSafe = Math.max(this.firstSafe, at);
	}
	/** `back`: how many backups before the newest; never past what was verified. */
	restore(back: number): boolean {
		const at = Math.max(this.firstSafe, this.backups.length - 1 - back);
		const backup = this.backups[at];
		if (backup === undefined) return false;
		// Backups of a past that is no more say nothing of what this server holds: none of them may be verified later.
		this.backups.length = at + 1;
		this.state = copyState(backup.state);
		this.epoch += 1;
		return true;
	}
}

function rowOf(
	client: number,
	{ id, n, person, record, key, value, base }: ModelChange,
	ver: number,
	how: HistoryRow['how'],
	isConflict: boolean
): HistoryRow {
	return { id, client, n, person, record, key, value, base, ver, how, isConflict };
}

function newState(): State {
	const records = Array.from({ length: recordCount }, (_, index): ServerRecord => ({
		auditor: index % 2,
		ver: 1,
		locked: false,
		fields: new Map()
	}));
	return {
		records,
		history: [],
		clients: new Map(),
		byId: new Map(),
		active: people.map(() => true),
		files: new Set()
	};
}

/** Rows and records are never altered in place, so that copying the lists is enough. */
function copyState(state: State): State {
	const clients = new Map<number, Client>();
	for (const [name, client] of state.clients) clients.set(name, { ...client, results: new Map(client.results) });
	return {
		records: [...state.records],
		history: [...state.history],
		clients,
		byId: new Map(state.byId),
		active: [...state.active],
		files: new Set(state.files)
	};
}
